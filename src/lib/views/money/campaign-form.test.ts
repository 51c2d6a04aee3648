import { expect, test } from 'vitest';
import * as v from 'valibot';
import { keptOffers } from '$lib/domain/campaign/offers';
import { CampaignContent, type Campaign } from '$lib/domain/campaign/schema';
import { countVotes } from '$lib/domain/campaign/resolution';
import { divide } from '$lib/domain/campaign/shares';
import { photoNamed } from '$lib/domain/photo/test-pictures';
import { idOf } from '$lib/domain/test-world';
import {
	ballotsOf,
	contentOf,
	emptyDoor,
	emptyForm,
	formOf,
	unfinishedIn,
	wholeOffers,
	type CampaignForm
} from './campaign-form';
import type { Door } from './door-list';
import { missingIn, stepOf } from './editor-steps';
import { booksWith } from './test-books';

const doors: Door[] = [0, 1, 2].map((i) => ({
	...{ id: idOf(`home-${i}`), unitId: idOf('unit'), door: `10${i + 1}`, unitName: 'u' },
	...{ place: i, floor: i + 1, persons: 2 }
}));
const form = (more: Partial<CampaignForm> = {}): CampaignForm => ({
	...emptyForm(idOf('area')),
	...{ title: ' Pipe ', cost: '1000', units: [idOf('unit')] },
	doors: Object.fromEntries(doors.map(({ id }) => [id, emptyDoor(8_000)])),
	...more
});
const paper = photoNamed('a');
const source = { id: idOf('source'), kind: 'estate' as const, called: '', fen: '', isRest: false };

test('a form becomes content that the record takes, and reads back as it was', () => {
	const typed = form({
		by: 'floor',
		weights: { 1: '0', 2: '10', 3: '11' },
		sources: [{ ...source, fen: '100' }],
		offers: [
			{ id: idOf('offer'), supplier: 'Works', fen: '900.5', words: 'two years', photos: [paper] }
		],
		...{ chosen: idOf('offer'), matter: 'useRepairFund', on: '2026-05-01' }
	});
	typed.doors[doors[0]!.id]!.spared = idOf('source');
	typed.doors[doors[1]!.id]!.vote = 'for';
	const content = contentOf(typed, doors)!;
	expect(v.is(CampaignContent, content)).toBe(true);
	const { campaign } = booksWith([]);
	const offers = keptOffers(content.offers, [], idOf('author'));
	expect(offers[0]!.photos).toEqual([{ ...paper, by: idOf('author') }]);
	const again = formOf({ ...campaign, areaId: idOf('area'), ...content, offers } as Campaign);
	expect(again).toEqual({ ...typed, title: 'Pipe' });
});

test('photos are said in full, and not at all by a form from before there were any', () => {
	const offer = { id: idOf('offer'), supplier: 'Works', fen: '900', words: '' };
	expect(wholeOffers(form({ offers: [{ ...offer, photos: [] }] }))[0]!.photos).toEqual([]);
	expect(wholeOffers(form({ offers: [offer] }))[0]).not.toHaveProperty('photos');
});

test('without a title there is nothing to keep; half an amount is left out and named', () => {
	expect(contentOf(form({ title: ' ' }), doors)).toBeUndefined();
	const half = form({ sources: [{ ...source, fen: '1x' }], by: 'fixed', each: '' });
	expect(contentOf(half, doors)!.plan.sources).toEqual([]);
	expect(unfinishedIn(half)).toEqual([{ field: 'each' }, { field: 'source', id: source.id }]);
});

test('what is missing is named at its step, in order, and nothing when all is there', () => {
	const steps = (typed: CampaignForm) =>
		missingIn(typed, doors, contentOf({ ...typed, title: 'x' }, doors)!.plan).map(
			({ step }) => step
		);
	expect(steps(form())).toEqual([]);
	expect(steps(form({ cost: '' }))).toEqual(['how']);
	expect(steps(form({ title: '', matter: 'rebuild' }))).toEqual(['what', 'vote']);
	const unmeasured = form({ by: 'area' });
	unmeasured.doors[doors[1]!.id]!.area = '';
	expect(steps(unmeasured)).toEqual(['who']);
});

test('a vote is not counted as if a flat without an area were not there', () => {
	const typed = form({ matter: 'useRepairFund' });
	for (const { id } of doors.slice(0, 2)) typed.doors[id]!.vote = 'for';
	typed.doors[doors[2]!.id]!.area = '';
	const { plan } = contentOf(typed, doors)!;
	expect(divide(plan).ok).toBe(true);
	expect(missingIn(typed, doors, plan)).toEqual([{ kind: 'vote', step: 'vote' }]);
});

test.each([
	['#how', 'how'],
	['', 'what'],
	['#nothing', 'what']
])('the address %s leads to the step %s', (hash, step) => expect(stepOf(hash)).toBe(step));

test('an owner of several flats has one voice, and is read back so', () => {
	const typed = form({ matter: 'useRepairFund' });
	const [first, second, third] = doors.map(({ id }) => id) as [string, string, string];
	typed.doors[first]!.vote = 'for';
	typed.doors[third]!.vote = 'against';
	typed.doors[second] = { ...emptyDoor(6_000), vote: 'against', owner: first };
	const content = contentOf(typed, doors)!;
	expect(v.is(CampaignContent, content)).toBe(true);
	expect(content.resolution.ballots).toEqual([
		{ ownerId: first, area: 8_000, vote: 'for' },
		{ ownerId: first, flatId: second, area: 6_000, vote: 'for' },
		{ ownerId: third, area: 8_000, vote: 'against' }
	]);
	const outcome = countVotes('useRepairFund', ballotsOf(typed, doors));
	expect(outcome).toMatchObject({
		value: { approval: { count: { part: 1, whole: 2 }, area: { part: 14_000, whole: 22_000 } } }
	});
	const again = formOf({ ...booksWith([]).campaign, ...content, offers: [] } as Campaign);
	expect(again.doors[second]).toMatchObject({ owner: first, vote: 'for' });
	expect(again.doors[first]).not.toHaveProperty('owner');
});

test.each([
	['that is not chosen yet', () => ''],
	['that is the flat itself', (ids: string[]) => ids[1]!],
	['that goes by somebody else in turn', (ids: string[]) => ids[2]!],
	['that is no longer in the campaign', () => idOf('gone')]
])('a flat of an owner %s is counted for itself', (_what, ownerOf) => {
	const typed = form({ matter: 'useRepairFund' });
	const ids = doors.map(({ id }) => id);
	typed.doors[ids[2]!]!.owner = ids[0]!;
	typed.doors[ids[1]!] = { ...emptyDoor(6_000), vote: 'against', owner: ownerOf(ids) };
	expect(ballotsOf(typed, doors)[1]).toEqual({ ownerId: ids[1], area: 6_000, vote: 'against' });
});
