import { addDays, dayOf, type Day } from '../kernel/day';
import type { Fen } from '../money/fen';
import { categories, sources, type Category, type Escalation, type Source } from './lists';
import type { Dispute } from './schema';
import { outcomeOf, stageOf } from './select';

/** A rate as it is asked for: never a percentage alone. */
export interface Rate {
	of: number;
	all: number;
}

/**
 * The lines of the statistics form (人民调解统计) for some time. Nobody enters a figure: all of it follows from cases. A case is
 * accepted in the month in which it was opened, and succeeds in the month of the agreement that holds.
 */
export interface CaseFigures {
	accepted: number;
	byCategory: Record<Category, number>;
	bySource: Record<Source, number>;
	/** Agreed, out of those that came to an end in this time. */
	succeeded: Rate;
	/** In writing, out of all agreements. */
	written: Rate;
	/** What was agreed on in money, 分. */
	amountFen: Fen;
	prevented: Record<Escalation, number>;
	/** Visits made by their day, out of those whose day has come. */
	visitedInTime: Rate;
	/** Agreements that the court confirmed. */
	confirmed: number;
}

const zeros = <K extends string>(keys: readonly K[]): Record<K, number> =>
	Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;

/**
 * The figures of some days, both included, as they stand today. A visit counts as due once its day has passed, so that a month
 * that is not over blames nobody. A case whose words were deleted on request still counts.
 */
export function figuresOf(
	disputes: readonly Dispute[],
	{ from, to, today }: { from: Day; to: Day; today: Day }
): CaseFigures {
	const figures: CaseFigures = {
		...{ accepted: 0, byCategory: zeros(categories), bySource: zeros(sources) },
		...{ succeeded: { of: 0, all: 0 }, written: { of: 0, all: 0 }, amountFen: 0 },
		prevented: zeros(['suicide', 'crime', 'fight', 'petition'] as const),
		...{ visitedInTime: { of: 0, all: 0 }, confirmed: 0 }
	};
	const isIn = (day: Day) => from <= day && day <= to;
	for (const dispute of disputes) {
		if (isIn(dispute.openedOn)) {
			figures.accepted += 1;
			figures.byCategory[dispute.category] += 1;
			figures.bySource[dispute.source] += 1;
		}
		const ended = dispute.turns.findLast((turn) => turn.to !== 'closed' && turn.to !== 'open');
		const outcome = outcomeOf(dispute);
		if (outcome && ended && isIn(dayOf(ended.at))) {
			figures.succeeded.all += 1;
			if (outcome === 'agreed') {
				figures.succeeded.of += 1;
				figures.written.all += 1;
				if (dispute.agreement?.form === 'written') figures.written.of += 1;
				figures.amountFen += dispute.agreement?.amountFen ?? 0;
			}
		}
		const { court } = dispute.agreement ?? {};
		if (court?.state === 'confirmed' && isIn(court.on)) figures.confirmed += 1;
		const closed = dispute.turns.at(-1)!;
		if (stageOf(dispute) === 'closed' && dispute.prevented && isIn(dayOf(closed.at)))
			figures.prevented[dispute.prevented] += 1;
		for (const { on, state, doneOn } of dispute.plans) {
			if (state === 'dropped' || !isIn(on) || (on >= today && doneOn === null)) continue;
			figures.visitedInTime.all += 1;
			if (doneOn !== null && doneOn <= on) figures.visitedInTime.of += 1;
		}
	}
	return figures;
}

/** The first and the last day of a month, `YYYY-MM`. */
export function monthOf(month: string): { from: Day; to: Day } {
	const [year, no] = month.split('-').map(Number) as [number, number];
	const next = no === 12 ? `${year + 1}-01` : `${year}-${String(no + 1).padStart(2, '0')}`;
	return { from: `${month}-01`, to: addDays(`${next}-01`, -1) };
}
