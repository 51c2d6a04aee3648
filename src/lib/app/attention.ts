import { fail, type Result } from '$lib/domain/kernel/result';
import { execute } from './execute';
import { closeQuestionsAbout } from './questions';
import { place } from './place.svelte';
import { saveDiscard, type Intent, type SaveFailure } from './save';
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

/** An act by which a refused one is put right; in today's words, whatever version the refused one was in. */
export interface Correction {
	name: string;
	args: unknown;
}

/**
 * Puts a refused operation right by another one. Both happen in one save: the new operation is queued and the old one
 * filed as corrected. A refusal leaves the old one where it is; `malformed` if there is no such refused operation.
 */
export async function correct(
	opId: string,
	{ name, args }: Correction
): Promise<Result<{ opId: string }, SaveFailure>> {
	const entry = await place().db.outbox.get(opId);
	if (entry?.state !== 'refused') return fail({ code: 'malformed', field: 'opId' });
	return sendInstead(opId, { name, args });
}

/** Sends a refused operation once more as it was: what stood in its way may have passed. */
export async function resend(opId: string): Promise<Result<{ opId: string }, SaveFailure>> {
	const entry = await place().db.outbox.get(opId);
	if (entry?.state !== 'refused') return fail({ code: 'malformed', field: 'opId' });
	const { command: name, version, args } = entry.operation;
	return sendInstead(opId, { name, version, args });
}

async function sendInstead(
	opId: string,
	intent: Intent
): Promise<Result<{ opId: string }, SaveFailure>> {
	const sent = await execute(intent, { supersedes: opId });
	if (sent.ok) await closeQuestionsAbout(opId);
	return sent;
}
