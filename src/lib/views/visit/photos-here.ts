import { photosHere } from '$lib/app/photos';
import type { Photo } from '$lib/domain/photo/schema';
import type { FindingInput } from './finding';

/** The photos or sounds of a draft that still are: on this phone, or in the record that it writes anew (`known`). */
export async function stillHere<T extends Pick<Photo, 'sha256'>>(
	photos: readonly T[],
	known: readonly Pick<Photo, 'sha256'>[]
): Promise<T[]> {
	if (photos.length === 0) return [];
	const here = await photosHere(photos.map((photo) => photo.sha256));
	for (const { sha256 } of known) here.add(sha256);
	return photos.filter(({ sha256 }) => here.has(sha256));
}

/** A draft of a visit with the photos that still are; `known`: those of the visit that it amends. */
export async function withPhotosHere(
	draft: FindingInput,
	known: readonly Photo[] = []
): Promise<FindingInput> {
	if (!draft.photos?.length) return draft;
	return { ...draft, photos: await stillHere(draft.photos, known) };
}
