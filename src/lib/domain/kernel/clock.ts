/**
 * Instants of the hybrid logical clock, `milliseconds-counter`. A phone's own never run backwards, and whoever writes
 * after having seen a record writes later than everything in it: so later means "knew it", wherever somebody did.
 */
export type Clock = string;

/** When somebody does something. */
export interface Moment {
	/** Epoch ms by their own clock, bounded by the server. */
	at: number;
	/** The same in hybrid time, bounded likewise. */
	clock: Clock;
}

/** Before everything that anybody wrote. */
export const noClock: Clock = '0000000000000-0000';

/** Writes an instant down; both are whole numbers, from 0. */
export const clockOf = (ms: number, count: number): Clock =>
	`${String(ms).padStart(13, '0')}-${String(count).padStart(4, '0')}`;

/** The two numbers of an instant; zeros for one that is not well formed. */
export function readClock(clock: Clock): [ms: number, count: number] {
	const [ms, count] = clock.split('-').map(Number);
	return [ms || 0, count || 0];
}

/** Below zero when `a` is earlier, above it when later. As numbers: the texts may differ in length. */
export function compareClocks(a: Clock, b: Clock): number {
	const [aMs, aCount] = readClock(a);
	const [bMs, bCount] = readClock(b);
	return aMs - bMs || aCount - bCount;
}

/** The later of two instants. */
export const laterClock = (a: Clock, b: Clock): Clock => (compareClocks(a, b) < 0 ? b : a);
