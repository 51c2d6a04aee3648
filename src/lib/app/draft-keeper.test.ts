import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepDraft } from './draft-keeper';

const disk = new Map<string, unknown>();
/** What holds a write back, as sealing and a slow disk do. */
let gate: Promise<void> = Promise.resolve();

vi.mock('./drafts', () => ({
	saveDraft: async (key: string, value: unknown) => {
		await gate;
		disk.set(key, value);
	},
	clearDraft: async (key: string) => void disk.delete(key)
}));

beforeEach(() => {
	disk.clear();
	vi.stubGlobal('addEventListener', () => undefined);
	vi.stubGlobal('document', { addEventListener: () => undefined });
});
afterEach(() => vi.unstubAllGlobals());

test('what is dropped while it is still on its way to the disk does not come back', async () => {
	let open!: () => void;
	gate = new Promise((resolve) => (open = resolve));
	const keeper = keepDraft<string>('form');
	keeper.put('typed');
	const kept = keeper.flush();
	keeper.drop();
	open();
	await kept;
	await keeper.flush();
	expect(disk.has('form')).toBe(false);
});

test('whoever waits after dropping knows that the disk has forgotten it', async () => {
	gate = Promise.resolve();
	const keeper = keepDraft<string>('form');
	keeper.put('typed');
	await keeper.flush();
	expect(disk.get('form')).toBe('typed');
	keeper.drop();
	expect(await keeper.flush()).toBe(true);
	expect(disk.has('form')).toBe(false);
});

test('what is noted after dropping is kept', async () => {
	gate = Promise.resolve();
	const keeper = keepDraft<string>('form');
	keeper.put('old');
	keeper.drop();
	keeper.put('new');
	await keeper.flush();
	expect(disk.get('form')).toBe('new');
});
