/** Below this much room the person is warned, bytes: a few weeks of work and the next version of the app. */
const lowBytes = 40_000_000;

let isAsked = false;

/**
 * Asks the browser once to keep this phone's data even when room is short, and answers every time whether little is left.
 * Never fails.
 */
export async function lookAtSpace(): Promise<boolean> {
	// Only pages served over TLS or from this very machine have this interface.
	const { storage } = navigator as { storage?: StorageManager };
	if (!storage) return false;
	try {
		if (!isAsked) {
			isAsked = true;
			if (!(await storage.persisted())) await storage.persist();
		}
		const { quota, usage } = await storage.estimate();
		return quota !== undefined && usage !== undefined && quota - usage < lowBytes;
	} catch {
		// A browser that will not say how much room there is gives no reason to warn anybody.
		return false;
	}
}
