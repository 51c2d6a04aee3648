import { dayOf, type Day } from '$lib/domain/kernel/day';
import { t } from '$lib/text/text.svelte';

const partsOf = (day: Day) => day.split('-').map(Number) as [number, number, number];

/** A day with its year, as slips carry it. */
export const sayDay = (day: Day): string => t.fees.day(...partsOf(day));

/** A day of the near future or past, without its year. */
export function sayShortDay(day: Day): string {
	const [, month, date] = partsOf(day);
	return t.fees.shortDay(month, date);
}

/** The day in China at an instant (epoch ms), with its year. */
export const sayDayAt = (atMs: number): string => sayDay(dayOf(atMs));
