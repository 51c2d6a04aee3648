/**
 * Hybrid logical clock: `milliseconds-counter`. It never runs backwards on one device, whatever happens to the
 * phone's own clock, so that later acts sort after earlier ones.
 */
export function nextClock(last: string | undefined, nowMs: number): string {
	const [lastMs, lastCount] = (last ?? '0-0').split('-').map(Number) as [number, number];
	const now = Math.max(0, Math.floor(nowMs));
	return now > lastMs ? write(now, 0) : write(lastMs, lastCount + 1);
}

const write = (ms: number, count: number) =>
	`${String(ms).padStart(13, '0')}-${String(count).padStart(4, '0')}`;

/**
 * Whether something that happens every so many ms should happen now. A last time that lies ahead was noted by a clock
 * that has been set right since, and holds nothing up.
 */
export const isDue = (lastAt: number | undefined, everyMs: number, nowMs: number): boolean =>
	lastAt === undefined || lastAt > nowMs || nowMs - lastAt >= everyMs;
