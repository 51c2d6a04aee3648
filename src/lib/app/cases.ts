import type { Id } from '$lib/domain/kernel/id';
import { execute, newId } from './execute';

/**
 * Notes that the person opened a case: every opening is in the audit trail, also one without signal. Once for each time that
 * a page shows a case. Resolves when it is on the disk; a page shows no case for which it does not.
 */
export async function noteOpening(caseId: Id): Promise<boolean> {
	const noted = await execute({ name: 'dispute.look', args: { id: newId(), caseId } });
	return noted.ok;
}
