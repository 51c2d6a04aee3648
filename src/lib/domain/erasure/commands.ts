import type { CaseEntry, Dispute } from '../dispute/schema';
import { stageOf } from '../dispute/select';
import { findHousehold } from '../household/commands';
import { headOf } from '../household/select';
import type { Household } from '../household/schema';
import type { Held } from '../held/schema';
import type {
	CommandDef,
	Context,
	Event,
	Gone,
	KindDef,
	Reading,
	RecordKey
} from '../kernel/record';
import { refuse, type Refusal } from '../kernel/refusal';
import { ok, type Result } from '../kernel/result';
import { rights } from '../kernel/rights';
import type { Question } from '../question/schema';
import type { Visit } from '../visit/schema';
import { isAccounts } from './select';
import { AskErasure, CarryOutErasure, type Erasure } from './schema';

/** Why a household has left the register, if it has and nobody has asked for its deletion yet. */
function hasLeft(reading: Reading, householdId: string): Gone | undefined {
	const gone = reading.gone('household', householdId);
	return gone && !gone.erased && gone.reason !== 'merged' ? gone : undefined;
}

const ask: CommandDef<AskErasure> = {
	name: 'erasure.ask',
	version: 1,
	schema: AskErasure,
	roles: rights['erasure.ask'],
	reads: ({ id, householdId }) => [
		{ kind: 'erasure', id },
		{ kind: 'household', id: householdId },
		{ kind: 'particulars', id: householdId }
	],
	area: ({ householdId, unitId }, reading) =>
		reading.get<Household>('household', householdId)?.unitId ??
		(hasLeft(reading, householdId) ? unitId : undefined),
	decide(reading, args, context) {
		if (reading.get('erasure', args.id)) return refuse('nothingChanged', 'id');
		const left = args.unitId === undefined ? undefined : hasLeft(reading, args.householdId);
		return left ? askAfterwards(args, left, context) : askInTime(reading, args, context);
	}
};

const asked = (
	{ id, householdId, residents, ground }: AskErasure,
	unitId: string,
	{ by, at }: Context
): Event => {
	const erasure: Erasure = {
		...{ id, householdId, unitId, residents, ground, by, at },
		...{ clearedAt: null, forgottenAt: null }
	};
	return { kind: 'erasure', id, type: 'erasure.asked', data: erasure };
};

/** The household has left the register: its row is empty already, what was written about it in its time is not. */
function askAfterwards(args: AskErasure, left: Gone, context: Context): Result<Event[], Refusal> {
	const { id, householdId, residents, unitId } = args;
	if (residents !== null) return refuse('householdRemoved', 'residents');
	const data: Gone = { ...left, erased: id };
	return ok([
		{ kind: 'household', id: householdId, type: 'household.removed', data },
		asked(args, unitId!, context)
	]);
}

function askInTime(reading: Reading, args: AskErasure, context: Context): Result<Event[], Refusal> {
	const { id, householdId, residents, ground } = args;
	const found = findHousehold(reading, householdId, 'householdId');
	if (!found.ok) return found;
	const present = found.value.residents.map((one) => one.id);
	const going = residents && [...new Set(residents)];
	if (going?.some((one) => !present.includes(one))) return refuse('nothingChanged', 'residents');
	const isWhole = going === null || going.length === present.length;
	if (!isWhole && going.includes(headOf(found.value).id)) return refuse('headMissing', 'residents');
	const hasDetails = reading.get('particulars', householdId) !== undefined;
	// Ids and nothing else: these events stay in the log, by which the deletion itself can be shown.
	const gone: Gone = { reason: ground === 'movedAway' ? 'movedAway' : 'struckOff', erased: id };
	const what = isWhole
		? { type: 'removed', data: gone }
		: { type: 'erased', data: { residents: going, erasure: id } };
	const on = (kind: 'household' | 'particulars'): Event => ({
		...{ kind, id: householdId },
		...{ type: `${kind}.${what.type}`, data: what.data }
	});
	return ok([
		on('household'),
		...(hasDetails ? [on('particulars')] : []),
		asked({ ...args, residents: isWhole ? null : going }, found.value.unitId, context)
	]);
}

/**
 * A case with the household in it, once it is over: number, kind, outcome and days are kept (人民调解法, article 27). While it
 * is open the other side has its right to it, and the words go when the log's do (个人信息保护法, article 47).
 */
function isCaseMeant(
	dispute: Dispute | undefined,
	erasure: Erasure,
	isOf: (householdId: string | null) => boolean
): boolean {
	if (!dispute) return false;
	// Its own record may have gone first.
	if (dispute.cleared !== undefined) return dispute.cleared === erasure.id;
	const stage = stageOf(dispute);
	const isOver = erasure.clearedAt !== null || (stage !== 'open' && stage !== 'agreed');
	return isOver && dispute.parties.some(({ householdId }) => isOf(householdId));
}

/** Whether a record holds words about the household that is to be forgotten, or about one that was merged away. */
function isMeant(reading: Reading, erasure: Erasure, { kind, id }: RecordKey): boolean {
	const isOf = (householdId: string | null | undefined) =>
		householdId === erasure.householdId ||
		(typeof householdId === 'string' &&
			reading.gone('household', householdId)?.reason === 'merged');
	if (kind === 'visit') {
		const visit = reading.get<Visit>('visit', id);
		return (
			visit?.cleared === undefined && visit?.unitId === erasure.unitId && isOf(visit.householdId)
		);
	}
	if (kind === 'dispute') {
		const dispute = reading.get<Dispute>('dispute', id);
		return dispute?.cleared === undefined && isCaseMeant(dispute, erasure, isOf);
	}
	if (kind === 'caseEntry') {
		const entry = reading.get<CaseEntry>('caseEntry', id);
		const dispute = entry && reading.get<Dispute>('dispute', entry.caseId);
		return entry?.cleared === undefined && isCaseMeant(dispute, erasure, isOf);
	}
	if (kind === 'held') {
		const held = reading.get<Held>('held', id);
		if (!held || held.cleared !== undefined || isAccounts(held.command)) return false;
		if (held.caseId)
			return isCaseMeant(reading.get<Dispute>('dispute', held.caseId), erasure, isOf);
		return held.unitId === erasure.unitId && isOf(held.householdId);
	}
	const question = reading.get<Question>('question', id);
	if (!question || question.cleared !== undefined) return false;
	const { said } = question.entry;
	const isNear = reading.pathOf(erasure.unitId)?.includes(question.areaId) ?? false;
	return said ? said.unitId === erasure.unitId && isOf(said.householdId) : isNear;
}

/** The cases that these records are of, and the households that they are about. */
const householdsOf = (reading: Reading, records: readonly RecordKey[]): RecordKey[] =>
	records.flatMap(({ kind, id }): RecordKey[] => {
		const { caseId = id } = reading.get<{ caseId?: string }>(kind, id) ?? {};
		if (kind === 'dispute' || caseId !== id) {
			const parties = reading.get<Dispute>('dispute', caseId)?.parties ?? [];
			return [
				{ kind: 'dispute', id: caseId },
				...parties.flatMap(({ householdId }) =>
					householdId ? [{ kind: 'household' as const, id: householdId }] : []
				)
			];
		}
		const householdId =
			kind === 'question'
				? reading.get<Question>('question', id)?.entry.said?.householdId
				: reading.get<{ householdId?: string }>(kind, id)?.householdId;
		return householdId ? [{ kind: 'household', id: householdId }] : [];
	});

const carryOut: CommandDef<CarryOutErasure> = {
	name: 'erasure.carryOut',
	version: 1,
	schema: CarryOutErasure,
	roles: rights['erasure.carryOut'],
	// It takes words out of records that it names: an office asks for that by `erasure.ask`, and the server finds them.
	serversOwn: true,
	reads: ({ id, records }) => [{ kind: 'erasure', id }, ...records],
	readsThen: ({ records }, reading) => householdsOf(reading, records),
	area: ({ id }, reading) => reading.get<Erasure>('erasure', id)?.unitId,
	decide(reading, { id, records, reached, at }) {
		const erasure = reading.get<Erasure>('erasure', id);
		if (!erasure) return refuse('nothingChanged', 'id');
		const events: Event[] = records
			.filter((one) => isMeant(reading, erasure, one))
			.map((one) => ({ ...one, type: `${one.kind}.cleared`, data: { erasure: id, at } }));
		const was = reached === 'forgotten' ? erasure.forgottenAt : erasure.clearedAt;
		const isNews = reached !== null && was === null;
		return ok([
			...events,
			...(isNews
				? [{ kind: 'erasure' as const, id, type: `erasure.${reached}`, data: { at } }]
				: [])
		]);
	}
};

function evolve(erasure: Erasure | undefined, event: Event): Erasure {
	const { at } = event.data as { at: number };
	switch (event.type) {
		case 'erasure.asked':
			return event.data as Erasure;
		case 'erasure.cleared':
			return { ...erasure!, clearedAt: at };
		case 'erasure.forgotten':
			return { ...erasure!, forgottenAt: at };
		default:
			throw new Error(`erasure: unknown event ${event.type}`);
	}
}

/** Requests for deletion. They live in the register of their unit, whose phones thereby learn what became of a household. */
export const erasureKind: KindDef<Erasure> = {
	kind: 'erasure',
	evolve,
	home: ({ unitId }) => ({ areaId: unitId, dataClass: 'register' }),
	about: ({ householdId }) => householdId,
	commands: [ask, carryOut]
};
