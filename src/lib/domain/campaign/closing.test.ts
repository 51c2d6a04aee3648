import { beforeEach, describe, expect, test } from 'vitest';
import type { Levy } from '../levy/schema';
import { idOf, morning, type TestWorld } from '../test-world';
import type { Campaign } from './schema';
import { feePlan, office, twoLevies, worldWithCampaign } from './test-campaigns';

let world: TestWorld;

const campaign = () => world.get<Campaign>('campaign', idOf('camp'))!;
const levy = (unit: string) => world.get<Levy>('levy', idOf(`levy-${unit}`))!;
const revise = (plan: object, levies: object[], seen: number) =>
	world.run(office, 'campaign.revise', { id: idOf('camp'), seen, levies, plan, why: '加了一户' });
const close = (bookings: string[] = [], seen = 2) =>
	world.run(office, 'campaign.close', { id: idOf('camp'), seen, bookings });
const publish = (from: string, to: string, seen = 2) =>
	world.run(office, 'campaign.publish', { id: idOf('camp'), seen, from, to });

describe('closing', () => {
	const collect = (label: string) =>
		world.run(office, 'fee.collect', {
			...{ id: idOf(label), levyId: idOf('levy-U'), householdId: idOf('H') },
			paid: { fen: 30_000, method: 'transfer', reference: '1234', into: 'community' }
		});

	beforeEach(() => {
		world = worldWithCampaign();
	});

	test('of a campaign without money is possible: who owes does not hold it up', () => {
		expect(close()).toBe('ok');
		expect(campaign()).toMatchObject({ state: 'closed', closed: { at: morning } });
		expect(levy('U').state).toBe('closed');
		expect(close([], 3)).toBe('campaignClosed id');
		expect(revise(feePlan(), twoLevies, 3)).toBe('campaignClosed id');
	});

	test('waits until the money is spent or resolved about', () => {
		collect('A');
		expect(close([idOf('A')])).toBe('campaignUnsettled id');
		const rest = { id: idOf('D'), campaignId: idOf('camp'), fen: 30_000, words: '留作维修' };
		expect(world.run(office, 'fee.dispose', rest)).toBe('ok');
		expect(close([idOf('A'), idOf('D')])).toBe('ok');
	});

	test('does not pass over a receipt that its author has not seen', () => {
		collect('A');
		expect(close()).toBe('campaignChanged bookings');
		// Nor does one receipt named twice stand for two.
		collect('B');
		expect(close([idOf('A'), idOf('A')])).toBe('campaignChanged bookings');
	});
});

describe('showing the accounts', () => {
	beforeEach(() => {
		world = worldWithCampaign();
	});

	test.each([
		['2026-03-02', '2026-03-06', 'ok'],
		['2026-03-02', '2026-03-05', 'showTooShort to'],
		['2026-02-27', '2026-03-03', 'ok'],
		['2026-03-05', '2026-03-01', 'showTooShort to'],
		['2026-02-30', '2026-03-10', 'malformed from']
	])('from %s to %s: %s', (from, to, outcome) => expect(publish(from, to)).toBe(outcome));

	test('of what somebody else has changed is refused', () => {
		expect(publish('2026-03-02', '2026-03-10', 1)).toBe('campaignChanged seen');
	});
});
