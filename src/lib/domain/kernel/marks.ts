import type { Signature } from './actor';
import { compareClocks, type Clock } from './clock';
import { canonical, sameContent } from './content';

/** Who wrote a field, and when: `at` is for people (epoch ms), `clock` decides. */
export interface Stamp {
	by: Signature;
	at: number;
	clock: Clock;
}

/** A value that somebody wrote and that does not stand. */
export interface Loss extends Stamp {
	path: string;
	value: unknown;
}

/**
 * What a record remembers of its fields, by path: who wrote those that were ever amended (all others stand as they were
 * registered), and which values lost against another that was written without knowing of them.
 */
export interface Marks {
	stamps?: Readonly<Record<string, Stamp>> | undefined;
	conflicts?: readonly Loss[] | undefined;
}

/** One field as its author saw it and as they leave it; without `from` nobody noted what they saw. */
export interface Change {
	path: string;
	from?: unknown;
	to: unknown;
}

/** `latest`: the later one stands. `careful`: what stands is never overwritten by somebody who did not know it. */
export type Rule = 'latest' | 'careful';

/** Most values kept aside in one record; the oldest goes first. The log has all of them. */
export const maxLosses = 20;

/** Names one conflict of a record. */
export const lossKey = ({ path, clock, by }: Loss): string => `${path} ${clock} ${by.personId}`;

/** Which of two writings of one field stands; never 0 unless they are the same, so that every order of arrival agrees. */
function compareWritings(a: Stamp, aValue: unknown, b: Stamp, bValue: unknown): number {
	const order = (x: string, y: string) => (x < y ? -1 : x > y ? 1 : 0);
	return (
		compareClocks(a.clock, b.clock) ||
		order(a.by.personId, b.by.personId) ||
		order(canonical(aValue), canonical(bValue))
	);
}

/** Whether somebody who saw `from` knew what stands; where nobody noted it, only what others wrote counts as unknown. */
export const knew = (change: Change, now: unknown, stamp: Stamp | undefined, by: Stamp): boolean =>
	'from' in change ? sameContent(change.from, now) : !stamp || stamp.by.personId === by.by.personId;

/** Keeps a value aside. */
export function withLoss({ stamps, conflicts = [] }: Marks, loss: Loss): Marks {
	const others = conflicts.filter((one) => lossKey(one) !== lossKey(loss));
	const all = [...others, loss].sort((a, b) => compareClocks(a.clock, b.clock));
	return { stamps, conflicts: all.slice(-maxLosses) };
}

/** The marks without the values kept aside for which `isOut` holds. */
export const withoutLosses = (
	{ stamps, conflicts = [] }: Marks,
	isOut: (loss: Loss) => boolean
): Marks => ({ stamps, conflicts: conflicts.filter((loss) => !isOut(loss)) });

/** The marks with a field's stamp. */
export const withStamp = ({ stamps, conflicts }: Marks, path: string, stamp: Stamp): Marks => ({
	stamps: { ...stamps, [path]: stamp },
	conflicts
});

/** Marks without empty parts: most records have none. */
export const tidyMarks = ({ stamps = {}, conflicts = [] }: Marks): Marks => ({
	...(Object.keys(stamps).length > 0 ? { stamps } : {}),
	...(conflicts.length > 0 ? { conflicts } : {})
});

/**
 * Lets somebody change one field that stands at `now`. Of `latest` fields the same values stand in the end whatever the
 * order in which changes arrive. A value that gives way to another without its author having been known is kept aside.
 */
export function change(
	marks: Marks,
	now: unknown,
	wanted: Change,
	by: Stamp,
	rule: Rule
): { value: unknown; marks: Marks; isLost: boolean } {
	const { path, to } = wanted;
	const stamp = marks.stamps?.[path];
	const isLater = !stamp || compareWritings(by, to, stamp, now) > 0;
	// What the same author said before on the same field has been said better by now.
	const cleared = withoutLosses(
		marks,
		(loss) =>
			loss.path === path &&
			loss.by.personId === by.by.personId &&
			compareClocks(loss.clock, by.clock) < 0
	);
	if (sameContent(to, now))
		return { value: now, marks: isLater ? withStamp(cleared, path, by) : cleared, isLost: false };
	const isKnown = knew(wanted, now, stamp, by);
	if (rule === 'careful' ? !isKnown : !isLater) {
		return { value: now, marks: withLoss(cleared, { path, value: to, ...by }), isLost: true };
	}
	const written = withStamp(cleared, path, by);
	// What was registered has no stamp, and nobody else's words are lost with it.
	if (isKnown || !stamp) return { value: to, marks: written, isLost: false };
	return { value: to, marks: withLoss(written, { path, value: now, ...stamp }), isLost: false };
}
