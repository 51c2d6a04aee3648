import type { Id } from '../kernel/id';
import { addDays, dayOf, type Day } from '../kernel/day';
import type { Reading } from '../kernel/record';
import { courtDays, usualRules } from './limits';
import { colours, sides, steps, type Colour, type Stage, type Step } from './lists';
import type { CaseEntry, CaseFact, CaseRules, Dispute, Docket, EntryWords, Plan } from './schema';
import type { Party } from './args';

/** Where a case stands: its last turn. */
export const stageOf = ({ turns }: Pick<Dispute, 'turns'>): Stage => turns.at(-1)!.to;

/**
 * The turns of a case and its seats: what an author names as `seen`. All of them by their ids: two who know nothing of each
 * other may count the same, or agree on the last.
 */
export const seenOf = ({ turns, seats }: Pick<Dispute, 'turns' | 'seats'>): Id[] =>
	[...turns, ...seats].map(({ id }) => id);

/** How a case came out the last time that it was open; undefined while it is. */
export function outcomeOf({
	turns
}: Pick<Dispute, 'turns'>): 'agreed' | 'declined' | 'failed' | undefined {
	const last = turns.findLast(({ to }) => to !== 'closed')!.to;
	return last === 'open' || last === 'closed' ? undefined : last;
}

/** The rules of a place: the community's own, else those of its sub-district, else the usual ones. */
export function rulesFor(
	reading: Pick<Reading, 'get'>,
	[subdistrict, community]: readonly Id[]
): Omit<CaseRules, 'areaId'> {
	const of = (areaId: Id | undefined) =>
		areaId ? reading.get<CaseRules>('caseRules', areaId) : undefined;
	return of(community) ?? of(subdistrict) ?? usualRules;
}

type Rules = Omit<CaseRules, 'areaId'>;

/** Until which day a case may take: an extension's day, else so many days after it was taken on. */
export const dueOn = (
	{ openedOn, extendedTo, turns }: Pick<Dispute, 'openedOn' | 'extendedTo' | 'turns'>,
	{ days }: Rules
): Day => {
	// One that was opened again is taken on again.
	const again = turns.findLast(({ to }, i) => i > 0 && to === 'open');
	const usual = addDays(again ? dayOf(again.at) : openedOn, days);
	return extendedTo && extendedTo > usual ? extendedTo : usual;
};

/** A case's line on the office's list. */
export const docketOf = (dispute: Dispute, rules: Rules): Docket => ({
	...{ id: dispute.id, areaId: dispute.areaId, number: dispute.number },
	...{ category: dispute.category, stage: stageOf(dispute), colour: dispute.colour },
	...{ openedOn: dispute.openedOn, dueOn: dueOn(dispute, rules) }
});

/** By when a case of this colour is to be heard for the first time, epoch ms; null once it was, or once it is over. */
export const hearBy = (dispute: Dispute, { hours }: Rules): number | null =>
	dispute.heardOn === null && stageOf(dispute) === 'open'
		? dispute.openedAt + hours[dispute.colour] * 3_600_000
		: null;

/** The next worse colour; red stays red. */
export const raised = (colour: Colour): Colour =>
	colours[Math.max(0, colours.indexOf(colour) - 1)]!;

/** The last day on which both sides may ask the court together; null where they cannot, or need not any more. */
export function courtBy({ agreement, turns }: Pick<Dispute, 'agreement' | 'turns'>): Day | null {
	if (!agreement || agreement.isStatus || agreement.court) return null;
	return outcomeOf({ turns }) === 'agreed' ? addDays(agreement.effectiveOn, courtDays) : null;
}

/** Visits that are still to be made, the earliest first. */
export const plannedVisits = ({ plans }: Pick<Dispute, 'plans'>): Plan[] =>
	plans.filter(({ state }) => state === 'planned').sort((a, b) => (a.on < b.on ? -1 : 1));

/** What is to be done in a case, why, and since when. `forLead`: it has waited so long that the lead is shown it too. */
export interface Due {
	what: 'followUp' | 'hear' | 'end' | 'court';
	on: Day;
	isLate: boolean;
	forLead: boolean;
}

/** What is due in a case on this day, the most urgent first: visits, the first hearing, the end of its time, the court. */
export function dueIn(dispute: Dispute, rules: Rules, today: Day): Due[] {
	const one = (what: Due['what'], on: Day, from: Day): Due[] =>
		today < from
			? []
			: [{ what, on, isLate: today > on, forLead: today > addDays(on, rules.leadAfterDays) }];
	const hear = hearBy(dispute, rules);
	const court = courtBy(dispute);
	const end = dueOn(dispute, rules);
	const found = [
		...plannedVisits(dispute).flatMap(({ on }) => one('followUp', on, on)),
		...(hear === null ? [] : one('hear', dayOf(hear), dispute.openedOn)),
		...(stageOf(dispute) === 'open' ? one('end', end, addDays(end, -soonDays)) : []),
		// After its day nothing can be done any more.
		...(court && today <= court ? one('court', court, addDays(court, -soonDays)) : [])
	];
	return found.sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** So many days before its time is over a case says so. */
const soonDays = 7;

/** Whether a colour's hour for the first hearing has passed at an instant (epoch ms). */
export const isUnheard = (dispute: Dispute, rules: Rules, nowMs: number): boolean =>
	(hearBy(dispute, rules) ?? Infinity) < nowMs;

/** The words of an entry that count: the last amendment's, else its own. */
export const wordsOf = (entry: CaseEntry): EntryWords => entry.amendments.at(-1) ?? entry;

const worded: readonly string[] = [
	'session',
	'inquiry',
	'note',
	'evidence',
	'report',
	'performed',
	'followUp'
];

/** Whether an entry is what somebody wrote in their own words, and may word anew. */
export const isWorded = ({ kind }: CaseFact): boolean => worded.includes(kind);

/** Entries as the file has them: in the order in which they were written. */
export const inOrder = (entries: readonly CaseEntry[]): CaseEntry[] =>
	[...entries].sort((a, b) => a.at - b.at || (a.clock < b.clock ? -1 : 1));

/** Which of the five steps something was written for, and when last; null where nothing was. */
export function stepsDone(entries: readonly CaseEntry[]): Record<Step, number | null> {
	const done = Object.fromEntries(steps.map((step) => [step, null])) as Record<Step, number | null>;
	for (const { step, at } of entries) if (step) done[step] = Math.max(done[step] ?? 0, at);
	return done;
}

/** The parties of one side. */
export const partiesOf = ({ parties }: Pick<Dispute, 'parties'>, side: Party['side']): Party[] =>
	parties.filter((one) => one.side === side);

/** Whether somebody is surely under eighteen (民法典, article 17), by the year of birth alone. */
export const isMinor = (birthYear: number | null, today: Day): boolean =>
	birthYear !== null && Number(today.slice(0, 4)) - birthYear < 18;

/** Parts of a file (卷宗) that a case must have. */
export const fileParts = [
	'application',
	'rights',
	'investigation',
	'mediation',
	'agreement',
	'performance',
	'followUp',
	'closing',
	'cover'
] as const;
export type FilePart = (typeof fileParts)[number];

/** What is still missing in the file of a case, as far as its outcome asks for it. */
export function missingIn(dispute: Dispute, entries: readonly CaseEntry[]): FilePart[] {
	const has = (...kinds: string[]) => entries.some(({ fact }) => kinds.includes(fact.kind));
	const isAgreed = outcomeOf(dispute) === 'agreed';
	const terms = dispute.agreement?.terms ?? [];
	const isThere: Partial<Record<FilePart, boolean>> = {
		application: sides.every((side) => partiesOf(dispute, side).length > 0),
		investigation: has('inquiry', 'evidence'),
		mediation: has('session'),
		agreement: !isAgreed || dispute.agreement !== null,
		performance:
			!isAgreed || terms.every(({ id }) => dispute.agreement?.performed[id]?.state === 'done'),
		followUp: !isAgreed || has('followUp'),
		closing: stageOf(dispute) === 'closed',
		cover: dispute.number !== null
	};
	return fileParts.filter((part) => isThere[part] === false);
}
