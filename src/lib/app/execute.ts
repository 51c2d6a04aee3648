import type { Id } from '$lib/domain/kernel/id';
import { fail, type Result } from '$lib/domain/kernel/result';
import { idAt } from './device';
import { place } from './place.svelte';
import type { Intent, SaveFailure } from './save';
import { kickSync } from './sync-runner';
import { noteSaved } from './sync-state.svelte';
import { saving } from './under-way';

/**
 * The only door for writes. Resolves after the act is on the disk for good. A failure (a refusal by the rules,
 * `storageFull`, `storageBroken`, `notLoaded`) means that nothing was changed and nothing was queued. `notLoaded`: the
 * code that saves has never reached this phone and cannot be fetched now.
 */
export async function execute(
	intent: Intent,
	options: { supersedes?: Id } = {}
): Promise<Result<{ opId: Id }, SaveFailure>> {
	return saving(executeNow(intent, options));
}

async function executeNow(
	intent: Intent,
	options: { supersedes?: Id }
): Promise<Result<{ opId: Id }, SaveFailure>> {
	const here = place();
	const rules = loaded ?? (await loadRules().catch(() => null));
	if (!rules) return fail({ code: 'notLoaded' });
	const saved = await rules.save(here, rules.commandOf(intent), options.supersedes);
	if (saved.ok) noteSaved(here.now());
	// On a full disk the next cycle finds out, and the one line says so.
	if (saved.ok || saved.error.code === 'storageFull') kickSync();
	return saved;
}

let loaded: typeof import('./save') | undefined;

/** The rules that a save is judged by, and the schemas. Showing what is there needs none of them. */
export const loadRules = async () =>
	// Asked for again it would be answered by the browser's loader, behind whatever else a busy page waits for.
	(loaded ??= await import('./save'));

/** Fetches what saving needs while nobody waits for it, so that the first save does not. Safe to call often. */
export function warmSave(): void {
	// Whoever saves before it has come asks for it again.
	loadRules().catch(() => undefined);
}

/** A fresh id for a new record or draft, in order of time. */
export const newId = (): Id =>
	idAt({ now: Date.now, random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)) });
