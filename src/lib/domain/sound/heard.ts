import type { SoundType } from './limits';

/** What a recording is by its own bytes. `saysPlace`: it holds, or may hold, where it was made. */
export interface HeardSound {
	type: SoundType;
	saysPlace: boolean;
}

/** Longest beginning of a piece that may be left of one that was cut off, bytes. */
const longestStub = 16;

/** Whether bytes are left behind the last piece that could be read: who knows what they hold. */
export const isUnread = (last: { end: number } | undefined, length: number): boolean =>
	!last || length - last.end > longestStub;
