import { fail, ok, type Result } from '$lib/domain/kernel/result';
import type { PersonDb } from '$lib/store/db';
import { isQuotaError } from '$lib/store/connection';
import { withConnection } from '$lib/store/repeat';
import { namedIn, putBack, type BroughtPhoto } from '$lib/store/photos';
import { lineTroubles } from './photo-lane';
import { askKnown, uploadPhoto } from './photo-upload';
import type { Phone } from './phone';
import type { WireFailure } from './wire';
import type { WorkInside } from './work-file';

/**
 * Brings the photos out of a file: on a phone of their author's they go back into the queue, and the lane sends them; in
 * anybody else's hands they go up at once in the author's name, and nothing of them stays. Again changes nothing.
 */

/**
 * What came of one photo of a file. `waits`: it lies on this phone, which sends it; `sent`: carried to the server now;
 * `known`: the server had it; `refused`: the server does not take it; `givenUp`: its author gave up the visit here; `full`:
 * this phone's disk has no room for it; `left`: the line, the server or the disk failed. The last two are still in the file alone.
 */
export type PhotoEnd = 'waits' | 'sent' | 'known' | 'refused' | 'givenUp' | 'full' | 'left';
/** How many photos ended how. */
export type PhotoEnds = Record<PhotoEnd, number>;

/** Who looks on while photos are brought. */
export interface PhotoWatch {
	/** Told before each photo: how many are done, and of how many. */
	onPhoto(done: number, all: number): void;
	/** Asked before each photo: whether the person wants the rest to stay in the file. */
	isStopped(): boolean;
}

/** Brings what a file holds of photos. Fails with `notAllowed` for whoever may not carry for the author; everything else is counted. */
export async function bringPhotos(
	phone: Phone,
	{ content, photos }: Pick<WorkInside, 'content' | 'photos'>,
	watch?: PhotoWatch
): Promise<Result<PhotoEnds, WireFailure>> {
	const ends: PhotoEnds = {
		waits: 0,
		sent: 0,
		known: 0,
		refused: 0,
		givenUp: 0,
		full: 0,
		left: 0
	};
	const isOwn = phone.person.id === content.personId;
	const given = isOwn ? await givenUpHere(phone.db, content.entries) : new Set<string>();
	/** What every further photo would come to as well. */
	let rest: PhotoEnd | undefined;
	for (const [i, photo] of photos.entries()) {
		watch?.onPhoto(i, photos.length);
		if (watch?.isStopped()) rest ??= 'left';
		if (given.has(photo.sha256)) ends.givenUp++;
		else if (rest) ends[rest]++;
		else if (isOwn) {
			const end = await keep(phone.db, photo);
			if (end === 'full' || end === 'left') rest = end;
			ends[end]++;
		} else {
			const end = await carry(phone.fetch, content.personId, photo);
			if (!end.ok && end.error === 'notAllowed') return fail({ code: end.error });
			if (!end.ok && lineTroubles.includes(end.error)) rest = 'left';
			ends[end.ok ? end.value : 'left']++;
		}
	}
	return ok(ends);
}

async function keep(
	db: PersonDb,
	photo: BroughtPhoto
): Promise<'waits' | 'known' | 'refused' | 'full' | 'left'> {
	try {
		return await withConnection(db, () => putBack(db, photo));
	} catch (error) {
		// The acts have gone through by now: whatever is wrong with the disk, the photos are still in the file.
		return isQuotaError(error) ? 'full' : 'left';
	}
}

async function carry(
	fetcher: typeof fetch,
	authorId: string,
	{ sha256, bytes }: BroughtPhoto
): Promise<Result<'sent' | 'known' | 'refused', WireFailure['code']>> {
	const before = await askKnown(fetcher, sha256, authorId);
	if (before !== false) return before === true ? ok('known') : fail(before);
	const photo = { sha256, bytes: bytes.slice().buffer, authorId };
	// The file is brought again after a cut; where this upload stood need not be remembered.
	const end = await uploadPhoto(fetcher, photo, () => Promise.resolve());
	if (end === 'photoWrong' || end === 'tooLarge') return ok('refused');
	if (end !== 'through') return fail(end);
	const after = await askKnown(fetcher, sha256, authorId);
	return after === true ? ok('sent') : fail(after === false ? 'broken' : after);
}

/** Photos that nobody wants any more: they are not here, and every act of the file that names them was given up or corrected here. */
async function givenUpHere(
	db: PersonDb,
	entries: WorkInside['content']['entries']
): Promise<Set<string>> {
	const given = new Set<string>();
	const wanted = new Set<string>();
	for (const entry of entries) {
		const state = (await db.archive.get(entry.operation.opId))?.state;
		const isGiven = state === 'discarded' || state === 'corrected';
		for (const sha256 of namedIn(entry)) (isGiven ? given : wanted).add(sha256);
	}
	for (const sha256 of given)
		if (wanted.has(sha256) || (await db.photos.get(sha256))) given.delete(sha256);
	return given;
}
