import type { Booking } from '../booking/schema';
import type { Campaign } from '../campaign/schema';
import type { CaseEntry } from '../dispute/schema';
import type { Id } from '../kernel/id';
import type { Kind } from '../kernel/record';
import { photosOf } from '../visit/select';
import type { Visit } from '../visit/schema';
import type { Photo } from './schema';

/**
 * The one place that knows which records name photos, and where. Whatever asks who may see a photo, whether it is still
 * needed, or which of them go with a record, asks here.
 */

/** The kinds of records that name photos. */
export const namingKinds = [
	'visit',
	'campaign',
	'booking',
	'caseEntry'
] as const satisfies readonly Kind[];

/** A photo that a record names, and who brought it if anybody did. */
export interface NamedPhoto {
	photo: Photo;
	personId: Id;
}

/** Every photo that a record names; of a visit those of earlier words, too. Nothing for kinds that name none. */
export function photosIn(kind: string, body: unknown): NamedPhoto[] {
	if (kind === 'visit') return photosOf(body as Visit);
	if (kind === 'campaign')
		return (body as Campaign).offers.flatMap(({ photos = [] }) =>
			photos.map(({ by, ...photo }) => ({ photo, personId: by }))
		);
	if (kind === 'caseEntry') {
		const entry = body as CaseEntry;
		return [entry, ...entry.amendments].flatMap(({ photos = [], by }) =>
			photos.map((photo) => ({ photo, personId: by.personId }))
		);
	}
	if (kind !== 'booking') return [];
	const { photos = [], by } = body as Booking;
	return photos.map((photo) => ({ photo, personId: by.personId }));
}

const listIn = (value: unknown, field: string): unknown[] => {
	const list = (value as Record<string, unknown> | null | undefined)?.[field];
	return Array.isArray(list) ? list : [];
};

/** The hashes of all photos that the arguments of an act name. They may be malformed, and hold anything. */
export const hashesInArgs = (args: unknown): string[] => {
	const { content } = (args ?? {}) as { content?: unknown };
	return [args, ...listIn(content, 'offers')]
		.flatMap((one) => listIn(one, 'photos'))
		.map((photo) => String((photo as { sha256?: unknown } | null)?.sha256));
};
