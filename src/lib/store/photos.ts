import { attachmentsIn, hashesInArgs } from '$lib/domain/photo/naming';
import type { OutboxEntry, PersonDb, PhotoEntry, PhotoState, StoredRow } from './db';
import { bodyOf } from './bodies';
import type { Change } from './row-writer';

/**
 * Photos on the phone, and sounds, which go the same way. Invariants: a save never names a new photo that is not on the disk, because both are written in
 * one transaction; a photo's bytes go only after the server has confirmed them and every act on the records that name it
 * is settled, or when the person gives up the one act that names them.
 */

/** A form may lie half filled for so long, ms; then its photos go. */
const draftsLastMs = 30 * 86_400_000;

const hashesIn = (row: StoredRow | undefined): Set<string> => {
	const body = row && bodyOf<object>(row);
	return new Set(body ? attachmentsIn(row.kind, body).map(({ named }) => named.sha256) : []);
};

/** Which records name a photo, as the disk and files have it: visits by id, everything else as `kind:id`. */
type Namers = Pick<PhotoEntry, 'visitIds' | 'records'>;

/** The records of this phone that name a photo, as `kind:id`; of one in a form none. */
export const namersOf = ({ visitIds, records = [] }: Namers): string[] => [
	...visitIds.map((id) => `visit:${id}`),
	...records
];

/** The same with further ones, each once. */
function withNamers(known: Namers | undefined, more: readonly string[]): Namers {
	const all = [...new Set([...(known ? namersOf(known) : []), ...more])];
	const records = all.filter((key) => !key.startsWith('visit:'));
	return {
		visitIds: all.flatMap((key) => (key.startsWith('visit:') ? [key.slice('visit:'.length)] : [])),
		...(records.length > 0 ? { records } : {})
	};
}

/** Takes photos that a save names for the first time out of their form and into the queue; inside the save's transaction. */
export async function keepPhotosOf(db: PersonDb, changes: readonly Change[]): Promise<void> {
	for (const { before, after } of changes) {
		const known = hashesIn(before);
		for (const sha256 of hashesIn(after)) {
			if (known.has(sha256)) continue;
			const photo = await db.photos.get(sha256);
			if (!photo) throw new Error('a photo of this record is not on the phone');
			const kept = { ...photo };
			// From here on the place is kept in the record, if its person chose so, or nowhere.
			delete kept.found;
			await db.photos.put({
				...kept,
				state: photo.state === 'draft' ? 'waiting' : photo.state,
				...withNamers(photo, [after!.key])
			});
		}
	}
}

/** Photos that an act names, by hash. */
export const namedIn = ({ operation }: Pick<OutboxEntry, 'operation'>): string[] =>
	hashesInArgs(operation.args);

/**
 * Forgets the photos of an act that its person has given up, and that by the server's word will not happen any more,
 * unless any other act names them; inside that transaction.
 */
export async function dropPhotosOf(
	db: PersonDb,
	entry: Pick<OutboxEntry, 'operation'>
): Promise<void> {
	const given = namedIn(entry);
	if (given.length === 0) return;
	// Rows may have left the phone with their area; what was sent stays in the archive.
	const applied = db.archive.filter(({ state }) => state === 'applied');
	const others = [...(await db.outbox.toArray()), ...(await applied.toArray())];
	const named = new Set(others.flatMap(namedIn));
	for (const sha256 of given)
		if (!named.has(sha256) && !(await isShown(db, sha256))) await db.photos.delete(sha256);
}

/** Whether a record on this phone names the photo. Its act may have been brought out of a file and be in no archive here. */
async function isShown(db: PersonDb, sha256: string): Promise<boolean> {
	const photo = await db.photos.get(sha256);
	for (const key of photo ? namersOf(photo) : [])
		if (hashesIn(await db.rows.get(key)).has(sha256)) return true;
	return false;
}

/** Whether any act on the records that name a photo is not settled. */
const hasOpenAct = async (db: PersonDb, namers: Namers): Promise<boolean> =>
	(await db.outbox.where('keys').anyOf(namersOf(namers)).count()) > 0;

/** A photo out of a file of unsent work; the bytes match the hash. */
export type BroughtPhoto = Pick<PhotoEntry, 'sha256' | 'type' | 'savedAt'> &
	Namers & {
		bytes: Uint8Array<ArrayBuffer>;
	};

/**
 * Puts a photo out of a file into the queue, with the records that name it; again changes nothing. `waits`: it lies here and
 * is to be sent; `known`: the server has it; `refused`: the server has refused these very bytes from this phone. Throws
 * what the disk throws, and then this photo is as it was.
 */
export function putBack(db: PersonDb, photo: BroughtPhoto): Promise<'waits' | 'known' | 'refused'> {
	const { sha256, type, savedAt, bytes } = photo;
	return db.transaction('rw', [db.photos, db.sentPhotos, db.outbox], async () => {
		const here = await db.photos.get(sha256);
		const namers = withNamers(here, namersOf(photo));
		// Until its acts are settled, its author may need the picture here to correct them.
		const isSent = (await db.sentPhotos.get(sha256))?.state === 'kept';
		if (!here && isSent && !(await hasOpenAct(db, namers))) return 'known';
		if (here?.state === 'refused' && isSame(here.bytes, bytes)) return 'refused';
		if (here && here.state !== 'refused') {
			// One that lies in a form waits from now on, and the form keeps what it knows of it.
			const state = here.state === 'draft' ? 'waiting' : here.state;
			await db.photos.update(sha256, { state, ...namers });
			return state === 'confirmed' ? 'known' : 'waits';
		}
		await db.photos.put({
			sha256,
			type,
			...namers,
			savedAt,
			bytes: bytes.slice().buffer,
			state: 'waiting',
			tries: 0,
			nextTryAt: 0
		});
		return 'waits';
	});
}

function isSame(one: ArrayBuffer, other: Uint8Array): boolean {
	const bytes = new Uint8Array(one);
	return bytes.length === other.length && bytes.every((byte, i) => byte === other[i]);
}

/**
 * Shows every photo in one of these states, one at a time: all of them together may be more than an old phone's memory.
 * Photos that come meanwhile are not among them.
 */
export async function eachPhoto(
	db: PersonDb,
	states: readonly PhotoState[],
	see: (photo: PhotoEntry) => void
): Promise<void> {
	for (const sha256 of await db.photos.where('state').anyOf(states).primaryKeys()) {
		const photo = await db.photos.get(sha256);
		if (photo) see(photo);
	}
}

/** Forgets what need not be kept: confirmed photos of settled records, and those of forms that nobody finished. */
export function letPhotosGo(db: PersonDb, nowMs: number): Promise<void> {
	return db.transaction('rw', [db.photos, db.outbox], async () => {
		const done: string[] = [];
		await eachPhoto(db, ['confirmed', 'draft'], ({ sha256, state, savedAt }) => {
			if (state === 'confirmed' || nowMs - savedAt > draftsLastMs) done.push(sha256);
		});
		for (const sha256 of done) {
			const photo = await db.photos.get(sha256);
			if (photo && !(await hasOpenAct(db, photo))) await db.photos.delete(sha256);
		}
	});
}
