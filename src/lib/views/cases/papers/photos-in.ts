import type { CaseEntry, Said } from '$lib/domain/dispute/schema';
import type { Photo } from '$lib/domain/photo/schema';
import type { Sound } from '$lib/domain/sound/schema';

/** Where a photo or a recording of a file stands: the entry that names it, and who brought it when: with the entry, or with an amendment. */
interface Brought {
	entry: CaseEntry;
	said: Said;
}

/** A photo of a file. */
export interface FilePhoto extends Brought {
	photo: Photo;
}

/** A recording of a file. */
export interface FileSound extends Brought {
	sound: Sound;
}

/** What entries and amendments name in one field, also what an amendment left out, each once; in the order of the file. */
function namedIn<T extends { sha256: string }>(
	entries: readonly CaseEntry[],
	of: (said: Pick<CaseEntry, 'photos' | 'sounds'>) => readonly T[] | undefined
): (Brought & { named: T })[] {
	const found = new Map<string, Brought & { named: T }>();
	for (const entry of entries)
		for (const said of [entry, ...entry.amendments])
			for (const named of of(said) ?? [])
				if (!found.has(named.sha256)) found.set(named.sha256, { named, entry, said });
	return [...found.values()];
}

/** Every photo that a file names, each once; in the order of the file. */
export const photosIn = (entries: readonly CaseEntry[]): FilePhoto[] =>
	namedIn(entries, ({ photos }) => photos).map(({ named, ...at }) => ({ photo: named, ...at }));

/** Every recording that a file names, each once; in the order of the file. */
export const soundsIn = (entries: readonly CaseEntry[]): FileSound[] =>
	namedIn(entries, ({ sounds }) => sounds).map(({ named, ...at }) => ({ sound: named, ...at }));
