import { addDays, dayOf, daysBetween, type Day } from '../kernel/day';
import type { Household } from '../household/schema';
import { findingOf } from './select';
import type { Visit, VisitResult } from './schema';

/**
 * Days between two visits that met somebody (visit norms, Inner Mongolia 2022: key households once a month;
 * elsewhere ordinary households twice a year). A door that stayed shut is tried again after `retryDays`.
 */
export const visitEveryDays = { care: 30, ordinary: 182 } as const;
export const retryDays = 3;

/** Why a household is due, in a closed list that `text/` has words for. */
export type DueReason = 'never' | 'nobodyHome' | 'careMonth' | 'halfYear';

/** The last visit of a door, as the board needs it. `at`: epoch ms by the visitor's clock. */
export interface LastVisit {
	visitId: string;
	at: number;
	result: VisitResult;
	/** The last time that somebody was met, epoch ms; null if never. */
	metAt: number | null;
}

/** The latest of a household's visits that were not withdrawn. */
export function lastVisitOf(visits: readonly Visit[]): LastVisit | null {
	let last: LastVisit | null = null;
	let metAt: number | null = null;
	for (const visit of visits) {
		if (visit.withdrawnAt !== null) continue;
		const { result } = findingOf(visit);
		const { at } = visit.first;
		if (result !== 'nobody' && (metAt === null || at > metAt)) metAt = at;
		if (!last || at > last.at) last = { visitId: visit.id, at, result, metAt: null };
	}
	return last && { ...last, metAt };
}

/** When a household should be visited next, and why. A household nobody ever visited is due at once. */
export function dueOf(
	household: Pick<Household, 'needsCare'>,
	last: LastVisit | null
): { day: Day | null; reason: DueReason } {
	if (!last) return { day: null, reason: 'never' };
	if (last.result === 'nobody')
		return { day: addDays(dayOf(last.at), retryDays), reason: 'nobodyHome' };
	const every = household.needsCare ? visitEveryDays.care : visitEveryDays.ordinary;
	return {
		day: addDays(dayOf(last.metAt ?? last.at), every),
		reason: household.needsCare ? 'careMonth' : 'halfYear'
	};
}

/** Days overdue on `today`: 0 on the day itself, negative before it; null for never visited. */
export const daysOverdue = (day: Day | null, today: Day): number | null =>
	day === null ? null : daysBetween(day, today);
