import type { Id } from '../kernel/id';
import { tidyMarks, type Rule } from '../kernel/marks';
import type { Household, HouseholdContent, Relation, Resident } from './schema';
import { headOf } from './select';

/**
 * A household as fields with paths: `door`, `no`, `tenure`, `needsCare`, `head` (the id of a resident), a resident's own
 * id for whether they are there, and `<residentId>.<field>`. Exactly one resident has the relation 0: `head` says who.
 * What the head was to an earlier head is kept as `headWas`, so that each relation is a field of its own as well.
 */
export interface FieldPlace {
	field:
		| 'door'
		| 'no'
		| 'tenure'
		| 'needsCare'
		| 'head'
		| 'resident'
		| 'name'
		| 'sex'
		| 'birthYear'
		| 'relation'
		| 'phone';
	residentId?: Id;
}

/** The path of a field. */
export const pathOfField = (field: string, residentId?: Id): string =>
	residentId === undefined ? field : field === 'resident' ? residentId : `${residentId}.${field}`;

/** Reads a path back; the caller knows that `pathOfField` made it. */
export function fieldOfPath(path: string): FieldPlace {
	const [first, field] = path.split('.') as [string, FieldPlace['field'] | undefined];
	if (field) return { field, residentId: first };
	return first.includes('-')
		? { field: 'resident', residentId: first }
		: { field: first as FieldPlace['field'] };
}

const careful: ReadonlySet<string> = new Set(['name', 'sex', 'birthYear', 'idNumber', 'birth']);

/** Who somebody is must not be overwritten by one who did not know what stood there. */
export const ruleFor = (path: string): Rule =>
	careful.has(path.split('.').at(-1)!) ? 'careful' : 'latest';

/** What a form shows of a household, without its marks. */
export const contentOf = (household: HouseholdContent): HouseholdContent => {
	const { door, no, tenure, needsCare, residents } = household;
	return { door, no, tenure, needsCare, residents };
};

/** The resident, if there. */
export const residentOf = (household: HouseholdContent, id: Id | undefined): Resident | undefined =>
	household.residents.find((one) => one.id === id);

/** What stands under a path; undefined for a resident who is not there. */
export function valueAt(household: Household, path: string): unknown {
	const { field, residentId } = fieldOfPath(path);
	if (field === 'head') return headOf(household).id;
	if (residentId === undefined) return household[field as 'door'];
	const one = residentOf(household, residentId);
	if (!one || field === 'resident') return one;
	if (field === 'name') return { name: one.name, pinyin: one.pinyin };
	if (field === 'relation') return one.relation === 0 ? (household.headWas ?? 0) : one.relation;
	return one[field as 'phone'];
}

/** The household with another value under a path; unchanged where the resident is not there. */
export function withValue(household: Household, path: string, value: unknown): Household {
	const { field, residentId } = fieldOfPath(path);
	if (field === 'head') return withHead(household, value as Id);
	if (residentId === undefined) return { ...household, [field]: value };
	const one = residentOf(household, residentId);
	if (!one) return household;
	if (field === 'relation') return withRelation(household, one, value as Relation);
	const next = field === 'name' ? (value as Pick<Resident, 'name' | 'pinyin'>) : { [field]: value };
	return withResident(household, { ...one, ...next });
}

const withResident = (household: Household, next: Resident): Household => ({
	...household,
	residents: household.residents.map((one) => (one.id === next.id ? next : one))
});

/** Without a place among the others a person is "other": only the head is 0. */
const other: Relation = 8;

function withRelation(household: Household, one: Resident, relation: Relation): Household {
	if (one.relation !== 0) return withResident(household, { ...one, relation: relation || other });
	if (relation !== 0) return { ...household, headWas: relation };
	const rest = { ...household };
	delete rest.headWas;
	return rest;
}

function withHead(household: Household, headId: Id): Household {
	const now = headOf(household);
	const next = residentOf(household, headId);
	if (!next || next.id === now.id) return household;
	const { headWas, ...rest } = household;
	const moved = withResident(withResident(rest, { ...now, relation: headWas ?? other }), {
		...next,
		relation: 0
	});
	return { ...moved, headWas: next.relation };
}

/** The household with somebody more in it, at first as a member like the rest. */
export const withJoined = (household: Household, one: Resident): Household => ({
	...household,
	residents: [...household.residents, one.relation === 0 ? { ...one, relation: other } : one]
});

/** The household without somebody; the caller knows that they are not the head. Their fields leave the marks with them. */
export function withoutResident(household: Household, id: Id): Household {
	const { stamps = {}, conflicts = [], ...rest } = household;
	const left = {
		stamps: Object.fromEntries(Object.entries(stamps).filter(([path]) => !isAbout(path, id))),
		conflicts: conflicts.filter(
			(one) => !isAbout(one.path, id) && !(one.path === 'head' && one.value === id)
		)
	};
	const residents = rest.residents.filter((one) => one.id !== id);
	return { ...rest, residents, ...tidyMarks(left) };
}

/** Whether a path is about this resident. */
export const isAbout = (path: string, id: Id): boolean => path === id || path.startsWith(`${id}.`);
