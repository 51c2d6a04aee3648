import type { SoundType } from '$lib/domain/sound/limits';
import type { PersonDb, PhotoEntry } from './db';

/**
 * A recording that is under way lies among the photos as drafts, in parts under names that no hash has: what was recorded
 * until the phone died is there when its form is opened again. Parts that nobody comes back for go as photos of forms do.
 */

const prefixOf = (form: string) => `part:${form}:`;

/** One part of a recording. `since`: when the recording began, `until`: when this part ended, epoch ms. */
export interface SoundPart {
	since: number;
	until: number;
	type: SoundType;
	bytes: ArrayBuffer;
}

/** Puts the nth part of a form's recording on the disk. Throws what the disk throws. */
export const putPart = async (
	db: PersonDb,
	form: string,
	nth: number,
	{ since, until, type, bytes }: SoundPart
): Promise<void> => {
	const name = `${prefixOf(form)}${since}:${String(nth).padStart(5, '0')}`;
	await db.photos.put({
		...{ sha256: name, bytes, type, state: 'draft', visitIds: [] },
		...{ since, savedAt: until, tries: 0, nextTryAt: 0 }
	});
};

/** The recordings of a form that are not whole yet, the oldest first, each with its parts in order. */
export async function unfinishedOf(db: PersonDb, form: string): Promise<PhotoEntry[][]> {
	const parts = await db.photos.where('sha256').startsWith(prefixOf(form)).toArray();
	const all = new Map<number, PhotoEntry[]>();
	for (const part of parts) all.set(part.since!, [...(all.get(part.since!) ?? []), part]);
	return [...all.values()];
}

/** Puts the whole in the place of its parts, as a photo that was chosen for the form lies there; null lets them go. */
export function replaceParts(
	db: PersonDb,
	parts: readonly PhotoEntry[],
	whole: Pick<PhotoEntry, 'sha256' | 'bytes' | 'type' | 'savedAt'> | null
): Promise<void> {
	return db.transaction('rw', db.photos, async () => {
		// The same bytes may be in a record already.
		if (whole && !(await db.photos.get(whole.sha256)))
			await db.photos.put({ ...whole, state: 'draft', visitIds: [], tries: 0, nextTryAt: 0 });
		await db.photos.bulkDelete(parts.map(({ sha256 }) => sha256));
	});
}
