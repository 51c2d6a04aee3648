import * as v from 'valibot';
import { Id } from './kernel/id';

/** The windows in which visits are counted, days; the same as the due rules' (see `visitEveryDays`). */
export const figureDays = { month: 30, halfYear: 182 } as const;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/**
 * What is counted of one area. Every share has both its parts here; nothing is counted per person. A household was
 * *met* when somebody opened; *knocks* count every door that was tried, for a shut door is work as well.
 */
export const Figures = v.object({
	households: count,
	/** Of the households, those that need care. */
	care: count,
	metMonth: count,
	metHalfYear: count,
	careMetMonth: count,
	knocksMonth: count,
	openedMonth: count,
	/** Reviews of all visits ever logged and not withdrawn. */
	waiting: count,
	returned: count,
	accepted: count
});
export type Figures = v.InferOutput<typeof Figures>;

const AreaFigures = v.object({ areaId: Id, name: v.string(), figures: Figures });
/** One area of a report: its figures under its name. */
export type AreaFigures = v.InferOutput<typeof AreaFigures>;

/** Figures of communities and their grids, both in the order of their codes, never by score. `at`: epoch ms. */
export const FiguresReply = v.object({
	at: v.number(),
	communities: v.array(v.object({ ...AreaFigures.entries, grids: v.array(AreaFigures) }))
});
export type FiguresReply = v.InferOutput<typeof FiguresReply>;

/** The keys of `Figures`. */
export const figureKeys = Object.keys(Figures.entries) as (keyof Figures)[];

/** The sum of several areas' figures; areas that do not overlap. */
export function sumFigures(parts: readonly Figures[]): Figures {
	const sum = Object.fromEntries(figureKeys.map((key) => [key, 0])) as Figures;
	for (const part of parts) for (const key of figureKeys) sum[key] += part[key];
	return sum;
}
