import { sumFigures, type Figures, type FiguresReply } from '$lib/domain/figures';
import type { Id } from '$lib/domain/kernel/id';

/** One line of the table: the sum over everything, a community, or a grid of one. */
export interface FigureRow {
	key: string;
	kind: 'total' | 'community' | 'grid';
	name: string;
	/** Of a grid: its community. */
	communityId?: Id;
	figures: Figures;
}

/**
 * The lines as they stand below each other, in the order in which the areas came: never by score. A sum comes first
 * when there are several communities.
 */
export function rowsOf(reply: FiguresReply, totalName: string): FigureRow[] {
	const rows = reply.communities.flatMap((community): FigureRow[] => [
		{
			key: community.areaId,
			kind: 'community',
			name: community.name,
			figures: community.figures
		},
		...community.grids.map((grid): FigureRow => ({
			key: grid.areaId,
			kind: 'grid',
			name: grid.name,
			communityId: community.areaId,
			figures: grid.figures
		}))
	]);
	if (reply.communities.length < 2) return rows;
	const total = sumFigures(reply.communities.map((one) => one.figures));
	return [{ key: 'total', kind: 'total', name: totalName, figures: total }, ...rows];
}

/** The shares that the table draws as bars: which figure out of which. */
export const shares = [
	{ name: 'metHalfYear', part: 'metHalfYear', whole: 'households' },
	{ name: 'metMonth', part: 'metMonth', whole: 'households' },
	{ name: 'careMetMonth', part: 'careMetMonth', whole: 'care' },
	{ name: 'opened', part: 'openedMonth', whole: 'knocksMonth' }
] as const satisfies { name: string; part: keyof Figures; whole: keyof Figures }[];

/** The reviews, each a number by itself. */
export const reviewStates = ['waiting', 'returned', 'accepted'] as const;
