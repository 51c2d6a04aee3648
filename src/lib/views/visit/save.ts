import { execute, newId } from '$lib/app/execute';
import type { Id } from '$lib/domain/kernel/id';
import type { RefusalCode } from '$lib/domain/kernel/refusal';
import { ok, type Result } from '$lib/domain/kernel/result';
import type { FindingInput } from './finding';

/** Why nothing was saved: a rule said no, the phone's disk did, or the rules are not on it yet. `text/` has words for each. */
export interface NotSaved {
	code: RefusalCode | 'storageFull' | 'storageBroken' | 'notLoaded';
}

/** Logs a visit to a household; yields the new visit's id once it is safely on disk. Needs no network. */
export async function logVisit(
	householdId: Id,
	input: FindingInput
): Promise<Result<Id, NotSaved>> {
	const id = newId();
	const done = await execute({ name: 'visit.log', args: { id, householdId, ...input } });
	return done.ok ? ok(id) : done;
}

/** Replaces what a visit says by other words of its author; the earlier ones stay readable. */
export const amendVisit = (id: Id, input: FindingInput): Promise<Result<unknown, NotSaved>> =>
	execute({ name: 'visit.amend', args: { id, ...input } });

/** Takes a visit back. Refused (`visitReviewed`) once the office has accepted it. */
export const withdrawVisit = (id: Id): Promise<Result<unknown, NotSaved>> =>
	execute({ name: 'visit.withdraw', args: { id } });
