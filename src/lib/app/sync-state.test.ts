import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { PersonDb } from '$lib/store/db';
import { setMeta } from '$lib/store/meta';
import { noteSaved, syncState, watchFacts } from './sync-state.svelte';

let end: () => void = () => undefined;
afterEach(() => end());

test('what has just been saved is not said to have been sent, even before the disk is read again', async () => {
	const db = new PersonDb('018f3a5e-0000-7000-8000-000000000001');
	await setMeta(db, 'firstSyncDone', true);
	await setMeta(db, 'countsAgree', true);
	await setMeta(db, 'lastSuccessAt', 200);
	const stop = watchFacts(db);
	end = () => {
		stop();
		db.close();
	};
	await vi.waitFor(() => expect(syncState.line.code).toBe('allSent'));

	noteSaved(300);
	expect(syncState.line.code).toBe('checking');

	await setMeta(db, 'lastSuccessAt', 400);
	await setMeta(db, 'lastSaveAt', 299);
	await vi.waitFor(() => expect(syncState.line.code).toBe('allSent'));
});
