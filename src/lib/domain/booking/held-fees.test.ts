import { beforeEach, describe, expect, test } from 'vitest';
import { worldWithCampaign } from '../campaign/test-campaigns';
import { readsOfHeld } from '../held/commands';
import type { Held } from '../held/schema';
import { hold } from '../hold';
import { clockOf } from '../kernel/clock';
import { actorOf, idOf, morning } from '../test-world';
import { Fees, paid, people } from './test-fees';

// Money that somebody took whose post had ended: it is in their pocket all the same.

const former = actorOf('gridWorker', 'G', { to: '2026-02-15' }, 'former');
let fees: Fees;
beforeEach(() => {
	fees = new Fees(worldWithCampaign());
});

function holdIt(name: string, args: object): void {
	const command = { name, version: 1, args };
	const received = {
		opId: idOf('op'),
		command,
		actor: former,
		at: morning,
		clock: clockOf(morning, 0),
		receivedAt: morning
	};
	const held = hold(received, fees.world, () => undefined);
	if (!held?.ok) throw new Error(JSON.stringify(held));
	fees.world.apply(held.value);
}
const taken = () => fees.levy().taken[idOf('H')] ?? 0;
const collection = { id: idOf('A'), levyId: idOf('levy-U'), householdId: idOf('H') };

describe('held money', () => {
	test('counts when it is accepted, under the name of who took it', () => {
		holdIt('fee.collect', { ...collection, paid: paid(30_000) });
		expect(taken()).toBe(0);
		expect(fees.run('grid', 'held.accept', { opId: idOf('op') })).toBe('ok');
		expect(taken()).toBe(30_000);
		expect(fees.booking('A').by.name).toBe('former');
	});

	test('names the list of the receipt that it is a refund of', () => {
		fees.world.run(actorOf('gridWorker', 'G', {}, 'former'), 'fee.collect', {
			...collection,
			paid: paid(30_000)
		});
		holdIt('fee.refund', { id: idOf('R'), of: idOf('A'), fen: 10_000, from: 'cash' });
		const held = fees.world.get<Held>('held', idOf('op'))!;
		expect(held.householdId).toBe(idOf('H'));
		expect(readsOfHeld(held, fees.world)).toContainEqual({ kind: 'levy', id: idOf('levy-U') });
		expect(fees.run('grid', 'held.accept', { opId: idOf('op') })).toBe('ok');
		expect(taken()).toBe(20_000);
	});

	test('and the accounts stay when the household is deleted', () => {
		holdIt('fee.collect', { ...collection, paid: paid(30_000) });
		fees.collect('leader', 'B', 'H');
		const asked = { id: idOf('E'), householdId: idOf('H'), residents: null, ground: 'asked' };
		expect(fees.run('office', 'erasure.ask', asked)).toBe('ok');
		const records = [{ kind: 'held', id: idOf('op') }];
		const step = { id: idOf('E'), records, reached: 'cleared', at: morning };
		const server = { ...people.office, isServer: true as const };
		expect(fees.world.run(server, 'erasure.carryOut', step)).toBe('ok');
		expect(fees.run('grid', 'held.accept', { opId: idOf('op') })).toBe('ok');
		expect(taken()).toBe(60_000);
		// Their door still pays, and is paid back.
		expect(fees.refund('leader', 'R', 'B', 30_000)).toBe('ok');
	});
});
