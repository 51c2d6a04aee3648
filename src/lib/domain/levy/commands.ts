import { compareClocks, laterClock, noClock } from '../kernel/clock';
import type { CommandDef, Event, KindDef, Reading } from '../kernel/record';
import { refuse, type Refusal } from '../kernel/refusal';
import { ok, type Result } from '../kernel/result';
import { rights } from '../kernel/rights';
import type { Fen } from '../money/fen';
import { NoteFee, type FeeNote, type Levy, type LevyShare, type LevyTurn } from './schema';

/** Whether a household is on the list, now or by what it has paid; refuses `levyUnknown` and `notOnList`. */
export function findShare(
	reading: Reading,
	levyId: string,
	householdId: string
): Result<Levy, Refusal> {
	const levy = reading.get<Levy>('levy', levyId);
	if (!levy) return refuse('levyUnknown', 'levyId');
	const isKnown =
		levy.shares.some((one) => one.householdId === householdId) ||
		levy.turns.some(({ shares }) => shares.some((one) => one.householdId === householdId));
	return isKnown ? ok(levy) : refuse('notOnList', 'householdId');
}

/** That a household has paid so much more, or less; `isReceipt` when a receipt was made out for it. */
export const counted = (
	levyId: string,
	{ householdId, fen, isLate, isReceipt }: Counted
): Event => ({
	...{ kind: 'levy', id: levyId, type: 'levy.counted' },
	data: { householdId, fen, isLate, isReceipt }
});

interface Counted {
	householdId: string;
	fen: Fen;
	isLate: boolean;
	isReceipt: boolean;
}

const note: CommandDef<NoteFee> = {
	name: 'fee.note',
	version: 1,
	schema: NoteFee,
	roles: rights['fee.note'],
	mayBeHeld: true,
	reads: ({ levyId }) => [{ kind: 'levy', id: levyId }],
	area: ({ levyId }, reading) => reading.get<Levy>('levy', levyId)?.unitId,
	decide(reading, { levyId, householdId, kind, on }, { by, at, clock }) {
		const levy = findShare(reading, levyId, householdId);
		if (!levy.ok) return levy;
		if (on !== null && kind !== 'promised') return refuse('malformed', 'on');
		const data = { householdId, note: { kind, on, by, at, clock } };
		return ok([{ kind: 'levy', id: levyId, type: 'levy.noted', data }]);
	}
};

const withSum = (sums: Record<string, Fen>, householdId: string, fen: Fen): Record<string, Fen> => {
	const { [householdId]: before = 0, ...others } = sums;
	return before + fen === 0 ? others : { ...others, [householdId]: before + fen };
};

function count(levy: Levy, { householdId, fen, isLate, isReceipt }: Counted): Levy {
	const which = isLate ? 'late' : 'taken';
	return {
		...levy,
		[which]: withSum(levy[which], householdId, fen),
		receipts: levy.receipts + (isReceipt ? 1 : 0)
	};
}

function takeNote(levy: Levy, householdId: string, next: FeeNote): Levy {
	const known = levy.notes[householdId];
	// Two people asked at the same door: what was written later stands, whoever had signal first.
	if (known && compareClocks(known.clock, next.clock) > 0) return levy;
	return { ...levy, notes: { ...levy.notes, [householdId]: next } };
}

function evolve(levy: Levy | undefined, event: Event): Levy {
	switch (event.type) {
		case 'levy.raised':
			return event.data as Levy;
		case 'levy.revised': {
			const { shares, turn } = event.data as { shares: LevyShare[]; turn: LevyTurn };
			return { ...levy!, shares, turns: [...levy!.turns, turn] };
		}
		case 'levy.closed':
			return { ...levy!, state: 'closed' };
		case 'levy.counted':
			return count(levy!, event.data as Counted);
		case 'levy.noted': {
			const { householdId, note: next } = event.data as { householdId: string; note: FeeNote };
			return takeNote(levy!, householdId, next);
		}
		default:
			throw new Error(`levy: unknown event ${event.type}`);
	}
}

/** Lists of units. They lie in the money of their unit, so that a leader holds their own and no other. */
export const levyKind: KindDef<Levy> = {
	kind: 'levy',
	evolve,
	home: ({ unitId }) => ({ areaId: unitId, dataClass: 'money' }),
	todo: ({ state }) => (state === 'open' ? 'collect' : undefined),
	about: ({ campaignId }) => campaignId,
	clock: ({ notes, turns }) =>
		[...Object.values(notes), ...turns].reduce(
			(last, { clock }) => laterClock(last, clock),
			noClock
		),
	commands: [note]
};
