import { describe, expect, test } from 'vitest';
import { hold, mayComeToHold, type Received } from '../hold';
import { clockOf } from '../kernel/clock';
import type { Actor, Post, Role } from '../kernel/actor';
import { visitKind } from '../visit/commands';
import type { Visit } from '../visit/schema';
import { actorOf, householdArgs, idOf, morning, testWorld, type TestWorld } from '../test-world';
import { heldKind } from './commands';
import { ownerOf, type HeldPost } from './owner';
import type { Held } from './schema';

const day = 86_400_000;
const ended = { to: '2026-02-28' };
const former = actorOf('gridWorker', 'G', ended);
const worker = actorOf('gridWorker', 'G', {}, 'the new worker');
const office = actorOf('office', 'C');
const args = { id: idOf('V'), householdId: idOf('H'), result: 'home', needs: [], words: ' 门口 ' };

const received = (actor: Actor, more: Partial<Received> & { name?: string } = {}): Received => ({
	opId: idOf('op'),
	command: { name: more.name ?? 'visit.log', version: 1, args },
	actor,
	at: morning,
	clock: clockOf(more.at ?? morning, 0),
	receivedAt: morning,
	...more
});
const owner = { personId: worker.personId, name: worker.name };

/** What holding comes to: `held`, the code of a refusal, or `no`. */
function outcome(world: TestWorld, one: Received): string {
	const done = hold(one, world, () => owner);
	return !done ? 'no' : done.ok ? 'held' : done.error.code;
}

/** A world in which the former worker's visit is held. */
function heldWorld(actor = former): TestWorld {
	const world = testWorld();
	const done = hold(received(actor), world, () => owner);
	if (!done?.ok) throw new Error('not held');
	world.apply(done.value);
	return world;
}
const heldIn = (world: TestWorld) => world.get<Held>('held', idOf('op'))!;

describe('an operation without authority is held', () => {
	const at = (role: Role, area: string, post: Partial<Post> = ended) =>
		received(actorOf(role, area, post));
	test.each([
		['when the author looked after the grid until the day before', at('gridWorker', 'G'), 'held'],
		['when the author led the unit', at('unitLeader', 'U'), 'held'],
		['when the author sat in the office above it', at('office', 'C'), 'held'],
		['not when the post was in another grid', at('gridWorker', 'G2'), 'no'],
		['not when the post was in another unit', at('unitLeader', 'U2'), 'no'],
		['not when the post never allowed visits', at('subdistrict', 'S'), 'no'],
		['not when the post has not begun yet', at('gridWorker', 'G', { from: '2026-03-03' }), 'no'],
		['not when a post is in force: then it simply happens', at('gridWorker', 'G', {}), 'no'],
		['not when there never was a post', received({ ...former, posts: [] }), 'no'],
		['not when the command is none to be held', received(former, { name: 'visit.accept' }), 'no'],
		[
			'when the clock was behind and the post had not begun on the day it showed',
			received(actorOf('gridWorker', 'G', { from: '2026-03-01' }), { at: morning - 5 * day }),
			'held'
		],
		[
			'not when the household is unknown',
			received(former, {
				command: { name: 'visit.log', version: 1, args: { ...args, householdId: idOf('x') } }
			}),
			'no'
		],
		[
			'not when the arguments do not fit',
			received(former, {
				command: { name: 'visit.log', version: 1, args: { ...args, result: 'maybe' } }
			}),
			'no'
		]
	])('%s', (_when, one, expected) => {
		expect(outcome(testWorld(), one)).toBe(expected);
		// Whoever comes to be held was asked about before.
		if (expected === 'held') expect(mayComeToHold(one, testWorld())).toBe(true);
	});

	test('but not what its own rule is against: accepting it could not help', () => {
		const world = testWorld();
		world.run(worker, 'visit.log', args);
		expect(outcome(world, received(former))).toBe('visitExists');
	});

	test('as a record that waits with the visits of the unit', () => {
		const held = heldIn(heldWorld());
		expect(held).toMatchObject({
			by: { personId: former.personId, role: 'gridWorker' },
			at: morning,
			unitId: idOf('U'),
			householdId: idOf('H'),
			forWhom: owner,
			args: { words: '门口' },
			state: { name: 'waiting' }
		});
		expect(heldKind.home(held)).toEqual({ areaId: idOf('U'), dataClass: 'visit' });
		expect(heldKind.todo!(held)).toBe('held');
	});
});

describe('what is held', () => {
	const accept = (world: TestWorld, by: Actor, at = morning + day) =>
		world.run(by, 'held.accept', { opId: idOf('op') }, at);

	test("happens when it is accepted, as its author's act at its author's time", () => {
		const world = heldWorld();
		expect(accept(world, worker)).toBe('ok');
		expect(world.get<Visit>('visit', idOf('V'))).toMatchObject({
			first: { at: morning, by: { personId: former.personId, role: 'gridWorker' } },
			review: { state: 'waiting' }
		});
		expect(heldIn(world).state).toMatchObject({
			name: 'accepted',
			by: { personId: worker.personId },
			at: morning + day
		});
		expect(heldKind.todo!(heldIn(world))).toBeUndefined();
	});

	test.each([
		['the party group may', actorOf('gridParty', 'G'), 'ok'],
		['the office may', office, 'ok'],
		['the worker of the next grid may not', actorOf('gridWorker', 'G2'), 'notAllowed'],
		[
			'a unit leader, who sees no entries of others, may not',
			actorOf('unitLeader', 'U'),
			'notAllowed'
		],
		[
			'the author may not, whatever they are now',
			{ ...office, personId: former.personId },
			'heldOwn opId'
		]
	])('may be accepted: %s', (_who, by, expected) => {
		expect(accept(heldWorld(), by)).toBe(expected);
	});

	test('stays held when its own rule is against it by now, and may still be declined', () => {
		const world = heldWorld();
		world.run(office, 'household.register', householdArgs('N', { door: '102' }));
		world.run(office, 'household.merge', { id: idOf('H'), into: idOf('N') });
		expect(accept(world, worker)).toBe('householdMerged householdId');
		expect(heldIn(world).state.name).toBe('waiting');
		expect(world.run(worker, 'held.decline', { opId: idOf('op'), reason: '已经合并' })).toBe('ok');
		expect(heldIn(world).state).toMatchObject({ name: 'declined', reason: '已经合并' });
		expect(world.get('visit', idOf('V'))).toBeUndefined();
	});

	test.each([
		['  ', 'commentMissing reason'],
		['话'.repeat(501), 'malformed reason'],
		['这一户我去过了', 'ok']
	])('is declined with a reason: %s', (reason, expected) => {
		expect(heldWorld().run(worker, 'held.decline', { opId: idOf('op'), reason })).toBe(expected);
	});

	test('is decided once', () => {
		const world = heldWorld();
		world.run(office, 'held.decline', { opId: idOf('op'), reason: '重复' });
		expect(accept(world, worker)).toBe('heldSettled opId');
		expect(world.run(worker, 'held.accept', { opId: idOf('other') })).toBe('heldUnknown opId');
	});

	test("lives, once accepted, in a leader's own home as the leader's other visits do", () => {
		const leader = actorOf('unitLeader', 'U', ended);
		const world = heldWorld(leader);
		accept(world, worker);
		expect(visitKind.home(world.get<Visit>('visit', idOf('V'))!)).toEqual({
			areaId: idOf('U'),
			dataClass: 'visit',
			own: leader.personId
		});
	});
});

describe('somebody looks after an area', () => {
	const post = (label: string, role: Role, area: string, more: Partial<Post> = {}): HeldPost => {
		const { personId, name, posts } = actorOf(role, area, more, label);
		return { ...posts[0]!, personId, name };
	};
	const path = ['S', 'C', 'G', 'B', 'U'].map(idOf);
	const party = post('party', 'gridParty', 'G');
	const desk = post('desk', 'office', 'C');
	const older = post('older', 'gridWorker', 'G', { from: '2025-01-01' });
	const younger = post('younger', 'gridWorker', 'G', { from: '2026-02-01' });
	const gone = post('gone', 'gridWorker', 'G', { to: '2026-02-28' });
	const elsewhere = post('elsewhere', 'gridWorker', 'G2');
	const leader = post('leader', 'unitLeader', 'U');
	const above = post('above', 'subdistrict', 'S');
	test.each([
		['the grid worker before all others', [above, desk, party, younger], 'younger'],
		['of two the one who has done so longest', [younger, older], 'older'],
		['the party group when the worker has left', [desk, gone, party], 'party'],
		['the office when the grid has nobody', [elsewhere, leader, desk], 'desk'],
		['the sub-district when there is no office', [leader, above], 'above'],
		['nobody', [gone, elsewhere, leader], undefined]
	])('%s', (_who, posts, expected) => {
		for (const inOrder of [posts, [...posts].reverse()])
			expect(ownerOf(inOrder, path, '2026-03-02', idOf('author'))?.name).toBe(expected);
	});

	test('never the author', () => {
		expect(ownerOf([older, younger], path, '2026-03-02', older.personId)?.name).toBe('younger');
	});
});
