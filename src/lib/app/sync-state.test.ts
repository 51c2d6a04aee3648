import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { PersonDb } from '$lib/store/db';
import { setMeta } from '$lib/store/meta';
import { noteCycle, noteSaved, syncState, watchFacts } from './sync-state.svelte';

const { kickSync } = vi.hoisted(() => ({ kickSync: vi.fn() }));
vi.mock('./sync-runner', () => ({ kickSync }));

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

test('facts that could not be read once have a cycle look at the disk, and a person is told of it the second time', async () => {
	const db = new PersonDb('018f3a5e-0000-7000-8000-000000000002');
	const dead = new Error('Connection is closing because of: Force close');
	const read = vi.spyOn(db.meta, 'bulkGet').mockRejectedValueOnce(dead);
	const stop = watchFacts(db);
	end = () => {
		stop();
		db.close();
	};
	await vi.waitFor(() => expect(kickSync).toHaveBeenCalledTimes(1));
	expect(syncState.problem).toBeNull();

	await setMeta(db, 'lastSuccessAt', 200);
	const cycleEnds = () =>
		noteCycle({ running: false, end: { problem: 'unreachable', complete: false } });
	cycleEnds();
	await vi.waitFor(() => expect(syncState.lastSuccessAt).toBe(200));
	read.mockRejectedValue(dead);
	await setMeta(db, 'lastSuccessAt', 300);
	await vi.waitFor(() => expect(kickSync).toHaveBeenCalledTimes(2));
	cycleEnds();
	await vi.waitFor(() => expect(syncState.problem).toBe('storageBroken'));
	expect(kickSync).toHaveBeenCalledTimes(2);

	read.mockRestore();
	cycleEnds();
	await vi.waitFor(() => expect(syncState.lastSuccessAt).toBe(300));
});
