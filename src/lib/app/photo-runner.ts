import { getMeta, setMeta } from '$lib/store/meta';
import { runPhotoLane } from '$lib/sync/photo-lane';
import type { Place } from './device';
import { eitherOf } from './either-of';

/** The photos' lane in a browser: one tab at a time, beside the sync and never in its way. */

/** What the lane has to ask of the session. */
export interface PhotoRunnerParts {
	place: Place;
	/** Whether this database's person is still the one signed in on this phone; asked before every request. */
	isStillHere(): Promise<boolean>;
}

/** A tab that holds the lock and has sent nothing for so long is frozen, ms. */
const frozenAfterMs = 120_000;

/**
 * Sends what is due. Resolves with the moment at which to try again, epoch ms; null when nothing waits or another tab is at
 * it. `cut` ends requests under way.
 */
export async function runPhotos(parts: PhotoRunnerParts, cut: AbortSignal): Promise<number | null> {
	const { db, now } = parts.place;
	const work = async () => {
		const end = await runPhotoLane({
			db,
			now,
			random: Math.random,
			fetch: async (input, init) => {
				if (cut.aborted || !(await parts.isStillHere())) throw new Error('nobody is here');
				await setMeta(db, 'photoBeatAt', now());
				return fetch(input, { ...init, signal: eitherOf(cut, init?.signal) });
			}
		});
		return end.nextAt;
	};
	if (!('locks' in navigator)) return work();
	const name = `${db.name}-photos`;
	const done = await navigator.locks.request(name, { ifAvailable: true }, (lock) =>
		lock ? work() : 'taken'
	);
	if (done !== 'taken') return done;
	const isFrozen = now() - ((await getMeta(db, 'photoBeatAt')) ?? 0) > frozenAfterMs;
	return isFrozen ? navigator.locks.request(name, { steal: true }, work) : null;
}
