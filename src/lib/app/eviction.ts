/**
 * Notices that the browser has cleared its storage under a person: when room is short it throws away databases, but
 * keeps cookies. The mark is a cookie for this page alone; it says nothing but that somebody's records were here.
 */

const mark = 'linli-kept';
const longestS = 400 * 86_400;

/** Tells the people of one phone apart; small, because it is loaded before anything else. */
const valueOf = (personId: string): string =>
	[...personId]
		.reduce((sum, char) => (Math.imul(sum, 31) + char.charCodeAt(0)) | 0, 7)
		.toString(36);
const jar = (): Map<string, string> =>
	new Map(document.cookie.split('; ').map((one) => one.split('=', 2) as [string, string]));

const put = (value: string, ageS: number) =>
	(document.cookie = `${mark}=${value}; path=/; max-age=${ageS}; samesite=strict`);

/** Notes that this person's records lie on this phone. Costs nothing when it is noted already. */
export function noteKept(personId: string): void {
	if (typeof document !== 'undefined' && jar().get(mark) !== valueOf(personId))
		put(valueOf(personId), longestS);
}

/** Takes the note back: the records were taken off on purpose. */
export function forgetKept(): void {
	if (typeof document !== 'undefined') put('', 0);
}

/** Whether this person's records were on this phone, for a caller who finds none. */
export const wereKept = (personId: string): boolean =>
	typeof document !== 'undefined' && jar().get(mark) === valueOf(personId);
