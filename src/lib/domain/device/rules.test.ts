import { describe, expect, it } from 'vitest';
import type { Role } from '../kernel/actor';
import { actorOf, idOf } from '../test-world';
import { accessEndedOn, isGone, mayOrder, postsInSight, standingPosts, stepOf } from './rules';

const today = '2026-03-02';
const paths: Record<string, string[]> = {
	town: ['town'],
	east: ['town', 'east'],
	west: ['town', 'west'],
	grid: ['town', 'east', 'grid'],
	farGrid: ['town', 'west', 'farGrid']
};
const byId = new Map(Object.entries(paths).map(([name, path]) => [idOf(name), path.map(idOf)]));
const pathOf = (areaId: string) => byId.get(areaId);

const office = actorOf('office', 'east');
const colleague = actorOf('office', 'east', {}, 'a colleague');
const sub = actorOf('subdistrict', 'town');
const formerOffice = actorOf('office', 'east', { to: '2026-02-01' }, 'a former office');
const worker = actorOf('gridWorker', 'grid');
const farWorker = actorOf('gridWorker', 'farGrid');
const formerWorker = actorOf('gridWorker', 'grid', { to: '2026-02-01' }, 'a former worker');
const twoHats = {
	...worker,
	personId: idOf('two hats'),
	posts: [...worker.posts, ...actorOf('office', 'west').posts]
};
const risen = { ...formerWorker, posts: [...formerWorker.posts, ...sub.posts] };

describe('the devices of', () => {
	it.each<[string, typeof worker, typeof worker, 'hidden' | 'seen' | 'ordered']>([
		['a worker, to the office', office, worker, 'ordered'],
		['a worker, to the sub-district', sub, worker, 'ordered'],
		['a worker elsewhere, to the office', office, farWorker, 'hidden'],
		['a worker elsewhere, to the sub-district', sub, farWorker, 'ordered'],
		['a former worker, to the office', office, formerWorker, 'ordered'],
		['a former worker who is above it now, to the office', office, risen, 'hidden'],
		['a worker who is an office elsewhere, to the office', office, twoHats, 'seen'],
		['a worker who is an office elsewhere, to the sub-district', sub, twoHats, 'ordered'],
		['a colleague, to the office', office, colleague, 'seen'],
		['the office itself', office, office, 'ordered'],
		['the office, to the sub-district', sub, office, 'ordered'],
		['the sub-district, to the office', office, sub, 'hidden'],
		['a worker, to a former office', formerOffice, worker, 'hidden'],
		['a former office itself', formerOffice, formerOffice, 'hidden'],
		['a worker itself', worker, worker, 'hidden'],
		['somebody without any post, to the office', office, { ...worker, posts: [] }, 'hidden']
	])('%s, are %4$s', (_, actor, person, expected) => {
		const isSeen = postsInSight(actor, person.posts, pathOf, today).length > 0;
		const isOrdered = mayOrder(actor, person, pathOf, today);
		expect(isSeen ? (isOrdered ? 'ordered' : 'seen') : 'hidden').toBe(expected);
		// Nobody gives orders to what they do not see.
		expect(isOrdered && !isSeen).toBe(false);
	});

	it.each<Role>(['unitLeader', 'gridWorker', 'gridParty', 'mediator'])(
		'anybody are nothing to a %s',
		(role) => {
			const actor = actorOf(role, 'east', {}, 'somebody');
			expect(postsInSight(actor, worker.posts, pathOf, today)).toEqual([]);
			expect(mayOrder(actor, worker, pathOf, today)).toBe(false);
		}
	);
});

describe('access', () => {
	const post = (from: string, to: string | null) => ({ ...worker.posts[0]!, from, to });
	it.each([
		['without any appointment', [], undefined],
		['while one lasts', [post('2026-01-01', null)], undefined],
		['on the last day of the last', [post('2026-01-01', today)], undefined],
		['on the day after', [post('2026-01-01', '2026-03-01')], '2026-03-01'],
		[
			'while one is to come',
			[post('2020-01-01', '2026-02-01'), post('2026-04-01', null)],
			undefined
		],
		[
			'after several',
			[post('2026-01-01', '2026-02-20'), post('2020-01-01', '2025-05-05')],
			'2026-02-20'
		]
	])('%s', (_, posts, ended) => {
		expect(accessEndedOn(posts, today)).toBe(ended);
	});

	it('of a person whose time is over is judged by what they were', () => {
		const posts = [post('2020-01-01', '2021-01-01'), post('2022-01-01', '2026-02-01')];
		expect(standingPosts(posts, today)).toEqual(posts);
		expect(standingPosts([...posts, post(today, null)], today)).toHaveLength(1);
	});
});

describe('an order', () => {
	it.each([
		['wipe', 3, 'send'],
		['wipe', 0, 'do'],
		['wipeNow', 3, 'do'],
		['signOut', 3, 'do']
	] as const)('to %s with %i unsent is to %s', (kind, unsent, step) => {
		expect(stepOf(kind, unsent)).toBe(step);
	});

	it('that was carried out leaves nothing to ask of a device that was wiped', () => {
		expect(isGone(null)).toBe(false);
		expect(isGone({ kind: 'signOut', doneAt: 1 })).toBe(false);
		expect(isGone({ kind: 'wipe', doneAt: null })).toBe(false);
		expect(isGone({ kind: 'wipe', doneAt: 1 })).toBe(true);
		expect(isGone({ kind: 'wipeNow', doneAt: 1 })).toBe(true);
	});
});
