import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { inTime, noteStopping, whyNotReady } from './readiness';

const folder = mkdtempSync(join(tmpdir(), 'linli-ready-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const health = () => Promise.resolve({ epoch: 'e' });
const engine = () => Promise.resolve({ health });

test('ready with a database that answers and a disk that can be written, of which nothing stays', async () => {
	expect(await whyNotReady({ engine, folder })).toBeNull();
	expect(readdirSync(folder)).toEqual([]);
});

test('not ready without its database, whether it cannot be opened or does not answer', async () => {
	const closed = () => Promise.reject(new Error('cannot open'));
	expect(await whyNotReady({ engine: closed, folder })).toBe('database');
	const mute = () => Promise.resolve({ health: () => Promise.reject(new Error('gone')) });
	expect(await whyNotReady({ engine: mute, folder })).toBe('database');
	await expect(inTime(new Promise(() => undefined), 20)).rejects.toThrow();
});

test('not ready with a disk that cannot be written', async () => {
	expect(await whyNotReady({ engine, folder: join(folder, 'nowhere') })).toBe('disk');
});

test('not ready from the moment it is to stop', async () => {
	noteStopping();
	expect(await whyNotReady({ engine, folder })).toBe('stopping');
});
