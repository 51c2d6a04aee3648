import type { Appointment } from '$lib/domain/appointment/schema';
import { dayOf } from '$lib/domain/kernel/day';
import { fail, ok, type Result } from '$lib/domain/kernel/result';
import { bodiesOfKind } from '$lib/store/bodies';
import { bringWork, type Brought, type BroughtState } from '$lib/sync/bring-work';
import { collectWork, type WorkContent, type WorkFileProblem } from '$lib/sync/work-file';
import type { WireFailure } from '$lib/sync/wire';
import { place } from './place.svelte';
import { isStillHere } from './session.svelte';
import { kickSync } from './sync-runner';
import { openWork, sealWork } from './work-seal';

/** Unsent work as a file, as the pages use it; they fetch this when somebody asks for it. */

/** Fewer characters than this are guessed too soon. */
export const shortestPassphrase = 8;

/** Everything that is not settled, sealed: the file's name holds the day and nobody's name. The outbox stays as it is. */
export async function saveWork(passphrase: string): Promise<{ file: Blob; name: string }> {
	const { db, person, now, random } = place();
	const content = await collectWork(db, person.id, now());
	const bytes = await sealWork(content, passphrase, random);
	const file = new Blob([bytes], { type: 'application/octet-stream' });
	return { file, name: `linli-${dayOf(now())}.linli` };
}

/** A file that was opened. `authorName` as far as this phone knows the person. */
export interface OpenedWork {
	content: WorkContent;
	isOwn: boolean;
	authorName: string | undefined;
	count: number;
}

/** Opens a file; `damaged` also stands for a wrong passphrase. Nothing is changed by it. */
export async function openFile(
	file: Blob,
	passphrase: string
): Promise<Result<OpenedWork, WorkFileProblem>> {
	const opened = await openWork(file, passphrase);
	if (!opened.ok) return opened;
	const content = opened.value;
	const { db, person } = place();
	const posts = await bodiesOfKind<Appointment>(db, 'appointment');
	return ok({
		content,
		isOwn: content.personId === person.id,
		authorName: posts.find((post) => post.personId === content.personId)?.name,
		count: content.entries.length
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

/** What came of a file. */
export interface BroughtWork {
	counts: Record<BroughtState, number>;
	troubles: BroughtTrouble[];
}

/** Sends what an opened file holds, as its author or for them. After a failure the same file can be brought again. */
export async function bringFile(content: WorkContent): Promise<Result<BroughtWork, WireFailure>> {
	const { db, person, now } = place();
	const brought = await bringWork(
		{
			db,
			person,
			now,
			fetch: async (input, init) => {
				if (!(await isStillHere(person.id))) throw new Error('another person signed in');
				return fetch(input, init);
			}
		},
		content
	);
	if (!brought.ok) return fail(brought.error);
	kickSync();
	return ok(sumUp(brought.value));
}

function sumUp(brought: readonly Brought[]): BroughtWork {
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
