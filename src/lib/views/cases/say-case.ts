import type { CaseItem } from '$lib/app/cases';
import type { Colour } from '$lib/domain/dispute/lists';
import type { CaseNumber, Dispute } from '$lib/domain/dispute/schema';
import type { Due } from '$lib/domain/dispute/select';
import { dayOf, daysBetween, type Day } from '$lib/domain/kernel/day';
import { t } from '$lib/text/text.svelte';

/** The tone of a badge for each colour; its word stands in it, so that nobody has to tell colours apart. */
export const tones = { red: 'bad', yellow: 'warn', blue: 'neutral' } as const satisfies Record<
	Colour,
	string
>;

/** A day with its year. */
export const sayDay = (day: Day): string =>
	t.cases.day(...(day.split('-').map(Number) as [number, number, number]));

/** The day in China at an instant (epoch ms). */
export const sayDayAt = (atMs: number): string => sayDay(dayOf(atMs));

/** A case's number as its papers carry it, but for the community's name; or that it has none yet. */
export const sayNumber = (number: CaseNumber | null): string =>
	number ? t.cases.number(number.year, String(number.no)) : t.cases.noNumber;

/** Both sides by their names, as far as they are written down. */
export function sayParties({ parties }: Pick<Dispute, 'parties'>): string {
	const names = (side: 'first' | 'second') =>
		parties
			.filter((one) => one.side === side)
			.map(({ name }) => name)
			.join(t.cases.between);
	return t.cases.versus(names('first'), names('second'));
}

/** How far a day is away from today. */
function sayDistance(on: Day, today: Day): string {
	const days = daysBetween(today, on);
	if (days === 0) return t.cases.due.today;
	return days > 0 ? t.cases.due.inDays(days) : t.cases.due.late(-days);
}

/** What is to be done, and how soon. */
export const sayDue = ({ what, on }: Due, today: Day): string =>
	`${t.cases.due[what]} · ${sayDistance(on, today)}`;

/** Why a case is in a list: what is due in it, or that it was handed up to whoever reads it. */
export const sayWaiting = ({ due, isHanded }: CaseItem, today: Day): string =>
	[isHanded ? t.cases.due.handed : '', due ? sayDue(due, today) : ''].filter(Boolean).join(' · ');
