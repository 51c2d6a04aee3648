import { beforeEach, expect, test } from 'vitest';
import type { Actor } from '../kernel/actor';
import { photoNamed } from '../photo/test-pictures';
import { actorOf, idOf, testWorld, type TestWorld } from '../test-world';
import { aboveLowest } from './offers';
import type { Campaign } from './schema';
import { draftArgs, office } from './test-campaigns';

let world: TestWorld;
beforeEach(() => {
	world = testWorld();
});

const campaign = () => world.get<Campaign>('campaign', idOf('camp'))!;
const draft = (more = {}) => world.run(office, 'campaign.draft', draftArgs(more));
const offer = (more = {}) => ({
	...{ id: idOf('offer'), supplier: '门厂', fen: 120_000, words: '' },
	...more
});
const offers = () => campaign().offers;
const rewrite = (who: Actor, ...all: object[]) =>
	world.run(who, 'campaign.draft', {
		...{ ...draftArgs({ offers: all as never, chosen: null }), seen: campaign().seen }
	});

test('a draft names who brought the photos of its offers, whoever writes it anew and wherever they go', () => {
	const second = actorOf('office', 'C', {}, 'second');
	const [a, b] = [photoNamed('a'), photoNamed('b')];
	expect(draft({ offers: [offer({ photos: [a] })] })).toBe('ok');
	expect(offers()).toEqual([offer({ photos: [{ ...a, by: office.personId }] })]);
	const other = offer({ id: idOf('other'), supplier: '锁厂', photos: [a] });
	expect(rewrite(second, offer({ photos: [a, b] }), other)).toBe('ok');
	const kept = { ...a, by: office.personId };
	expect(offers().map(({ photos }) => photos)).toEqual([
		[kept, { ...b, by: second.personId }],
		[kept]
	]);
	// Nobody says of others that they have brought something.
	const c = { ...photoNamed('c'), by: office.personId };
	expect(rewrite(second, offer({ photos: [c] }))).toBe('ok');
	expect(offers()[0]!.photos).toEqual([{ ...c, by: second.personId }]);
	expect(rewrite(office, offer({ photos: [] }))).toBe('ok');
	expect(offers()).toEqual([offer()]);
});

test('a draft keeps its photos when a version writes it anew that does not know of photos', () => {
	draft({ offers: [offer({ photos: [photoNamed('a')] })] });
	expect(rewrite(office, offer({ fen: 110_000 }))).toBe('ok');
	expect(offers()).toMatchObject([{ fen: 110_000, photos: [photoNamed('a')] }]);
});

test('a draft takes up to six photos of an offer', () => {
	const photos = [...'1234567'].map(photoNamed);
	expect(draft({ offers: [offer({ photos })] })).toBe('malformed content.offers.0.photos');
	expect(draft({ offers: [offer({ photos: photos.slice(1) })] })).toBe('ok');
});

test('offers are compared with the lowest', () => {
	expect(aboveLowest([{ fen: 30_000 }, { fen: 28_550 }, { fen: 28_550 }])).toEqual([1_450, 0, 0]);
	expect(aboveLowest([])).toEqual([]);
});
