import { noteSpace } from './sync-state.svelte';

/** Below this much room the person is warned, bytes: a few weeks of work and the next version of the app. */
const lowBytes = 40_000_000;

/** Asks the browser to keep this phone's data even when room is short, and looks how much is left. Never fails. */
export async function keepStorage(): Promise<void> {
	// Only pages served over TLS or from this very machine have this interface.
	const { storage } = navigator as { storage?: StorageManager };
	if (!storage) return;
	try {
		if (!(await storage.persisted())) await storage.persist();
		const { quota, usage } = await storage.estimate();
		noteSpace(quota !== undefined && usage !== undefined && quota - usage < lowBytes);
	} catch {
		// A browser that will not say how much room there is gives no reason to warn anybody.
		noteSpace(false);
	}
}
