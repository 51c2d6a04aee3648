import { dayOf } from '$lib/domain/kernel/day';
import { t } from '$lib/text/text.svelte';
import { today } from '../visit/say-when.svelte';

/** Why something did not work: a code, perhaps the field, perhaps the seconds to wait. */
export interface Failure {
	code: string;
	field?: string | undefined;
	waitS?: number | undefined;
}

type Words = typeof t.access.problems;
type Plain = { [K in keyof Words]: Words[K] extends string ? K : never }[keyof Words];

const isSaid = (code: string): code is Plain =>
	typeof (t.access.problems as Record<string, unknown>)[code] === 'string';

/** The failure in plain words. */
export function sayFailure({ code, field, waitS }: Failure): string {
	const { problems } = t.access;
	if (code === 'tooManyTries')
		return problems.tooManyTries(problems.minutes(Math.max(1, Math.ceil((waitS ?? 60) / 60))));
	if (code === 'malformed' && field === 'next') return problems.password;
	// Too short or odd to be a code at all.
	if (code === 'malformed' && field === 'code') return problems.wrongCode;
	return isSaid(code) ? problems[code] : problems.other;
}

/** The day of an instant (epoch ms) as a person says it; the year only where it is another than this one. */
export function sayDay(atMs: number): string {
	const day = dayOf(atMs);
	const [year, month, date] = day.split('-').map(Number) as [number, number, number];
	return t.visit.onDay(year, month, date, day.slice(0, 4) === today().slice(0, 4));
}

/** A kind of device (`chrome/android`) as a person says it. */
export function sayDevice(kind: string): string {
	const [browser = '', system = ''] = kind.split('/');
	const { browsers, systems } = t.access;
	const named = <V extends Record<string, string>>(words: V, key: string) =>
		key in words ? words[key]! : words.other!;
	return `${named(systems, system)} · ${named(browsers, browser)}`;
}
