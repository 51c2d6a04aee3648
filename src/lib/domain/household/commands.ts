import type { Area } from '../area/schema';
import { fail, ok, type Result } from '../kernel/result';
import { refuse, type Refusal } from '../kernel/refusal';
import type { CommandDef, Event, Gone, KindDef, Reading } from '../kernel/record';
import {
	AmendHousehold,
	MergeHousehold,
	RegisterHousehold,
	RemoveHousehold,
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
	roles: ['office', 'subdistrict'],
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
			particularsEvent(household.id, household.unitId, particulars)
		]);
	}
};

const particularsEvent = (id: string, unitId: string, residents: ResidentParticulars[]): Event => ({
	kind: 'particulars',
	id,
	type: 'particulars.recorded',
	data: { id, unitId, residents } satisfies Particulars
});

const amend: CommandDef<AmendHousehold> = {
	name: 'household.amend',
	version: 1,
	schema: AmendHousehold,
	roles: ['office', 'subdistrict'],
	reads: ({ id }) => [
		{ kind: 'household', id },
		{ kind: 'particulars', id }
	],
	area: ({ id }, reading) => reading.get<Household>('household', id)?.unitId,
	decide(reading, { particulars, ...args }) {
		const found = findHousehold(reading, args.id, 'id');
		if (!found.ok) return found;
		const wrong = checkResidents(args.residents, particulars ?? []);
		if (wrong) return fail(wrong);
		const next: Household = { ...found.value, ...args };
		const events: Event[] = [];
		if (!sameContent(next, found.value))
			events.push({ kind: 'household', id: args.id, type: 'household.amended', data: next });
		const known = reading.get<Particulars>('particulars', args.id);
		// Null leaves them as they are, but nobody's stay behind who is no longer in the household.
		const staying = new Set(args.residents.map((r) => r.id));
		const nextDetails = particulars ?? known?.residents.filter((p) => staying.has(p.residentId));
		if (nextDetails && !sameContent(nextDetails, known?.residents))
			events.push(particularsEvent(args.id, next.unitId, nextDetails));
		return events.length > 0 ? ok(events) : refuse('nothingChanged');
	}
};

/** Whether two plain values hold the same, whatever the order of their keys. */
export const sameContent = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

const canonical = (value: unknown): string =>
	JSON.stringify(value, (_key, inner: unknown) =>
		inner && typeof inner === 'object' && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)))
			: inner
	);

const remove: CommandDef<RemoveHousehold> = {
	name: 'household.remove',
	version: 1,
	schema: RemoveHousehold,
	roles: ['office'],
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
	roles: ['office'],
	reads: ({ id, into }) =>
		[id, into].flatMap((one) => [
			{ kind: 'household' as const, id: one },
			{ kind: 'particulars' as const, id: one }
		]),
	area: ({ id }, reading) => reading.get<Household>('household', id)?.unitId,
	decide(reading, { id, into }) {
		if (id === into) return refuse('householdExists', 'into');
		const from = findHousehold(reading, id, 'id');
		if (!from.ok) return from;
		const target = findHousehold(reading, into, 'into');
		if (!target.ok) return target;
		// Both must stand in one unit: authority was judged for the first alone.
		if (from.value.unitId !== target.value.unitId) return refuse('notAllowed', 'into');
		const known = new Set(target.value.residents.map((r) => r.id));
		const joining = from.value.residents.filter((r) => !known.has(r.id));
		const residents = [
			...target.value.residents,
			// The head of a household that joins another is a member like the rest.
			...joining.map((r) => (r.relation === 0 ? { ...r, relation: 8 as const } : r))
		];
		const details = [target.value.id, id].flatMap(
			(one) => reading.get<Particulars>('particulars', one)?.residents ?? []
		);
		const needsCare = target.value.needsCare || from.value.needsCare;
		return ok([
			{
				kind: 'household',
				id: into,
				type: 'household.amended',
				data: { ...target.value, residents, needsCare }
			},
			particularsEvent(into, target.value.unitId, details),
			...removal(reading, id, { reason: 'merged', into })
		]);
	}
};

/** Households with their residents. Live in their unit's register. */
export const householdKind: KindDef<Household> = {
	kind: 'household',
	evolve(_household, event) {
		if (event.type === 'household.removed') return { removed: event.data as Gone };
		return event.data as Household;
	},
	home: (household) => ({ areaId: household.unitId, dataClass: 'register' }),
	commands: [register, amend, remove, merge]
};

/** The sensitive part of each household; written by the household's commands. */
export const particularsKind: KindDef<Particulars> = {
	kind: 'particulars',
	evolve(_particulars, event) {
		if (event.type === 'particulars.removed') return { removed: event.data as Gone };
		return event.data as Particulars;
	},
	home: (particulars) => ({ areaId: particulars.unitId, dataClass: 'sensitive' }),
	commands: []
};
