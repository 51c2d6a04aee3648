import { dayOf, daysBetween } from '$lib/domain/kernel/day';

/** The words that `whenOf` chooses among; the room `visit` has them. */
export interface WhenWords {
	today: (time: string) => string;
	yesterday: (time: string) => string;
	daysAgo: (days: number) => string;
	onDay: (year: number, month: number, day: number, thisYear: boolean) => string;
}

/** Up to this many days ago is told as a number of days, later by its date. */
const nearDays = 6;

/** `HH:MM` in China at an instant (epoch ms), whatever zone the phone is set to. */
export const timeOf = (atMs: number): string =>
	new Date(atMs + 8 * 3_600_000).toISOString().slice(11, 16);

/** An instant as a person says it on the day of `nowMs` (both epoch ms). A clock that runs ahead is told by its date. */
export function whenOf(atMs: number, nowMs: number, words: WhenWords): string {
	const [day, today] = [dayOf(atMs), dayOf(nowMs)];
	const ago = daysBetween(day, today);
	if (ago === 0) return words.today(timeOf(atMs));
	if (ago === 1) return words.yesterday(timeOf(atMs));
	if (ago > 1 && ago <= nearDays) return words.daysAgo(ago);
	const [year, month, date] = day.split('-').map(Number) as [number, number, number];
	return words.onDay(year, month, date, day.slice(0, 4) === today.slice(0, 4));
}
