import type { Id } from '$lib/domain/kernel/id';
import { fail, type Result } from '$lib/domain/kernel/result';
import { loadRules } from './execute';
import { place } from './place.svelte';
import type { Intent, SaveFailure } from './save';
import { kickSync } from './sync-runner';
import { noteSaved } from './sync-state.svelte';
import { saving } from './under-way';

/**
 * `execute` for acts that one tap means together: each is saved by itself, one after another, and sent when all are. Answers
 * in their order.
 */
export async function executeEach(
	intents: readonly Intent[]
): Promise<Result<{ opId: Id }, SaveFailure>[]> {
	return saving(executeEachNow(intents));
}

async function executeEachNow(
	intents: readonly Intent[]
): Promise<Result<{ opId: Id }, SaveFailure>[]> {
	const here = place();
	const rules = await loadRules().catch(() => null);
	if (!rules) return intents.map(() => fail({ code: 'notLoaded' }));
	const answers: Result<{ opId: Id }, SaveFailure>[] = [];
	for (const intent of intents) {
		const saved = await rules.save(here, rules.commandOf(intent));
		if (saved.ok) noteSaved(here.now());
		answers.push(saved);
	}
	kickSync();
	return answers;
}
