import { findHousehold } from '../household/commands';
import type { Household } from '../household/schema';
import type { Context, CommandDef, Event, KindDef, Reading } from '../kernel/record';
import { fail, ok, type Result } from '../kernel/result';
import { refuse, type Refusal } from '../kernel/refusal';
import { rights } from '../kernel/rights';
import {
	AcceptVisit,
	AmendVisit,
	LogVisit,
	ReturnVisit,
	WithdrawVisit,
	type Finding,
	type Review,
	type Visit
} from './schema';
import { findingOf, isReturned, isWaitingForReview } from './select';

/** Needs belong to a visit that found something; the other results carry none. */
const tidyFinding = (
	args: Pick<AmendVisit, 'result' | 'needs' | 'words' | 'photos'>,
	context: Context
): Finding => ({
	result: args.result,
	needs: args.result === 'matter' ? [...new Set(args.needs)] : [],
	words: args.words,
	...(args.photos?.length ? { photos: args.photos } : {}),
	at: context.at,
	by: context.by
});

const findVisit = (reading: Reading, id: string): Result<Visit, Refusal> => {
	const visit = reading.get<Visit>('visit', id);
	if (!visit) return refuse('visitUnknown', 'id');
	if (visit.cleared) return refuse('recordErased', 'id', { erasure: visit.cleared });
	return visit.withdrawnAt === null ? ok(visit) : refuse('visitWithdrawn', 'id');
};

const log: CommandDef<LogVisit> = {
	name: 'visit.log',
	version: 1,
	schema: LogVisit,
	roles: rights['visit.log'],
	mayBeHeld: true,
	reads: ({ id, householdId }) => [
		{ kind: 'visit', id },
		{ kind: 'household', id: householdId }
	],
	area: ({ householdId }, reading) => reading.get<Household>('household', householdId)?.unitId,
	decide(reading, args, context) {
		if (reading.get('visit', args.id)) return refuse('visitExists', 'id');
		const household = findHousehold(reading, args.householdId, 'householdId');
		if (!household.ok) return household;
		const visit: Visit = {
			id: args.id,
			householdId: args.householdId,
			unitId: household.value.unitId,
			first: tidyFinding(args, context),
			amendments: [],
			review: { state: 'waiting' },
			withdrawnAt: null
		};
		return ok([{ kind: 'visit', id: args.id, type: 'visit.logged', data: visit }]);
	}
};

const areaOfVisit = ({ id }: { id: string }, reading: Reading) =>
	reading.get<Visit>('visit', id)?.unitId;

const amend: CommandDef<AmendVisit> = {
	name: 'visit.amend',
	version: 1,
	schema: AmendVisit,
	roles: rights['visit.amend'],
	mayBeHeld: true,
	reads: ({ id }) => [{ kind: 'visit', id }],
	area: areaOfVisit,
	decide(reading, args, context) {
		const visit = findVisit(reading, args.id);
		if (!visit.ok) return visit;
		if (visit.value.first.by.personId !== context.by.personId) return refuse('visitNotYours', 'id');
		const next = tidyFinding(args, context);
		const now = findingOf(visit.value);
		if (
			now.result === next.result &&
			now.words === next.words &&
			now.needs.join() === next.needs.join() &&
			JSON.stringify(now.photos) === JSON.stringify(next.photos)
		)
			return refuse('nothingChanged');
		return ok([{ kind: 'visit', id: args.id, type: 'visit.amended', data: next }]);
	}
};

const withdraw: CommandDef<WithdrawVisit> = {
	name: 'visit.withdraw',
	version: 1,
	schema: WithdrawVisit,
	roles: rights['visit.withdraw'],
	mayBeHeld: true,
	reads: ({ id }) => [{ kind: 'visit', id }],
	area: areaOfVisit,
	decide(reading, args, context) {
		const visit = findVisit(reading, args.id);
		if (!visit.ok) return visit;
		if (visit.value.first.by.personId !== context.by.personId) return refuse('visitNotYours', 'id');
		if (visit.value.review.state === 'accepted') return refuse('visitReviewed', 'id');
		return ok([{ kind: 'visit', id: args.id, type: 'visit.withdrawn', data: { at: context.at } }]);
	}
};

/** The checks that accepting and returning share; yields the visit to judge. */
function judge(reading: Reading, args: AcceptVisit, context: Context): Result<Visit, Refusal> {
	const visit = findVisit(reading, args.id);
	if (!visit.ok) return visit;
	if (visit.value.first.by.personId === context.by.personId) return refuse('visitOwn', 'id');
	if (visit.value.review.state === 'accepted') return refuse('visitReviewed', 'id');
	if (visit.value.amendments.length !== args.seen) return refuse('visitChanged', 'seen');
	return visit;
}

const reviewed = (id: string, review: Review): { ok: true; value: Event[] } =>
	ok([{ kind: 'visit', id, type: 'visit.reviewed', data: review }]);

const accept: CommandDef<AcceptVisit> = {
	name: 'visit.accept',
	version: 1,
	schema: AcceptVisit,
	roles: rights['visit.accept'],
	reads: ({ id }) => [{ kind: 'visit', id }],
	area: areaOfVisit,
	decide(reading, args, context) {
		const visit = judge(reading, args, context);
		if (!visit.ok) return visit;
		return reviewed(args.id, { state: 'accepted', by: context.by, at: context.at });
	}
};

const giveBack: CommandDef<ReturnVisit> = {
	name: 'visit.return',
	version: 1,
	schema: ReturnVisit,
	roles: rights['visit.return'],
	reads: ({ id }) => [{ kind: 'visit', id }],
	area: areaOfVisit,
	decide(reading, args, context) {
		if (args.comment === '') return fail({ code: 'commentMissing', field: 'comment' });
		const visit = judge(reading, args, context);
		if (!visit.ok) return visit;
		if (visit.value.review.state === 'returned') return refuse('visitReviewed', 'id');
		return reviewed(args.id, {
			state: 'returned',
			by: context.by,
			at: context.at,
			comment: args.comment
		});
	}
};

/** That somebody knocked stays; what the visit was about goes with the words. */
function withoutWords(visit: Visit, erasure: string): Visit {
	const bare = ({ result, at, by }: Finding): Finding => ({ result, needs: [], words: '', at, by });
	const { review } = visit;
	return {
		...visit,
		first: bare(visit.first),
		amendments: visit.amendments.map(bare),
		review: review.state === 'returned' ? { ...review, comment: '' } : review,
		cleared: erasure
	};
}

function evolve(visit: Visit | undefined, event: Event): Visit {
	switch (event.type) {
		case 'visit.logged':
			return event.data as Visit;
		case 'visit.amended':
			// Amended words have not been read by the office yet, whatever it said of the earlier ones.
			return {
				...visit!,
				amendments: [...visit!.amendments, event.data as Finding],
				review: { state: 'waiting' }
			};
		case 'visit.withdrawn':
			return { ...visit!, withdrawnAt: (event.data as { at: number }).at };
		case 'visit.reviewed':
			return { ...visit!, review: event.data as Review };
		case 'visit.cleared':
			return withoutWords(visit!, (event.data as { erasure: string }).erasure);
		default:
			throw new Error(`visit: unknown event ${event.type}`);
	}
}

/** Visits. A unit leader's live in a home of that leader's own, so that no other leader ever receives them. */
export const visitKind: KindDef<Visit> = {
	kind: 'visit',
	evolve,
	home: (visit) =>
		visit.first.by.role === 'unitLeader'
			? { areaId: visit.unitId, dataClass: 'visit', own: visit.first.by.personId }
			: { areaId: visit.unitId, dataClass: 'visit' },
	todo: (visit) =>
		isWaitingForReview(visit)
			? 'review'
			: isReturned(visit)
				? `returned:${visit.first.by.personId}`
				: undefined,
	about: (visit) => visit.householdId,
	commands: [log, amend, withdraw, accept, giveBack]
};
