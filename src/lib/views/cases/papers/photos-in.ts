import type { CaseEntry, Said } from '$lib/domain/dispute/schema';
import type { Photo } from '$lib/domain/photo/schema';

/** A photo of a file, the entry that names it, and who brought it when: with the entry, or with an amendment. */
export interface FilePhoto {
	photo: Photo;
	entry: CaseEntry;
	said: Said;
}

/** Every photo that a file names, also those that an amendment left out, each once; in the order of the file. */
export function photosIn(entries: readonly CaseEntry[]): FilePhoto[] {
	const found = new Map<string, FilePhoto>();
	for (const entry of entries)
		for (const said of [entry, ...entry.amendments])
			for (const photo of said.photos ?? [])
				if (!found.has(photo.sha256)) found.set(photo.sha256, { photo, entry, said });
	return [...found.values()];
}
