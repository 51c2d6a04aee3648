import { clockOf, noClock, readClock, type Clock } from '$lib/domain/kernel/clock';

/**
 * The next instant of this device's hybrid clock after `last`. It never runs backwards, whatever happens to the phone's
 * own clock, so that later acts sort after earlier ones.
 */
export function nextClock(last: Clock | undefined, nowMs: number): Clock {
	const [lastMs, lastCount] = readClock(last ?? noClock);
	const now = Math.max(0, Math.floor(nowMs));
	return now > lastMs ? clockOf(now, 0) : clockOf(lastMs, lastCount + 1);
}

/**
 * Whether something that happens every so many ms should happen now. A last time that lies ahead was noted by a clock
 * that has been set right since, and holds nothing up.
 */
export const isDue = (lastAt: number | undefined, everyMs: number, nowMs: number): boolean =>
	lastAt === undefined || lastAt > nowMs || nowMs - lastAt >= everyMs;
