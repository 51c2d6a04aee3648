import type { CaseRules } from '$lib/domain/dispute/schema';
import type { Colour } from '$lib/domain/dispute/lists';

/** The rules of a place as somebody writes them. */
export interface RulesForm {
	days: string;
	/** Days, with anything between them. */
	followUps: string;
	hours: Record<Colour, string>;
	leadAfterDays: string;
}

/** The field in which something is no number that can be meant. */
export type RulesField = 'days' | 'followUps' | Colour | 'leadAfterDays';

type Rules = Omit<CaseRules, 'areaId'>;

/** Rules as they stand in the form. */
export const formOf = ({ days, followUps, hours, leadAfterDays }: Rules): RulesForm => ({
	days: String(days),
	followUps: followUps.join('、'),
	hours: { red: String(hours.red), yellow: String(hours.yellow), blue: String(hours.blue) },
	leadAfterDays: String(leadAfterDays)
});

/** A whole number between two others, also in wide digits; undefined for anything else. */
function whole(text: string, min: number, max: number): number | undefined {
	const plain = text.normalize('NFKC').trim();
	const value = /^\d{1,4}$/.test(plain) ? Number(plain) : NaN;
	return value >= min && value <= max ? value : undefined;
}

/** Days of visits: each once, at most ten. None is no visit that is planned by itself. */
function daysIn(text: string): number[] | undefined {
	const parts = text
		.normalize('NFKC')
		.split(/[^\d.-]+/)
		.filter(Boolean);
	const days = parts.map((one) => whole(one, 1, 365));
	const known = [...new Set(days)].flatMap((one) => one ?? []);
	return days.includes(undefined) || known.length > 10 ? undefined : known.sort((a, b) => a - b);
}

/** What the form says, or the fields that say nothing. The limits are those of `caseRules.set`. */
export function readRules(form: RulesForm): { rules?: Rules; wrong: RulesField[] } {
	const days = whole(form.days, 1, 365);
	const followUps = daysIn(form.followUps);
	const hour = (colour: Colour) => whole(form.hours[colour], 1, 24 * 90);
	const [red, yellow, blue] = [hour('red'), hour('yellow'), hour('blue')];
	const leadAfterDays = whole(form.leadAfterDays, 0, 90);
	const found = { days, followUps, red, yellow, blue, leadAfterDays };
	const wrong = (Object.keys(found) as RulesField[]).filter((key) => found[key] === undefined);
	return wrong.length > 0
		? { wrong }
		: {
				wrong,
				rules: {
					days: days!,
					followUps: followUps!,
					hours: { red: red!, yellow: yellow!, blue: blue! },
					leadAfterDays: leadAfterDays!
				}
			};
}
