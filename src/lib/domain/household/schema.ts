import * as v from 'valibot';
import { DaySchema } from '../kernel/day-schema';
import { Id } from '../kernel/id';
import type { Marks } from '../kernel/marks';
import { name, words } from '../kernel/text';

/** GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated. */
export const sexes = [0, 1, 2, 9] as const;

/** Relation to the head of household (GB/T 4761 in one digit): 0 self, 1 spouse, 2 son, 3 daughter, 4 grandchild, 5 parent, 6 grandparent, 7 sibling, 8 other. */
export const relations = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
export type Relation = (typeof relations)[number];

/** How a household lives behind its door. */
export const tenures = ['owner', 'tenant', 'unknown'] as const;

/** A phone as dialled in China: mobile, or area code and number; digits only. */
export const Phone = v.pipe(v.string(), v.regex(/^(1[3-9]\d{9}|0\d{9,11}|[2-8]\d{6,7})$/, 'phone'));

/**
 * What everyone who looks after the door may know of a resident. `pinyin` (`zhang guifang`) is written with the name,
 * so that phones search by sound without a dictionary. No ID number, birthday or hardship: those are particulars.
 */
export const Resident = v.object({
	id: Id,
	name: name(50),
	pinyin: v.pipe(words(300), v.regex(/^[a-z0-9 ü']*$/, 'pinyin')),
	sex: v.picklist(sexes),
	birthYear: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1890), v.maxValue(2199))),
	relation: v.picklist(relations),
	phone: v.nullable(Phone)
});
export type Resident = v.InferOutput<typeof Resident>;

/** What only those may hold who look after the person in need (PIPL 28): kept apart from the household row. */
export const ResidentParticulars = v.object({
	residentId: Id,
	idNumber: v.nullable(v.pipe(v.string(), v.regex(/^\d{17}[\dX]$/, 'idNumber'))),
	birth: v.nullable(DaySchema),
	ethnicity: v.nullable(v.pipe(v.string(), v.regex(/^\d\d$/, 'ethnicity'))),
	hardship: words(200)
});
export type ResidentParticulars = v.InferOutput<typeof ResidentParticulars>;

const residents = v.pipe(
	v.array(Resident),
	v.minLength(1, 'headMissing'),
	v.maxLength(40, 'tooMany')
);
const particulars = v.pipe(v.array(ResidentParticulars), v.maxLength(40, 'tooMany'));

/** What a form shows of a household. */
export interface HouseholdContent {
	/** The door's number as the unit lists it. */
	door: string;
	/** Number of the household where several share a door; null for the only one. */
	no: string | null;
	tenure: (typeof tenures)[number];
	/** "Needs care" and nothing more: the reason is in the particulars. */
	needsCare: boolean;
	residents: Resident[];
}

/** A household with its residents: one record. The paths of its marks are those of `fields.ts`. */
export interface Household extends HouseholdContent, Marks {
	id: Id;
	unitId: Id;
	/** Residents whose data were deleted on request, and by which one: nobody brings them back. */
	erased?: Record<Id, Id>;
	/** What the head was to an earlier head: it holds again if somebody else turns out to be the head. */
	headWas?: Relation;
}

/** The sensitive part of a household, a record of its own with the same id. */
export interface Particulars extends Marks {
	id: Id;
	unitId: Id;
	residents: ResidentParticulars[];
}

const fields = {
	door: name(12),
	no: v.nullable(name(20)),
	tenure: v.picklist(tenures),
	needsCare: v.boolean(),
	residents
};

/** What a form holds of a household, checked. */
export const HouseholdFields: v.GenericSchema<unknown, HouseholdContent> = v.object(fields);

/** Arguments of `household.register`. */
export const RegisterHousehold = v.object({ id: Id, unitId: Id, ...fields, particulars });
export type RegisterHousehold = v.InferOutput<typeof RegisterHousehold>;

const changed = <F extends string, T, S extends v.GenericSchema<unknown, T>>(field: F, value: S) =>
	v.object({ field: v.literal(field), from: value, to: value });
const changedOf = <F extends string, T, S extends v.GenericSchema<unknown, T>>(
	field: F,
	value: S
) => v.object({ field: v.literal(field), residentId: Id, from: value, to: value });

/** One field of a household as its author saw it and as they leave it. */
export const FieldChange = v.variant('field', [
	changed('door', fields.door),
	changed('no', fields.no),
	changed('tenure', fields.tenure),
	changed('needsCare', fields.needsCare),
	changed('head', Id),
	changedOf('name', v.pick(Resident, ['name', 'pinyin'])),
	changedOf('sex', Resident.entries.sex),
	changedOf('birthYear', Resident.entries.birthYear),
	changedOf('relation', Resident.entries.relation),
	changedOf('phone', Resident.entries.phone)
]);
export type FieldChange = v.InferOutput<typeof FieldChange>;

const some = v.pipe(v.array(Resident), v.maxLength(40, 'tooMany'));

/**
 * Arguments of `household.amend`: only what is different. `joined` and `left` are residents who were added and taken
 * off, `seen` those whom the changes speak of, all as their author saw them. Of the particulars the whole of each
 * resident who changed; null as `from` or `to` where there is nothing. `particulars` null leaves them alone.
 */
const AmendNow = v.object({
	id: Id,
	changes: v.pipe(v.array(FieldChange), v.maxLength(220, 'tooMany')),
	joined: some,
	left: some,
	seen: some,
	particulars: v.nullable(
		v.pipe(
			v.array(
				v.object({
					residentId: Id,
					from: v.nullable(ResidentParticulars),
					to: v.nullable(ResidentParticulars)
				})
			),
			v.maxLength(80, 'tooMany')
		)
	)
});

/** The first version: the whole new content, with nothing of what its author saw. */
const AmendWhole = v.object({ id: Id, ...fields, particulars: v.nullable(particulars) });

/** An amendment in today's words; `whole` holds what the first version brought instead. */
export type AmendHousehold = v.InferOutput<typeof AmendNow> & {
	whole?: HouseholdContent & { particulars: ResidentParticulars[] | null };
};

/** Arguments of `household.amend`. */
export const AmendHousehold: v.GenericSchema<unknown, AmendHousehold> = AmendNow;

/** Arguments of `household.amend` in its first version. */
export const AmendHouseholdFirst: v.GenericSchema<unknown, AmendHousehold> = v.pipe(
	AmendWhole,
	v.transform(({ id, ...whole }) => ({
		id,
		changes: [],
		joined: [],
		left: [],
		seen: [],
		particulars: null,
		whole
	}))
);

/** Arguments of `household.settle`: which conflict (`lossKey`), and which of its two values is to stand. */
export const SettleHousehold = v.object({
	id: Id,
	key: v.pipe(v.string(), v.maxLength(200)),
	take: v.picklist(['winning', 'losing'])
});
export type SettleHousehold = v.InferOutput<typeof SettleHousehold>;

/** Arguments of `household.remove`. */
export const RemoveHousehold = v.object({
	id: Id,
	reason: v.picklist(['movedAway', 'struckOff', 'mistake'])
});
export type RemoveHousehold = v.InferOutput<typeof RemoveHousehold>;

/** Arguments of `household.merge`: `id` goes, its residents join `into`. */
export const MergeHousehold = v.object({ id: Id, into: Id });
export type MergeHousehold = v.InferOutput<typeof MergeHousehold>;
