import { actorOf, idOf, testWorld, type TestWorld } from '../test-world';
import type { CampaignContent, CampaignPlan, CampaignSharer } from './schema';

// Campaigns in the test world, for the tests of money: 300 yuan from each of four households in two units.

/** The office that opens them. */
export const office = actorOf('office', 'C');

/** A household of a plan, by its label; the doors are numbered as they are named. */
export const sharerAt = (
	unit: string,
	label: string,
	place: number,
	more: Partial<CampaignSharer> = {}
): CampaignSharer => ({
	...{ id: idOf(label), unitId: idOf(unit), door: `10${place}`, place },
	...{ area: 8_000, floor: 1, persons: 2, agreedFen: null },
	...more
});

/** Two households in U, two in U2. */
export const fourSharers = (): CampaignSharer[] => [
	sharerAt('U', 'H', 1),
	sharerAt('U', 'H2', 2),
	sharerAt('U2', 'K', 3),
	sharerAt('U2', 'K2', 4)
];

/** A plan of 1 200 yuan among four, unless told otherwise. */
export const feePlan = (more: Partial<CampaignPlan> = {}): CampaignPlan => ({
	costFen: 120_000,
	method: { by: 'household' },
	sharers: fourSharers(),
	sources: [],
	exemptions: [],
	...more
});

/** What somebody writes about a campaign that needs no vote. */
export const feeContent = (more: Partial<CampaignContent> = {}): CampaignContent => ({
	title: '更换单元门',
	purpose: '门锁坏了',
	resolution: { matter: 'voluntary', on: null, words: '', ballots: [] },
	offers: [{ id: idOf('offer'), supplier: '门厂', fen: 120_000, words: '' }],
	chosen: idOf('offer'),
	dueOn: null,
	plan: feePlan(),
	...more
});

/** The lists by which both units are named. */
export const twoLevies = [
	{ id: idOf('levy-U'), unitId: idOf('U') },
	{ id: idOf('levy-U2'), unitId: idOf('U2') }
];

/** Arguments of a draft that nobody has written yet. */
export const draftArgs = (more: Partial<CampaignContent> = {}, label = 'camp') => ({
	...{ id: idOf(label), areaId: idOf('C'), seen: 0 },
	content: feeContent(more)
});

/** The test world with an open campaign. */
export function worldWithCampaign(more: Partial<CampaignContent> = {}): TestWorld {
	const world = testWorld();
	const done = [
		world.run(office, 'campaign.draft', draftArgs(more)),
		world.run(office, 'campaign.open', { id: idOf('camp'), seen: 1, levies: twoLevies })
	];
	if (done.some((one) => one !== 'ok')) throw new Error(`the campaign was refused: ${done.join()}`);
	return world;
}
