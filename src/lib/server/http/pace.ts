import type { Allowance } from './allowance';

/** Counts requests by key against allowances. */
export interface Pace {
	/** 0, and the request is counted; or the seconds after which it may be tried again, and it is not. */
	take(key: string, allowance: Allowance): number;
	/** How many keys are remembered. */
	size(): number;
}

/**
 * A token bucket for each key, kept as one number: the moment at which the bucket will be full again (the generic cell
 * rate algorithm). A full bucket is as good as none, so old ones can be forgotten; beyond `most` keys the oldest
 * are. `now` is a clock that never goes back, ms.
 */
export function createPace(now: () => number, most = 100_000): Pace {
	const fullAt = new Map<string, number>();

	function makeRoom(at: number): void {
		for (const [key, full] of fullAt) if (full <= at) fullAt.delete(key);
		for (const key of fullAt.keys()) {
			if (fullAt.size < most) return;
			fullAt.delete(key);
		}
	}

	return {
		take(key, { burst, perSecond }) {
			const at = now();
			const tokenMs = 1_000 / perSecond;
			const full = Math.max(fullAt.get(key) ?? at, at);
			const waitMs = full - at - (burst - 1) * tokenMs;
			if (waitMs > 0) return Math.ceil(waitMs / 1_000);
			if (!fullAt.has(key) && fullAt.size >= most) makeRoom(at);
			fullAt.set(key, full + tokenMs);
			return 0;
		},
		size: () => fullAt.size
	};
}
