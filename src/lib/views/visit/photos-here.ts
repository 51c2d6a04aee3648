import { photosHere } from '$lib/app/photos';
import type { Photo } from '$lib/domain/photo/schema';
import type { FindingInput } from './finding';

/** A draft with the photos that still are: on this phone, or in the visit that it amends (`known`). */
export async function withPhotosHere(
	draft: FindingInput,
	known: readonly Photo[] = []
): Promise<FindingInput> {
	if (!draft.photos?.length) return draft;
	const here = await photosHere(draft.photos.map((photo) => photo.sha256));
	for (const { sha256 } of known) here.add(sha256);
	return { ...draft, photos: draft.photos.filter(({ sha256 }) => here.has(sha256)) };
}
