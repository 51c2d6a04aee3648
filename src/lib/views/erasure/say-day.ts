import type { Day } from '$lib/domain/kernel/day';
import { t } from '$lib/text/text.svelte';

/** A day with its year, as a letter to a resident would say it. */
export function sayDay(day: Day): string {
	const [year, month, date] = day.split('-').map(Number) as [number, number, number];
	return t.erasure.day(year, month, date);
}
