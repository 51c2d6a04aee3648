import { createHash } from 'node:crypto';
import { maxPhotoBytes } from '$lib/domain/photo/limits';
import { findPlace, isTooVast, readPicture } from '$lib/domain/photo/picture';
import { readSound } from '$lib/domain/sound/header';
import { ProblemError } from '../http/problem';
import type { PhotoFacts } from './engine';

/** The SHA-256 of bytes, lower-case hexadecimal. */
export const hashOf = (bytes: Uint8Array): string =>
	createHash('sha256').update(bytes).digest('hex');

/**
 * What the bytes are, by themselves: a photo or a sound. Throws `photoWrong` (422) with the field `hash` (not what was
 * promised), `type` (neither picture nor sound of ours), `size` (would burst whoever opens it) or `place` (says where it
 * was made), and `tooLarge` (413).
 */
export function checkPhoto(bytes: Uint8Array, promised: string): PhotoFacts {
	if (bytes.length > maxPhotoBytes) throw new ProblemError(413, 'tooLarge');
	const wrong = (field: string) => new ProblemError(422, 'photoWrong', field);
	if (hashOf(bytes) !== promised) throw wrong('hash');
	const sound = readSound(bytes);
	if (sound?.saysPlace) throw wrong('place');
	const facts = { sha256: promised, bytes: bytes.length };
	if (sound) return { ...facts, type: sound.type, width: 0, height: 0 };
	const picture = readPicture(bytes);
	if (!picture) throw wrong('type');
	if (isTooVast(picture)) throw wrong('size');
	// A position that somebody chose to keep stands in the record, never in the picture.
	if (findPlace(bytes).hasPlace) throw wrong('place');
	return { ...facts, ...picture };
}
