import { beforeEach, describe, expect, test } from 'vitest';
import type { Levy } from '../levy/schema';
import { actorOf, idOf, testWorld, type TestWorld } from '../test-world';
import type { Campaign } from './schema';
import {
	draftArgs,
	feeContent,
	feePlan,
	fourSharers,
	office,
	sharerAt,
	twoLevies,
	worldWithCampaign
} from './test-campaigns';

let world: TestWorld;
beforeEach(() => {
	world = testWorld();
});

const campaign = () => world.get<Campaign>('campaign', idOf('camp'))!;
const levy = (unit: string) => world.get<Levy>('levy', idOf(`levy-${unit}`))!;
const draft = (more = {}) => world.run(office, 'campaign.draft', draftArgs(more));
const open = (levies: object[] = twoLevies, seen = 1) =>
	world.run(office, 'campaign.open', { id: idOf('camp'), seen, levies });
const revise = (plan: object, levies: object[] = twoLevies, seen = 2) =>
	world.run(office, 'campaign.revise', { id: idOf('camp'), seen, levies, plan, why: '加了一户' });
const close = (bookings: string[] = [], seen = 2) =>
	world.run(office, 'campaign.close', { id: idOf('camp'), seen, bookings });
const publish = (from: string, to: string, seen = 2) =>
	world.run(office, 'campaign.publish', { id: idOf('camp'), seen, from, to });

describe('a draft', () => {
	test('is written, and written anew by who has read it', () => {
		expect(draft()).toBe('ok');
		const again = { ...draftArgs({ title: '换门锁' }), seen: 1 };
		expect(world.run(office, 'campaign.draft', again)).toBe('ok');
		expect(campaign()).toMatchObject({ title: '换门锁', state: 'draft', seen: 2 });
	});

	test.each([
		['a stale one', { seen: 0 }, 'campaignChanged seen'],
		['in another area', { areaId: idOf('S'), seen: 1 }, 'campaignExists id']
	])('is not written anew: %s', (_, more, refusal) => {
		const both = actorOf('office', 'S');
		draft();
		expect(world.run(both, 'campaign.draft', { ...draftArgs(), ...more })).toBe(refusal);
		expect(campaign().seen).toBe(1);
	});

	test.each([
		['in an unknown area', { areaId: idOf('nowhere') }, 'areaUnknown areaId'],
		['that nobody has written yet', { seen: 3 }, 'campaignUnknown id'],
		[
			'with an offer that is not there',
			{ content: feeContent({ chosen: idOf('x') }) },
			'offerUnknown content.chosen'
		],
		[
			'with a unit elsewhere',
			{ content: feeContent({ plan: feePlan({ sharers: [sharerAt('C2', 'H', 1)] }) }) },
			'areaUnknown content.plan'
		],
		['without a title', { content: feeContent({ title: ' ' }) }, 'malformed content.title'],
		[
			'with half a 分',
			{ content: feeContent({ plan: feePlan({ costFen: 0.5 }) }) },
			'malformed content.plan.costFen'
		],
		[
			'below zero',
			{ content: feeContent({ plan: feePlan({ costFen: -1 }) }) },
			'malformed content.plan.costFen'
		],
		[
			'of a billion yuan',
			{ content: feeContent({ plan: feePlan({ costFen: 100_000_000_000 }) }) },
			'malformed content.plan.costFen'
		]
	])('is refused: %s', (_, more, refusal) => {
		expect(world.run(office, 'campaign.draft', { ...draftArgs(), ...more })).toBe(refusal);
		expect(campaign()).toBeUndefined();
	});

	test('may hold what is not known yet: no cost, nobody who shares it', () => {
		expect(draft({ plan: feePlan({ costFen: 0, sharers: [] }) })).toBe('ok');
		expect(open([])).toBe('planWrong plan');
	});

	test('is dropped by who has read it, and does not come back', () => {
		draft();
		const drop = (seen: number) => world.run(office, 'campaign.drop', { id: idOf('camp'), seen });
		expect(drop(0)).toBe('campaignChanged seen');
		expect(drop(1)).toBe('ok');
		expect(drop(1)).toBe('campaignUnknown id');
		expect(draft()).toBe('campaignUnknown id');
	});

	test('takes nothing at the doors and pays nobody', () => {
		draft();
		const args = { id: idOf('p'), campaignId: idOf('camp'), fen: 100 };
		const contribution = { ...args, sourceId: idOf('s') };
		expect(world.run(office, 'fee.contribute', contribution)).toBe('campaignDraft campaignId');
		const payment = { ...args, supplierId: idOf('offer'), words: '' };
		expect(world.run(office, 'fee.pay', payment)).toBe('campaignDraft campaignId');
		expect(publish('2026-03-02', '2026-03-10', 1)).toBe('campaignDraft id');
		expect(close([], 1)).toBe('campaignDraft id');
		expect(revise(feePlan(), twoLevies, 1)).toBe('campaignDraft id');
	});
});

describe('who writes campaigns', () => {
	test.each(['unitLeader', 'gridWorker', 'gridParty', 'mediator', 'subdistrict'] as const)(
		'no %s',
		(role) => {
			const somebody = actorOf(role, role === 'subdistrict' ? 'S' : 'C');
			expect(world.run(somebody, 'campaign.draft', draftArgs())).toBe('notAllowed');
			draft();
			const args = { id: idOf('camp'), seen: 1, levies: twoLevies };
			expect(world.run(somebody, 'campaign.open', args)).toBe('notAllowed');
		}
	);

	test('no office of another community', () => {
		expect(world.run(actorOf('office', 'C2'), 'campaign.draft', draftArgs())).toBe('notAllowed');
	});
});

describe('opening', () => {
	test('gives each unit its list, in the order of the doors', () => {
		draft();
		expect(open()).toBe('ok');
		expect(campaign()).toMatchObject({ state: 'open', seen: 2, levies: twoLevies });
		expect(levy('U').shares.map(({ door, fen }) => [door, fen])).toEqual([
			['101', 30_000],
			['102', 30_000]
		]);
		expect(levy('U2').unitId).toBe(idOf('U2'));
	});

	test.each([
		['a unit without a list', twoLevies.slice(0, 1)],
		['a list without a unit', [...twoLevies, { id: idOf('z'), unitId: idOf('B') }]],
		['one id for two lists', twoLevies.map((one) => ({ ...one, id: idOf('levy-U') }))],
		['two lists of a unit', [twoLevies[0]!, { id: idOf('z'), unitId: idOf('U') }]]
	])('is refused: %s', (_, levies) => {
		draft();
		expect(open(levies)).toBe('levyWrong levies');
		expect(campaign().state).toBe('draft');
	});

	test('does not take a list that belongs to another campaign', () => {
		world = worldWithCampaign();
		const other = { ...draftArgs({}, 'other') };
		expect(world.run(office, 'campaign.draft', other)).toBe('ok');
		const args = { id: idOf('other'), seen: 1, levies: twoLevies };
		expect(world.run(office, 'campaign.open', args)).toBe('levyWrong levies');
	});

	test.each([
		['of what nobody has', {}, [], 'campaignUnknown id'],
		['without a household', { plan: feePlan({ sharers: [] }) }, [], 'planWrong plan'],
		[
			'with an area of 0',
			{ plan: feePlan({ method: { by: 'area' }, sharers: [sharerAt('U', 'H', 1, { area: 0 })] }) },
			[twoLevies[0]!],
			'planWrong plan'
		],
		[
			'with a vote that failed',
			{
				resolution: {
					matter: 'other',
					on: null,
					words: '',
					ballots: [
						{ ownerId: idOf('o1'), area: 8_000, vote: 'for' as const },
						{ ownerId: idOf('o2'), area: 8_000, vote: 'against' as const }
					]
				}
			},
			twoLevies,
			'voteFailed resolution'
		],
		[
			'without a single vote',
			{ resolution: { matter: 'raiseRepairFund', on: null, words: '', ballots: [] } },
			twoLevies,
			'voteWrong resolution'
		]
	] as const)('is refused: %s', (what, content, levies, refusal) => {
		if (!what.startsWith('of what')) draft(content);
		expect(open([...levies])).toBe(refusal);
	});

	test('happens once, and to what was read', () => {
		draft();
		expect(open(twoLevies, 0)).toBe('campaignChanged seen');
		expect(open()).toBe('ok');
		expect(open(twoLevies, 2)).toBe('campaignOpen id');
		const again = { ...draftArgs(), seen: 2 };
		expect(world.run(office, 'campaign.draft', again)).toBe('campaignOpen id');
		expect(world.run(office, 'campaign.drop', { id: idOf('camp'), seen: 2 })).toBe(
			'campaignOpen id'
		);
	});
});

describe('a revision', () => {
	beforeEach(() => {
		world = worldWithCampaign();
	});

	test('asks everybody anew, and keeps what was asked before', () => {
		expect(revise(feePlan({ costFen: 160_000 }))).toBe('ok');
		expect(levy('U').shares.map(({ fen }) => fen)).toEqual([40_000, 40_000]);
		expect(levy('U').turns).toHaveLength(2);
		expect(campaign().revisions).toMatchObject([{ costFen: 120_000, why: '加了一户' }]);
		expect(campaign().plan.costFen).toBe(160_000);
	});

	test('keeps a household on the list that is asked no more', () => {
		expect(revise(feePlan({ sharers: fourSharers().slice(1) }))).toBe('ok');
		expect(levy('U').shares.map(({ door, fen }) => [door, fen])).toEqual([
			['102', 40_000],
			['101', 0]
		]);
		// A unit of which nobody is left keeps its list, too.
		expect(revise(feePlan({ sharers: fourSharers().slice(2) }), twoLevies, 3)).toBe('ok');
		expect(levy('U').shares.map(({ fen }) => fen)).toEqual([0, 0]);
		// And who is asked again is asked once.
		expect(revise(feePlan(), twoLevies, 4)).toBe('ok');
		expect(levy('U').shares.map(({ fen }) => fen)).toEqual([30_000, 30_000]);
	});

	test.each([
		[
			'without the list of a unit',
			feePlan({ sharers: fourSharers().slice(0, 2) }),
			[twoLevies[0]!],
			'levyWrong levies'
		],
		[
			'with a list for another unit',
			feePlan(),
			[twoLevies[0]!, { id: idOf('levy-U2'), unitId: idOf('B') }],
			'levyWrong levies'
		],
		['elsewhere', feePlan({ sharers: [sharerAt('C2', 'H', 1)] }), twoLevies, 'areaUnknown plan'],
		['that cannot be divided', feePlan({ costFen: 0 }), twoLevies, 'planWrong plan']
	])('is refused: %s', (_, plan, levies, refusal) => {
		expect(revise(plan, levies)).toBe(refusal);
		expect(campaign().revisions).toEqual([]);
	});

	test('of one that somebody else has revised is refused', () => {
		expect(revise(feePlan())).toBe('ok');
		expect(revise(feePlan())).toBe('campaignChanged seen');
	});
});
