import type { Booking } from '../booking/schema';
import type { Campaign } from '../campaign/schema';
import type { CaseEntry } from '../dispute/schema';
import type { Id } from '../kernel/id';
import type { Kind } from '../kernel/record';
import { photosOf } from '../visit/select';
import type { Visit } from '../visit/schema';
import type { Sound } from '../sound/schema';
import type { SoundType } from '../sound/limits';
import type { PhotoType } from './limits';
import type { Photo } from './schema';

/**
 * The one place that knows which records name photos and sounds, and where. Both are bytes under their hash and travel in
 * one lane; whatever asks who may see one, whether it is still needed, or which of them go with a record, asks here.
 */

/** What kind of bytes a record may name. */
export type AttachmentType = PhotoType | SoundType;

/** The kinds of records that name photos or sounds. */
export const namingKinds = [
	'visit',
	'campaign',
	'booking',
	'caseEntry'
] as const satisfies readonly Kind[];

/** A photo or sound that a record names, and who brought it if anybody did. */
export interface Attachment {
	named: Photo | Sound;
	personId: Id;
}

/** Everything that a record names; of a visit or an entry that of earlier words, too. Nothing for kinds that name none. */
export function attachmentsIn(kind: string, body: unknown): Attachment[] {
	if (kind === 'visit')
		return photosOf(body as Visit).map(({ photo, personId }) => ({ named: photo, personId }));
	if (kind === 'campaign')
		return (body as Campaign).offers.flatMap(({ photos = [] }) =>
			photos.map(({ by, ...named }) => ({ named, personId: by }))
		);
	if (kind === 'caseEntry') {
		const entry = body as CaseEntry;
		return [entry, ...entry.amendments].flatMap(({ photos = [], sounds = [], by }) =>
			[...photos, ...sounds].map((named) => ({ named, personId: by.personId }))
		);
	}
	if (kind !== 'booking') return [];
	const { photos = [], by } = body as Booking;
	return photos.map((named) => ({ named, personId: by.personId }));
}

const listIn = (value: unknown, field: string): unknown[] => {
	const list = (value as Record<string, unknown> | null | undefined)?.[field];
	return Array.isArray(list) ? list : [];
};

/** The hashes of all photos and sounds that the arguments of an act name. They may be malformed, and hold anything. */
export const hashesInArgs = (args: unknown): string[] => {
	const { content } = (args ?? {}) as { content?: unknown };
	return [args, ...listIn(content, 'offers')]
		.flatMap((one) => [...listIn(one, 'photos'), ...listIn(one, 'sounds')])
		.map((named) => String((named as { sha256?: unknown } | null)?.sha256));
};
