import { describe, expect, test } from 'vitest';
import { actorOf, idOf, testWorld } from '$lib/domain/test-world';
import type { Visit } from '$lib/domain/visit/schema';
import type { Operation } from '$lib/protocol/envelope';
import { rebase, type RecordState } from './rebase';

const worker = actorOf('gridWorker', 'G');
const key = `visit:${idOf('v1')}`;
let seq = 0;

const operation = (command: string, args: unknown): Operation => ({
	opId: idOf(`op${++seq}`),
	seq,
	command,
	version: 1,
	args,
	at: Date.UTC(2026, 2, 2, 2),
	clock: '',
	base: {},
	scope: ''
});
const words = (text: string) => ({ result: 'matter', needs: ['other'], words: text });
const log = () =>
	operation('visit.log', { id: idOf('v1'), householdId: idOf('H'), ...words('一') });
const amend = (text: string) => operation('visit.amend', { id: idOf('v1'), ...words(text) });

const visitIn = (states: Map<string, RecordState>) =>
	(states.get(key) as { body: Visit } | null)?.body;

describe('confirmed row and pending operations', () => {
	test('give the hopeful row, whatever the order they are handed over in', () => {
		const operations = [log(), amend('二'), amend('三')];
		const states = rebase(new Map([[key, null]]), operations.reverse(), worker, testWorld());
		expect(visitIn(states)?.amendments.map((one) => one.words)).toEqual(['二', '三']);
	});

	test('an operation that the server has done meanwhile adds nothing a second time', () => {
		const operations = [log(), amend('二')];
		const done = rebase(new Map([[key, null]]), operations, worker, testWorld());
		expect(rebase(done, operations.slice(0, 1), worker, testWorld())).toEqual(done);
	});

	test('an operation that no longer decides adds nothing', () => {
		const states = rebase(new Map([[key, null]]), [amend('二')], worker, testWorld());
		expect(states.get(key)).toBeNull();
	});

	test('records that are not asked for stay untouched', () => {
		const office = actorOf('office', 'C');
		const merge = operation('household.remove', { id: idOf('H'), reason: 'movedAway' });
		const states = rebase(new Map([[key, null]]), [merge], office, testWorld());
		expect([...states.keys()]).toEqual([key]);
	});

	test('operations on two records are seen by each other', () => {
		const office = actorOf('office', 'C');
		const home = `household:${idOf('H')}`;
		const world = testWorld();
		const confirmed = new Map<string, RecordState>([
			[key, null],
			[home, { body: world.get('household', idOf('H')) }]
		]);
		const remove = operation('household.remove', { id: idOf('H'), reason: 'movedAway' });
		const states = rebase(confirmed, [remove, log()], office, world);
		expect(states.get(home)).toEqual({ gone: { reason: 'movedAway' } });
		expect(states.get(key)).toBeNull();
	});
});
