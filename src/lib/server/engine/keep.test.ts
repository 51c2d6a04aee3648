import { describe, expect, test } from 'vitest';
import { keepThread } from './keep';
import { startThread, type EngineThread } from './thread';

// Real threads, with something smaller in them than an engine.
const script = `
import { parentPort } from 'node:worker_threads';
let count = 0;
parentPort.on('message', ({ id, method }) => {
	if (method === 'die') process.exit(7);
	if (method === 'break') setTimeout(() => { throw new Error('broken inside'); });
	if (method === 'sleep') return;
	if (method !== 'break') parentPort.postMessage({ kind: 'done', id, value: ++count });
	if (method === null) parentPort.close();
});
parentPort.postMessage({ kind: 'ready', methods: ['count'] });
`;
const url = (text = script) => new URL(`data:text/javascript,${encodeURIComponent(text)}`);

const place = { where: { kind: 'sqlite', file: ':memory:' }, demo: false, folder: '' } as const;

async function kept(shortestLifeMs: number, scripts: string[] = []) {
	const heard: string[] = [];
	const note = (word: string) => (error: Error) => void heard.push(`${word}: ${error.message}`);
	const onError = () => undefined;
	const thread = await keepThread(
		(onLost) => startThread(url(scripts.shift()), { place, role: 'reader' }, { onError, onLost }),
		{ onLost: note('lost'), onGivenUp: note('given up') },
		{ shortestLifeMs }
	);
	return { thread, heard };
}

const codeOf = (work: Promise<unknown>) =>
	work.then(
		(value) => value,
		(error: { code?: string }) => error.code
	);

const until = async (isSo: () => boolean) => {
	while (!isSo()) await new Promise((done) => setTimeout(done, 10));
};

describe('an engine’s thread that is lost', () => {
	test.each([
		['die', 'lost: engine thread ended with 7'],
		['break', 'lost: broken inside']
	])('by %s lets go of its calls and is started again', async (method, word) => {
		const { thread, heard } = await kept(0);
		const asleep = codeOf(thread.call('sleep', []));
		expect(await codeOf(thread.call(method, []))).toBe('busy');
		expect(await asleep).toBe('busy');
		expect(heard).toEqual([word]);
		// The new one counts from the start.
		expect(await thread.call('count', [])).toBe(1);
		await thread.stop();
		expect(await codeOf(thread.call('count', []))).toBe('busy');
		expect(heard).toHaveLength(1);
	});

	test('right after its start is given up', async () => {
		const { thread, heard } = await kept(60_000);
		expect(await codeOf(thread.call('die', []))).toBe('busy');
		expect(heard).toEqual(['given up: engine thread ended with 7']);
	});

	test('and does not start again is given up', async () => {
		const { thread, heard } = await kept(0, [script, 'throw new Error("no disk")']);
		await codeOf(thread.call('die', []));
		await until(() => heard.length > 1);
		expect(heard[1]).toBe('given up: no disk');
		await thread.stop();
	});
});

test('a thread that does not start at all says why', async () => {
	const lost: Error[] = [];
	const onLost = (error: Error) => void lost.push(error);
	const started: Promise<EngineThread> = startThread(
		url('throw new Error("no database")'),
		{ place, role: 'writer' },
		{ onError: () => undefined, onLost }
	);
	await expect(started).rejects.toThrow('no database');
	expect(lost).toEqual([]);
});
