import type { Appointment } from '$lib/domain/appointment/schema';
import { dayOf } from '$lib/domain/kernel/day';
import { fail, ok, type Result } from '$lib/domain/kernel/result';
import { bodiesOfKind } from '$lib/store/bodies';
import { bringWork, type Brought, type BroughtState } from '$lib/sync/bring-work';
import { bringPhotos, type PhotoEnds, type PhotoWatch } from '$lib/sync/bring-photos';
import { collectWork, photoRoom, type WorkFileProblem, type WorkInside } from '$lib/sync/work-file';
import { collectPhotos } from '$lib/sync/work-photos';
import type { Phone } from '$lib/sync/phone';
import type { WireFailure } from '$lib/sync/wire';
import { isStillHere } from './owner';
import { place } from './place.svelte';
import { kickSync } from './sync-runner';
import { openWork, sealWork } from './work-seal';

/** Unsent work as a file, as the pages use it; they fetch this when somebody asks for it. */

/** Fewer characters than this are guessed too soon. */
export const shortestPassphrase = 8;

/** A file for the downloads: how many photos are in it, and how many did not fit and stay on this phone alone. */
export interface SavedWork {
	file: Blob;
	name: string;
	photos: number;
	photosLeft: number;
}

/** Everything that is not settled, and the photos that wait, sealed: the file's name holds the day and nobody's name. The queues stay as they are. */
export async function saveWork(passphrase: string): Promise<SavedWork> {
	const { db, person, now, random } = place();
	const content = await collectWork(db, person.id, now());
	const { photos, left } = await collectPhotos(db, photoRoom(content));
	const file = await sealWork({ content, photos }, passphrase, random);
	const name = `linli-${dayOf(now())}.linli`;
	return { file, name, photos: photos.length, photosLeft: left };
}

/** A file that was opened. `authorName` as far as this phone knows the person. */
export interface OpenedWork {
	inside: WorkInside;
	isOwn: boolean;
	authorName: string | undefined;
	count: number;
	photos: number;
}

/** Opens a file; `damaged` also stands for a wrong passphrase. Nothing is changed by it. */
export async function openFile(
	file: Blob,
	passphrase: string
): Promise<Result<OpenedWork, WorkFileProblem>> {
	const opened = await openWork(file, passphrase);
	if (!opened.ok) return opened;
	const { content, photos, spoilt } = opened.value;
	const { db, person } = place();
	const posts = await bodiesOfKind<Appointment>(db, 'appointment');
	return ok({
		inside: opened.value,
		isOwn: content.personId === person.id,
		authorName: posts.find((post) => post.personId === content.personId)?.name,
		count: content.entries.length,
		photos: photos.length + spoilt
	});
}

/** One operation that is not simply done: where it was and what the server said. */
export interface BroughtTrouble {
	opId: string;
	state: 'refused' | 'held' | 'later' | 'behind';
	at: number;
	where: string;
	/** Code of the refusal. */
	code:
		Extract<NonNullable<Brought['receipt']>, { result: 'refused' }>['refusal']['code'] | undefined;
}

/** What came of a file; of its photos, too, and of those that could not be read (`spoilt`). */
export interface BroughtWork {
	counts: Record<BroughtState, number>;
	photos: PhotoEnds & { spoilt: number };
	troubles: BroughtTrouble[];
}

/** Sends what an opened file holds, as its author or for them: first the acts, then the photos. After a failure the same file can be brought again. */
export async function bringFile(
	inside: WorkInside,
	watch: PhotoWatch
): Promise<Result<BroughtWork, WireFailure>> {
	const { db, person, now } = place();
	const phone: Phone = {
		db,
		person,
		now,
		fetch: async (input, init) => {
			if (!(await isStillHere(person.id))) throw new Error('another person signed in');
			return fetch(input, init);
		}
	};
	const brought = await bringWork(phone, inside.content);
	if (!brought.ok) return fail(brought.error);
	const photos = await bringPhotos(phone, inside, watch);
	kickSync();
	if (!photos.ok) return fail(photos.error);
	return ok({ ...sumUp(brought.value), photos: { ...photos.value, spoilt: inside.spoilt } });
}

function sumUp(brought: readonly Brought[]): Omit<BroughtWork, 'photos'> {
	const counts = { applied: 0, known: 0, refused: 0, held: 0, later: 0, behind: 0, here: 0 };
	const troubles: BroughtTrouble[] = [];
	for (const { entry, state, receipt } of brought) {
		counts[state] += 1;
		if (state === 'applied' || state === 'known' || state === 'here') continue;
		troubles.push({
			opId: entry.operation.opId,
			state,
			at: entry.operation.at,
			where: [entry.seen?.place, entry.seen?.door, entry.seen?.head].filter(Boolean).join(' '),
			code: receipt?.result === 'refused' ? receipt.refusal.code : undefined
		});
	}
	return { counts, troubles };
}
