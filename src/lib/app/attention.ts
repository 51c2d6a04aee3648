import { fail, type Result } from '$lib/domain/kernel/result';
import { execute } from './execute';
import { closeQuestionsAbout } from './questions';
import { place } from './place.svelte';
import { saveDiscard, type SaveFailure } from './save';
import { kickSync } from './sync-runner';

/**
 * Gives a refused or held operation up, in so many words of its author. It leaves the list and is kept in the archive
 * as discarded; the server hears of it by an operation of its own, and takes a held one out of the other's hands. What
 * waits to be sent cannot be given up here.
 */
export async function discard(opId: string): Promise<void> {
	if (!(await saveDiscard(place(), opId))) return;
	kickSync();
	await closeQuestionsAbout(opId);
}

/**
 * Sends a refused operation again with other arguments. Both happen in one save: the new operation is queued and the old
 * one filed as corrected. A refusal leaves the old one where it is; `malformed` if there is no such refused operation.
 */
export async function correct(
	opId: string,
	newArgs: unknown
): Promise<Result<{ opId: string }, SaveFailure>> {
	const entry = await place().db.outbox.get(opId);
	if (entry?.state !== 'refused') return fail({ code: 'malformed', field: 'opId' });
	const sent = await execute(
		{ name: entry.operation.command, version: entry.operation.version, args: newArgs },
		{ supersedes: opId }
	);
	if (sent.ok) await closeQuestionsAbout(opId);
	return sent;
}
