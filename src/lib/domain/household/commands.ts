import type { Area } from '../area/schema';
import { isEmpty } from './amendment';
import { amended, checkAmendment } from './amend';
import { conflictsOf } from './conflicts';
import { amendedDetails } from './details';
import {
	detailsWithoutErased,
	erasedAmong,
	residentsIn,
	withoutErased,
	type Erased
} from './erased';
import { joinedMarks, united } from './merge';
import { settled } from './settle';
import { fail, ok, type Result } from '../kernel/result';
import { refuse, type Refusal } from '../kernel/refusal';
import { laterClock, noClock } from '../kernel/clock';
import { sameContent } from '../kernel/content';
import type { Stamp } from '../kernel/marks';
import type { CommandDef, Context, Event, Gone, KindDef, Reading } from '../kernel/record';
import { rights } from '../kernel/rights';
import {
	AmendHousehold,
	AmendHouseholdFirst,
	MergeHousehold,
	RegisterHousehold,
	RemoveHousehold,
	SettleHousehold,
	type Household,
	type Particulars,
	type Resident,
	type ResidentParticulars
} from './schema';

/** The household under this id, or the refusal that says what became of it. */
export function findHousehold(
	reading: Reading,
	id: string,
	field: string
): Result<Household, Refusal> {
	const household = reading.get<Household>('household', id);
	if (household) return ok(household);
	const gone = reading.gone('household', id);
	if (!gone) return refuse('householdUnknown', field);
	if (gone.erased) return refuse('householdErased', field, { erasure: gone.erased });
	return gone.reason === 'merged' && gone.into
		? refuse('householdMerged', field, { into: gone.into })
		: refuse('householdRemoved', field);
}

function checkResidents(
	residents: readonly Resident[],
	particulars: readonly ResidentParticulars[]
): Refusal | undefined {
	const heads = residents.filter((r) => r.relation === 0).length;
	if (heads === 0) return { code: 'headMissing', field: 'residents' };
	if (heads > 1) return { code: 'headTwice', field: 'residents' };
	const ids = new Set(residents.map((r) => r.id));
	if (ids.size < residents.length) return { code: 'personTwice', field: 'residents' };
	const numbers = particulars.flatMap((p) => (p.idNumber ? [p.idNumber] : []));
	if (new Set(numbers).size < numbers.length) return { code: 'personTwice', field: 'particulars' };
	if (particulars.some((p) => !ids.has(p.residentId)))
		return { code: 'malformed', field: 'particulars' };
	return undefined;
}

const register: CommandDef<RegisterHousehold> = {
	name: 'household.register',
	version: 1,
	schema: RegisterHousehold,
	roles: rights['household.register'],
	reads: ({ id, unitId }) => [
		{ kind: 'household', id },
		{ kind: 'area', id: unitId }
	],
	area: ({ unitId }) => unitId,
	decide(reading, { particulars, ...household }) {
		if (reading.get('household', household.id) || reading.gone('household', household.id))
			return refuse('householdExists', 'id');
		const unit = reading.get<Area>('area', household.unitId);
		if (!unit) return refuse('areaUnknown', 'unitId');
		if (unit.kind !== 'unit') return refuse('areaKindWrong', 'unitId');
		if (!unit.doors.some((door) => door.no === household.door))
			return refuse('doorUnknown', 'door');
		const wrong = checkResidents(household.residents, particulars);
		if (wrong) return fail(wrong);
		return ok([
			{ kind: 'household', id: household.id, type: 'household.registered', data: household },
			particularsEvent({ id: household.id, unitId: household.unitId, residents: particulars })
		]);
	}
};

const particularsEvent = (particulars: Particulars): Event => ({
	kind: 'particulars',
	id: particulars.id,
	type: 'particulars.recorded',
	data: particulars
});

const stampOf = ({ by, at, clock }: Context): Stamp => ({ by, at, clock });

/** The event by which a household changed, in the whole or in part. */
const amendedEvent = (household: Household, isPartly: boolean): Event => ({
	kind: 'household',
	id: household.id,
	type: 'household.amended',
	data: household,
	...(isPartly ? { partly: true } : {})
});

const amend: CommandDef<AmendHousehold> = {
	name: 'household.amend',
	version: 2,
	schema: AmendHousehold,
	earlier: { 1: AmendHouseholdFirst },
	roles: rights['household.amend'],
	reads: ({ id }) => [
		{ kind: 'household', id },
		{ kind: 'particulars', id }
	],
	area: ({ id }, reading) => reading.get<Household>('household', id)?.unitId,
	decide(reading, args, context) {
		const found = findHousehold(reading, args.id, 'id');
		if (!found.ok) return found;
		const wrong = args.whole
			? checkResidents(args.whole.residents, args.whole.particulars ?? [])
			: checkAmendment(args);
		if (wrong) return fail(wrong);
		// Whoever still had them on their phone would bring them back.
		const erased = erasedAmong(found.value, residentsIn(args));
		if (erased) return fail({ ...erased, field: 'residents' });
		const by = stampOf(context);
		const next = amended(found.value, args, by);
		const events: Event[] = [];
		if (!sameContent(next.household, found.value))
			events.push(amendedEvent(next.household, next.isPartly));
		const known = reading.get<Particulars>('particulars', args.id);
		const present = new Set(next.household.residents.map((one) => one.id));
		const details = amendedDetails(known, args, found.value.unitId, present, by);
		const numbers = details?.particulars.residents.flatMap((p) => p.idNumber ?? []) ?? [];
		if (new Set(numbers).size < numbers.length) return refuse('personTwice', 'particulars');
		if (details && !sameContent(details.particulars, known))
			events.push({
				...particularsEvent(details.particulars),
				...(details.isPartly ? { partly: true } : {})
			});
		if (events.length > 0) return ok(events);
		// Somebody else has written the very same meanwhile: that is agreement, and no reason to come back to it.
		return isEmpty(args) ? refuse('nothingChanged') : ok([amendedEvent(next.household, false)]);
	}
};

const settle: CommandDef<SettleHousehold> = {
	name: 'household.settle',
	version: 1,
	schema: SettleHousehold,
	roles: rights['household.settle'],
	reads: ({ id }) => [
		{ kind: 'household', id },
		{ kind: 'particulars', id }
	],
	area: ({ id }, reading) => reading.get<Household>('household', id)?.unitId,
	decide(reading, args, context) {
		const found = findHousehold(reading, args.id, 'id');
		if (!found.ok) return found;
		const next = settled(found.value, args, stampOf(context));
		if (!next.ok) return next;
		const { household, isPartly } = next.value;
		const known = reading.get<Particulars>('particulars', args.id);
		const present = new Set(household.residents.map((one) => one.id));
		const staying = known?.residents.filter((one) => present.has(one.residentId));
		return ok([
			amendedEvent(household, isPartly),
			...(known && staying!.length < known.residents.length
				? [particularsEvent({ ...known, residents: staying! })]
				: [])
		]);
	}
};

const remove: CommandDef<RemoveHousehold> = {
	name: 'household.remove',
	version: 1,
	schema: RemoveHousehold,
	roles: rights['household.remove'],
	reads: ({ id }) => [
		{ kind: 'household', id },
		{ kind: 'particulars', id }
	],
	area: ({ id }, reading) => reading.get<Household>('household', id)?.unitId,
	decide(reading, args) {
		const found = findHousehold(reading, args.id, 'id');
		if (!found.ok) return found;
		return ok(removal(reading, args.id, { reason: args.reason }));
	}
};

const removal = (reading: Reading, id: string, gone: Gone): Event[] => [
	{ kind: 'household', id, type: 'household.removed', data: gone },
	...(reading.get('particulars', id)
		? [{ kind: 'particulars' as const, id, type: 'particulars.removed', data: gone }]
		: [])
];

const merge: CommandDef<MergeHousehold> = {
	name: 'household.merge',
	version: 1,
	schema: MergeHousehold,
	roles: rights['household.merge'],
	reads: ({ id, into }) =>
		[id, into].flatMap((one) => [
			{ kind: 'household' as const, id: one },
			{ kind: 'particulars' as const, id: one }
		]),
	area: ({ id }, reading) => reading.get<Household>('household', id)?.unitId,
	decide(reading, { id, into }, context) {
		if (id === into) return refuse('householdExists', 'into');
		const from = findHousehold(reading, id, 'id');
		if (!from.ok) return from;
		const target = findHousehold(reading, into, 'into');
		if (!target.ok) return target;
		// Both must stand in one unit: authority was judged for the first alone.
		if (from.value.unitId !== target.value.unitId) return refuse('notAllowed', 'into');
		const details = [into, id].map((one) => reading.get<Particulars>('particulars', one));
		const household = united(target.value, from.value, stampOf(context));
		return ok([
			amendedEvent(household, false),
			particularsEvent({
				...joinedMarks(details[0] ?? {}, details[1] ?? {}),
				id: into,
				unitId: target.value.unitId,
				residents: details.flatMap((one) => one?.residents ?? [])
			}),
			...removal(reading, id, { reason: 'merged', into })
		]);
	}
};

/** Households with their residents. Live in their unit's register. */
export const householdKind: KindDef<Household> = {
	kind: 'household',
	evolve(household, event) {
		if (event.type === 'household.removed') return { removed: event.data as Gone };
		if (event.type === 'household.erased') return withoutErased(household!, event.data as Erased);
		return event.data as Household;
	},
	home: (household) => ({ areaId: household.unitId, dataClass: 'register' }),
	todo: (household) => (conflictsOf(household).length > 0 ? 'conflict' : undefined),
	clock: ({ stamps = {} }) =>
		Object.values(stamps).reduce((last, { clock }) => laterClock(last, clock), noClock),
	commands: [register, amend, settle, remove, merge]
};

/** The sensitive part of each household; written by the household's commands. */
export const particularsKind: KindDef<Particulars> = {
	kind: 'particulars',
	evolve(particulars, event) {
		if (event.type === 'particulars.removed') return { removed: event.data as Gone };
		if (event.type === 'particulars.erased')
			return detailsWithoutErased(particulars!, event.data as Erased);
		return event.data as Particulars;
	},
	home: (particulars) => ({ areaId: particulars.unitId, dataClass: 'sensitive' }),
	commands: []
};
