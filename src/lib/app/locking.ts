import { tick } from 'svelte';
import { guardPhone } from './guard';
import { loadTabs, openKey, shutPlace } from './opening';
import { placeOrNull } from './place.svelte';
import { session, standing } from './session-state.svelte';
import { savesDone } from './under-way';

/** What shuts a phone that is open. */

let shutting: Promise<void> = Promise.resolve();

/** Watches over the key of the person at work, from the moment at which the phone is theirs. */
export function guard(): void {
	const [place, opened] = [placeOrNull(), openKey()];
	if (!place || !opened || session.demo) return;
	void guardPhone({
		place,
		key: opened.key,
		since: opened.since,
		isOffice: () => session.role === 'office',
		isOpen: () => standing.state === 'ready' && placeOrNull() === place,
		lock: (how) => void lock(how)
	});
}

/**
 * Shuts this phone's records away until their person unlocks them: what is being saved is saved first, then the key leaves
 * the memory. Nothing happens in a demonstration, which has nothing to hide.
 */
export async function lock({ tellTabs = false } = {}): Promise<void> {
	if (standing.state !== 'ready' || !standing.owner || standing.owner.demo) return;
	const { id } = standing.owner.person;
	standing.state = 'locked';
	shutting = (async () => {
		if (tellTabs) (await loadTabs()).lockOtherTabs(id);
		// Pages that go write down what was being typed.
		await tick();
		await savesDone();
		await shutPlace();
	})();
	await shutting;
}

/** Resolves when a lock that is falling has fallen: whoever unlocks at once waits for it. */
export const hasShut = (): Promise<void> => shutting;
