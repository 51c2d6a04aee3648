import { describe, expect, test } from 'vitest';
import { actorOf, householdArgs, idOf, morning, testWorld, type TestWorld } from '../test-world';
import { findingOf, isReturned, isWaitingForReview, photosOf } from './select';
import { visitKind } from './commands';
import type { Visit } from './schema';

const office = actorOf('office', 'C');
const worker = actorOf('gridWorker', 'G');
const leader = actorOf('unitLeader', 'U');
const log = { id: idOf('V'), householdId: idOf('H'), result: 'home', needs: [], words: '' };
const matter = { id: idOf('V'), result: 'matter', needs: ['repair'], words: '水管漏水' };

/** What a record says of a photo whose hash is that one digit repeated. */
const photo = (digit: string, more: Record<string, unknown> = {}) => ({
	sha256: digit.repeat(64),
	type: 'image/jpeg',
	bytes: 300_000,
	width: 1600,
	height: 1200,
	...more
});

const visited = (by = worker): TestWorld => {
	const world = testWorld();
	world.run(by, 'visit.log', log);
	return world;
};
const visitIn = (world: TestWorld) => world.get<Visit>('visit', idOf('V'))!;

describe('a visit is logged', () => {
	test.each([
		['by the grid worker in the own grid', worker, {}, 'ok'],
		['by the unit leader in the own unit', leader, {}, 'ok'],
		['by the party group', actorOf('gridParty', 'G'), {}, 'ok'],
		['not by the worker of the next grid', actorOf('gridWorker', 'G2'), {}, 'notAllowed'],
		['not by the leader of the next unit', actorOf('unitLeader', 'U2'), {}, 'notAllowed'],
		['not by the sub-district', actorOf('subdistrict', 'S'), {}, 'notAllowed'],
		['not by a mediator', actorOf('mediator', 'C'), {}, 'notAllowed'],
		[
			'not before the appointment began',
			actorOf('gridWorker', 'G', { from: '2026-03-03' }),
			{},
			'notAllowed'
		],
		[
			'on the last day of the appointment',
			actorOf('gridWorker', 'G', { to: '2026-03-02' }),
			{},
			'ok'
		],
		[
			'not after the appointment ended',
			actorOf('gridWorker', 'G', { to: '2026-03-01' }),
			{},
			'notAllowed'
		],
		[
			'not at a household that nobody knows',
			worker,
			{ householdId: idOf('nowhere') },
			'householdUnknown householdId'
		],
		['not with a result that does not exist', worker, { result: 'maybe' }, 'malformed result'],
		['not with a need that does not exist', worker, { needs: ['gold'] }, 'malformed needs.0'],
		[
			'not with more than 2,000 characters',
			worker,
			{ words: '话'.repeat(2001) },
			'malformed words'
		],
		['with exactly 2,000 characters', worker, { words: '😀'.repeat(2000) }, 'ok'],
		['with markup, which stays plain words', worker, { words: '<script>alert(1)</script>' }, 'ok'],
		['not with half a surrogate', worker, { words: '\udc00' }, 'malformed words']
	])('%s', (_how, actor, more, outcome) => {
		expect(testWorld().run(actor, 'visit.log', { ...log, ...more })).toBe(outcome);
	});

	test('not twice under one id', () => {
		expect(visited().run(worker, 'visit.log', log)).toBe('visitExists id');
	});

	test('not at a household that moved away, or was merged: the refusal names the one that remains', () => {
		const moved = testWorld();
		moved.run(office, 'household.remove', { id: idOf('H'), reason: 'movedAway' });
		expect(moved.run(worker, 'visit.log', log)).toBe('householdRemoved householdId');
		const merged = testWorld();
		merged.run(office, 'household.register', householdArgs('N', { door: '102' }));
		merged.run(office, 'household.merge', { id: idOf('H'), into: idOf('N') });
		expect(merged.judge(worker, 'visit.log', log)).toMatchObject({
			ok: false,
			error: { code: 'householdMerged', detail: { into: idOf('N') } }
		});
	});

	test('time, author and role come by themselves', () => {
		expect(visitIn(visited()).first).toMatchObject({
			at: morning,
			by: { personId: worker.personId, role: 'gridWorker' }
		});
	});

	test('with photos, which the visit keeps; without any it says nothing of them', () => {
		const world = testWorld();
		const photos = [photo('a', { place: { lat: 40.6, lon: 109.8 } }), photo('b')];
		expect(world.run(worker, 'visit.log', { ...log, photos })).toBe('ok');
		expect(visitIn(world).first.photos).toEqual(photos);
		expect(visitIn(visited()).first).not.toHaveProperty('photos');
	});

	test.each([
		['one twice', [photo('a'), photo('a')], 'malformed photos'],
		['more than six', [...'abcdef0'].map((c) => photo(c)), 'malformed photos'],
		['one without a hash', [photo('a', { sha256: 'nonsense' })], 'malformed photos.0.sha256'],
		['a film', [photo('a', { type: 'video/mp4' })], 'malformed photos.0.type'],
		['one of nine megabytes', [photo('a', { bytes: 9_000_000 })], 'malformed photos.0.bytes'],
		[
			'one from beyond the pole',
			[photo('a', { place: { lat: 91, lon: 0 } })],
			'malformed photos.0.place.lat'
		]
	])('not with %s', (_what, photos, outcome) => {
		expect(testWorld().run(worker, 'visit.log', { ...log, photos })).toBe(outcome);
	});

	test('needs belong to a matter only', () => {
		const world = testWorld();
		world.run(worker, 'visit.log', { ...log, needs: ['repair'] });
		expect(visitIn(world).first.needs).toEqual([]);
	});

	test("a unit leader's entries live in a home of that leader alone", () => {
		expect(visitKind.home(visitIn(visited(leader)))).toEqual({
			areaId: idOf('U'),
			dataClass: 'visit',
			own: leader.personId
		});
		expect(visitKind.home(visitIn(visited(worker)))).toEqual({
			areaId: idOf('U'),
			dataClass: 'visit'
		});
	});
});

describe('a visit is amended', () => {
	test('by its author: the first words stay, the last ones count, the office reads it again', () => {
		const world = visited();
		world.run(office, 'visit.accept', { id: idOf('V'), seen: 0 });
		expect(world.run(worker, 'visit.amend', matter)).toBe('ok');
		const visit = visitIn(world);
		expect(visit.first.result).toBe('home');
		expect(findingOf(visit)).toMatchObject({ result: 'matter', words: '水管漏水' });
		expect(isWaitingForReview(visit)).toBe(true);
	});

	test('by a photo alone; by taking it away again; the same photos are no change', () => {
		const world = visited();
		const same = { id: idOf('V'), result: 'home', needs: [], words: '' };
		const withPhoto = { ...same, photos: [photo('a')] };
		expect(world.run(worker, 'visit.amend', withPhoto)).toBe('ok');
		expect(findingOf(visitIn(world)).photos).toEqual([photo('a')]);
		expect(world.run(worker, 'visit.amend', withPhoto)).toBe('nothingChanged');
		expect(world.run(worker, 'visit.amend', { ...same, photos: [] })).toBe('ok');
		expect(photosOf(visitIn(world))).toEqual([{ photo: photo('a'), personId: worker.personId }]);
	});

	test.each([
		['not by somebody else', actorOf('gridParty', 'G'), matter, 'visitNotYours id'],
		[
			'not without a change',
			worker,
			{ ...matter, result: 'home', needs: [], words: '' },
			'nothingChanged'
		],
		['not when nobody knows it', worker, { ...matter, id: idOf('nowhere') }, 'visitUnknown id']
	])('%s', (_how, actor, args, outcome) => {
		expect(visited().run(actor, 'visit.amend', args)).toBe(outcome);
	});
});

describe('a visit is withdrawn', () => {
	test('by its author, once', () => {
		const world = visited();
		expect(world.run(worker, 'visit.withdraw', { id: idOf('V') })).toBe('ok');
		expect(world.run(worker, 'visit.withdraw', { id: idOf('V') })).toBe('visitWithdrawn id');
		expect(isWaitingForReview(visitIn(world))).toBe(false);
	});

	test('not by somebody else, and not after it was accepted', () => {
		const world = visited();
		expect(world.run(office, 'visit.withdraw', { id: idOf('V') })).toBe('visitNotYours id');
		world.run(office, 'visit.accept', { id: idOf('V'), seen: 0 });
		expect(world.run(worker, 'visit.withdraw', { id: idOf('V') })).toBe('visitReviewed id');
	});
});

describe('the office reviews a visit', () => {
	test.each([
		['accepts it', office, 'visit.accept', { id: idOf('V'), seen: 0 }, 'ok'],
		[
			'returns it with a comment',
			office,
			'visit.return',
			{ id: idOf('V'), seen: 0, comment: '哪一户？' },
			'ok'
		],
		[
			'does not return it without one',
			office,
			'visit.return',
			{ id: idOf('V'), seen: 0, comment: '  ' },
			'commentMissing comment'
		],
		[
			'does not judge words that were amended meanwhile',
			office,
			'visit.accept',
			{ id: idOf('V'), seen: 1 },
			'visitChanged seen'
		],
		[
			'but not the office of the next community',
			actorOf('office', 'C2'),
			'visit.accept',
			{ id: idOf('V'), seen: 0 },
			'notAllowed'
		],
		['but not the author', worker, 'visit.accept', { id: idOf('V'), seen: 0 }, 'notAllowed']
	])('%s', (_how, actor, name, args, outcome) => {
		expect(visited().run(actor, name, args)).toBe(outcome);
	});

	test('nobody reviews what they entered', () => {
		expect(visited(office).run(office, 'visit.accept', { id: idOf('V'), seen: 0 })).toBe(
			'visitOwn id'
		);
	});

	test('a returned visit waits for its author; amended, it waits for the office, which may accept it', () => {
		const world = visited();
		world.run(office, 'visit.return', { id: idOf('V'), seen: 0, comment: '哪一户？' });
		expect(isReturned(visitIn(world))).toBe(true);
		expect(visitKind.todo!(visitIn(world))).toBe(`returned:${worker.personId}`);
		expect(world.run(office, 'visit.return', { id: idOf('V'), seen: 0, comment: '还在等' })).toBe(
			'visitReviewed id'
		);
		world.run(worker, 'visit.amend', matter);
		expect(visitKind.todo!(visitIn(world))).toBe('review');
		expect(world.run(office, 'visit.accept', { id: idOf('V'), seen: 1 })).toBe('ok');
		expect(visitKind.todo!(visitIn(world))).toBeUndefined();
		expect(world.run(office, 'visit.accept', { id: idOf('V'), seen: 1 })).toBe('visitReviewed id');
	});
});

test.each([
	['an unknown command', 'visit.burn', {}, 'unknownCommand visit.burn'],
	['arguments that are no object', 'visit.log', 'nonsense', 'malformed'],
	['an id that is none', 'visit.log', { ...log, id: '../../etc' }, 'malformed id']
])('%s is refused in a code, not thrown', (_what, name, args, outcome) => {
	expect(testWorld().run(worker, name, args)).toBe(outcome);
});
