import { place } from './place.svelte';
import { saving } from './under-way';

/** What was typed into a form and not saved yet. Survives a killed browser; undefined when there is none. */
export async function loadDraft<T>(key: string): Promise<T | undefined> {
	return (await place().db.drafts.get(key))?.value as T | undefined;
}

/** Keeps a form's content; call it on every change. `value` must be plain data. */
export async function saveDraft(key: string, value: unknown): Promise<void> {
	const plain: unknown = JSON.parse(JSON.stringify(value));
	await saving(place().db.drafts.put({ key, value: plain, savedAt: place().now() }));
}

/** Forgets a form's content after it was saved or given up. */
export async function clearDraft(key: string): Promise<void> {
	await saving(place().db.drafts.delete(key));
}
