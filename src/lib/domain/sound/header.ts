import type { HeardSound } from './heard';
import { mp4Sound } from './mp4';
import { webmSound } from './webm';

/**
 * Reads the containers that browsers' recorders write: WebM and MP4 with nothing but sound in them. Undefined for whatever
 * has a picture, no sound, or bytes that belong to nothing. Looks at the containers only; whether the sound can be played
 * is the player's to find out. A last piece that is cut off is passed over, since a phone may die while it records.
 */
export const readSound = (bytes: Uint8Array): HeardSound | undefined =>
	webmSound(bytes) ?? mp4Sound(bytes);
