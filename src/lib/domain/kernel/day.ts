/** A calendar day in Chinese time, `YYYY-MM-DD`, between 1900 and 2199; `DaySchema` checks one that came from outside. */
export type Day = string;

const dayPattern = /^(19|20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Whether the text names a day that exists; the 30th of February does not. */
export function isDay(text: string): boolean {
	if (!dayPattern.test(text)) return false;
	return new Date(text + 'T00:00:00Z').toISOString().startsWith(text);
}

/** China keeps one time zone without summer time: UTC+8. */
const chinaOffsetMs = 8 * 3_600_000;

/** The day in China at an instant (epoch ms). */
export const dayOf = (atMs: number): Day =>
	new Date(atMs + chinaOffsetMs).toISOString().slice(0, 10);

/** The instant at which a day begins in China, epoch ms. */
export const startOf = (day: Day): number => Date.parse(day + 'T00:00:00Z') - chinaOffsetMs;

/** The day `days` later (earlier when negative). */
export const addDays = (day: Day, days: number): Day =>
	new Date(Date.parse(day + 'T00:00:00Z') + days * 86_400_000).toISOString().slice(0, 10);

/** Whole days from one day to another; negative when `to` lies before `from`. */
export const daysBetween = (from: Day, to: Day): number =>
	Math.round((Date.parse(to + 'T00:00:00Z') - Date.parse(from + 'T00:00:00Z')) / 86_400_000);
