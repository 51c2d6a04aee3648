import type { OutboxEntry } from '$lib/store/db';

/** Says which promise is broken. */
export const fail = (words: string): never => {
	throw new Error(words);
};

/**
 * Operations, in their order, that nothing keeps from being sent: what follows an act on the same record that its
 * author or somebody else has still to decide about stays behind it.
 */
export function freeToGo(entries: readonly OutboxEntry[]): OutboxEntry[] {
	const undecided = new Set<string>();
	return entries.filter((entry) => {
		const isFree = entry.state === 'waiting' && !entry.keys.some((key) => undecided.has(key));
		if (!isFree) for (const key of entry.keys) undecided.add(key);
		return isFree;
	});
}
