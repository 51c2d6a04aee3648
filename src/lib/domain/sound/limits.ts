import { maxPhotoBytes } from '../photo/limits';

/** Recordings of one entry. Whoever records more has several entries to write. */
export const maxSoundsAtOnce = 3;

/** Longest recording, seconds: what somebody listens to again, and 1.8 MB at `soundBitsPerSecond`. */
export const maxSoundSeconds = 600;

/** What a phone asks its browser for, bits per second: a little above the 16 to 20 kbit/s that RFC 6716 (2.1.1) names for wide-band speech in Opus. */
export const soundBitsPerSecond = 24_000;

/** Kinds of recordings that are kept: what the recorders of our browsers write, and play again. */
export const soundTypes = ['audio/webm', 'audio/mp4'] as const;
export type SoundType = (typeof soundTypes)[number];

/** Largest recording that a server takes, bytes: they come in by the same lane as photos. */
export const maxSoundBytes = maxPhotoBytes;

/** Whether bytes of this kind are a recording and no picture. */
export const isSoundType = (type: string): type is SoundType =>
	(soundTypes as readonly string[]).includes(type);
