import * as v from 'valibot';
import { addDays, dayOf, type Day } from '../kernel/day';
import { Id } from '../kernel/id';
import { categories, escalations, sources } from './lists';
import type { Dispute } from './schema';
import { outcomeOf, stageOf } from './select';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A rate as it is asked for: never a percentage alone. */
const Rate = v.object({ of: count, all: count });

const countOf = <const K extends readonly string[]>(keys: K) =>
	v.object(v.entriesFromList(keys, count));

/**
 * The lines of the statistics form (人民调解统计) for some time. Nobody enters a figure: all of it follows from cases. A case is
 * accepted in the month in which it was opened, and succeeds in the month of the agreement that holds.
 */
export const CaseFigures = v.object({
	accepted: count,
	byCategory: countOf(categories),
	bySource: countOf(sources),
	/** Agreed, out of those that came to an end in this time. */
	succeeded: Rate,
	/** In writing, out of all agreements. */
	written: Rate,
	/** What was agreed on in money, 分. */
	amountFen: count,
	prevented: countOf(escalations),
	/** Visits made by their day, out of those whose day has come. */
	visitedInTime: Rate,
	/** Agreements that the court confirmed. */
	confirmed: count
});
export type CaseFigures = v.InferOutput<typeof CaseFigures>;

/** Figures of communities in a month (`YYYY-MM`), in the order of their codes. `at`: epoch ms. */
export const CaseFiguresReply = v.object({
	at: v.number(),
	month: v.string(),
	communities: v.array(v.object({ areaId: Id, name: v.string(), figures: CaseFigures }))
});
export type CaseFiguresReply = v.InferOutput<typeof CaseFiguresReply>;

/** A month as it is asked for, `YYYY-MM`, from 2000 on. */
export const Month = v.pipe(v.string(), v.regex(/^2\d{3}-(0[1-9]|1[0-2])$/, 'month'));

const zeros = <K extends string>(keys: readonly K[]): Record<K, number> =>
	Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;

const noFigures = (): CaseFigures => ({
	...{ accepted: 0, byCategory: zeros(categories), bySource: zeros(sources) },
	...{ succeeded: { of: 0, all: 0 }, written: { of: 0, all: 0 }, amountFen: 0 },
	prevented: zeros(escalations),
	...{ visitedInTime: { of: 0, all: 0 }, confirmed: 0 }
});

/**
 * The figures of some days, both included, as they stand today. A visit counts as due once its day has passed, so that a month
 * that is not over blames nobody. A case whose words were deleted on request still counts.
 */
export function figuresOf(
	disputes: readonly Dispute[],
	{ from, to, today }: { from: Day; to: Day; today: Day }
): CaseFigures {
	const figures = noFigures();
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

/** The figures of several communities together. */
export function sumCaseFigures(parts: readonly CaseFigures[]): CaseFigures {
	const sum = noFigures();
	for (const part of parts) {
		sum.accepted += part.accepted;
		sum.amountFen += part.amountFen;
		sum.confirmed += part.confirmed;
		for (const key of categories) sum.byCategory[key] += part.byCategory[key];
		for (const key of sources) sum.bySource[key] += part.bySource[key];
		for (const key of escalations) sum.prevented[key] += part.prevented[key];
		for (const key of ['succeeded', 'written', 'visitedInTime'] as const) {
			sum[key].of += part[key].of;
			sum[key].all += part[key].all;
		}
	}
	return sum;
}

/** The month before or after another one, `YYYY-MM`. */
export function monthBeside(month: string, by: -1 | 1): string {
	const { from, to } = monthOf(month);
	return addDays(by < 0 ? from : to, by).slice(0, 7);
}
