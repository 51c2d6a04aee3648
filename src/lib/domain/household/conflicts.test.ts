import { describe, expect, test } from 'vitest';
import { actorOf, idOf, resident, type TestWorld } from '../test-world';
import { maxLosses } from '../kernel/marks';
import { amendmentOf } from './amendment';
import { conflictsOf } from './conflicts';
import { contentOf } from './fields';
import type { HouseholdContent, Particulars, Resident } from './schema';
import { headOf } from './select';
import {
	ground,
	head,
	now,
	one,
	send,
	son,
	three,
	tick,
	two,
	wife,
	without,
	withResident
} from './test-family';

const sides = (world: TestWorld) =>
	conflictsOf(now(world)).map(({ field, winning, losing }) => [
		field,
		winning.value,
		winning.by,
		losing.value,
		losing.by
	]);

describe('two who change the same household without knowing of each other', () => {
	test.each<[string, Partial<HouseholdContent>, Partial<HouseholdContent>, unknown[]]>([
		['different fields: both stand', { needsCare: true }, { tenure: 'tenant' }, []],
		['the same to the same: agreed', { tenure: 'tenant' }, { tenure: 'tenant' }, []],
		[
			'the same to something else: the later one stands, the other is kept',
			{ tenure: 'tenant' },
			{ tenure: 'unknown' },
			[['tenure', 'unknown', 'two', 'tenant', 'one']]
		],
		[
			'door and number',
			{ door: '102', no: '2' },
			{ door: '201', no: '3' },
			[
				['door', '201', 'two', '102', 'one'],
				['no', '3', 'two', '2', 'one']
			]
		]
	])('%s', (_what, early, late, conflicts) => {
		for (const order of ['early first', 'late first']) {
			const world = ground();
			const seen = now(world);
			const acts = [
				() => send(world, one, seen, { ...contentOf(seen), ...early }, 1),
				() => send(world, two, seen, { ...contentOf(seen), ...late }, 2)
			];
			if (order === 'late first') acts.reverse();
			for (const act of acts) expect(act()).toBe('ok');
			expect(contentOf(now(world))).toMatchObject({ ...early, ...late });
			expect(sides(world).sort()).toEqual(conflicts);
		}
	});

	test('whoever knew the other’s words overwrites them in peace, with whatever clock', () => {
		const world = ground();
		const seen = now(world);
		send(world, one, seen, withResident(seen, head.id, { phone: '13800000001' }), 5);
		const later = now(world);
		expect(send(world, two, later, withResident(later, head.id, { phone: '13800000002' }), 6)).toBe(
			'ok'
		);
		expect(conflictsOf(now(world))).toEqual([]);
		expect(headOf(now(world)).phone).toBe('13800000002');
	});

	test.each<[string, Partial<Resident>, Partial<Resident>, string]>([
		['name', { name: '甲甲', pinyin: 'jia jia' }, { name: '乙乙', pinyin: 'yi yi' }, 'name'],
		['sex', { sex: 2 }, { sex: 9 }, 'sex'],
		['year of birth', { birthYear: 1951 }, { birthYear: 1952 }, 'birthYear']
	])('the %s of somebody is never overwritten unseen, however late', (_w, first, then, field) => {
		const world = ground();
		const seen = now(world);
		send(world, one, seen, withResident(seen, head.id, first), 1);
		// What does not say who somebody is takes force all the same, and the event says that not all did.
		const after = { ...withResident(seen, head.id, then), needsCare: true };
		const judged = world.judge(two, 'household.amend', amendmentOf(seen, after), undefined, {
			version: 2
		});
		expect(judged).toMatchObject({ ok: true, value: [{ partly: true }] });
		expect(send(world, two, seen, after, 9)).toBe('ok');
		expect(now(world).needsCare).toBe(true);
		expect(headOf(now(world))).toMatchObject(first);
		expect(conflictsOf(now(world))).toMatchObject([
			{ field, residentId: head.id, winning: { by: 'one' }, losing: { by: 'two' } }
		]);
	});

	test.each(['taken off first', 'changed first'])(
		'somebody who was %s stays, and both sides are shown',
		(order) => {
			const world = ground();
			const seen = now(world);
			const acts = [
				() => send(world, one, seen, without(seen, son.id), 9),
				() => send(world, two, seen, withResident(seen, son.id, { phone: '13800000003' }), 2)
			];
			if (order === 'changed first') acts.reverse();
			for (const act of acts) expect(act()).toBe('ok');
			expect(now(world).residents.find((who) => who.id === son.id)).toMatchObject({
				phone: '13800000003',
				relation: 2
			});
			expect(conflictsOf(now(world))).toMatchObject([
				{ field: 'resident', residentId: son.id, losing: { value: null, by: 'one' } }
			]);
		}
	);

	test('one head remains when two make different people the head', () => {
		for (const order of [1, -1]) {
			const world = ground();
			const seen = now(world);
			const moved = (id: string, was: 1 | 3) => ({
				...contentOf(seen),
				residents: seen.residents.map((who) => ({
					...who,
					relation: who.id === id ? (0 as const) : who.relation === 0 ? was : who.relation
				}))
			});
			const acts = [
				() => send(world, one, seen, moved(wife.id, 1), 1),
				() => send(world, two, seen, moved(son.id, 3), 2)
			];
			if (order < 0) acts.reverse();
			for (const act of acts) expect(act()).toBe('ok');
			expect(now(world).residents.map((who) => [who.name, who.relation])).toEqual([
				['甲乙', 3],
				['丙丁', 1],
				['甲丙', 0]
			]);
			expect(
				conflictsOf(now(world))
					.map((conflict) => conflict.field)
					.sort()
			).toEqual(['head', 'relation']);
		}
	});

	test('nobody takes the head off without naming another', () => {
		const world = ground();
		const args = amendmentOf(now(world), without(now(world), head.id));
		expect(world.run(one, 'household.amend', args, undefined, { version: 2 })).toBe(
			'headMissing left'
		);
	});

	test('only so many are kept, and the oldest goes first', () => {
		const world = ground();
		const seen = now(world);
		for (let i = 1; i <= maxLosses + 5; i++) {
			const actor = actorOf('office', 'C', {}, `author ${i}`);
			const phone = `138000001${String(i).padStart(2, '0')}`;
			expect(send(world, actor, seen, withResident(seen, head.id, { phone }), i)).toBe('ok');
		}
		expect(conflictsOf(now(world))).toHaveLength(maxLosses);
		expect(conflictsOf(now(world))[0]!.losing.by).toBe('author 5');
	});
});

describe('an amendment in its first version', () => {
	const whole = (after: HouseholdContent) => ({ id: idOf('N'), ...after, particulars: null });

	test('is still taken in, and what it overwrites of somebody else is kept', () => {
		const world = ground();
		const seen = now(world);
		send(world, one, seen, withResident(seen, head.id, { phone: '13800000001' }), 1);
		const after = { ...contentOf(seen), needsCare: true };
		expect(world.run(two, 'household.amend', whole(after))).toBe('ok');
		expect(now(world).needsCare).toBe(true);
		expect(sides(world)).toEqual([['phone', '13800000000', 'two', '13800000001', 'one']]);
	});

	test('takes nobody off whom somebody else has changed or added', () => {
		const world = ground();
		const seen = now(world);
		const more = {
			...contentOf(seen),
			residents: [...seen.residents, resident('new', { relation: 3 })]
		};
		send(world, one, seen, more, 1);
		expect(world.run(two, 'household.amend', whole({ ...contentOf(seen), no: '1' }))).toBe('ok');
		expect(now(world).residents).toHaveLength(4);
		expect(conflictsOf(now(world))).toMatchObject([{ field: 'resident', losing: { by: 'two' } }]);
	});
});

describe('what is sensitive', () => {
	const detail = (idNumber: string, hardship: string) => ({
		residentId: head.id,
		idNumber,
		birth: null,
		ethnicity: null,
		hardship
	});

	test('follows the same rules, and an ID number is never overwritten unseen', () => {
		const world = ground();
		const seen = now(world);
		const first = detail('15020419500101001X', '');
		const second = detail('150204195001010028', '低保');
		for (const [actor, to] of [
			[one, first],
			[two, second]
		] as const)
			expect(
				world.run(actor, 'household.amend', amendmentOf(seen, seen, [], [to]), undefined, {
					version: 2
				})
			).toBe('ok');
		const kept = world.get<Particulars>('particulars', idOf('N'))!;
		expect(kept.residents).toEqual([{ ...first, hardship: '低保' }]);
		expect(kept.conflicts).toMatchObject([{ value: second.idNumber, by: { name: 'two' } }]);
		expect(JSON.stringify(now(world))).not.toContain('1502041950');
	});
});

describe('a conflict is settled', () => {
	const disputed = () => {
		const world = ground();
		const seen = now(world);
		send(world, one, seen, withResident(seen, head.id, { phone: '13800000001' }), 1);
		send(world, two, seen, withResident(seen, head.id, { phone: '13800000002' }), 2);
		const key = conflictsOf(now(world))[0]!.key;
		return { world, args: (take: string) => ({ id: idOf('N'), key, take }) };
	};
	const after = tick(100);

	test.each([
		['by keeping what stands', 'winning', '13800000002'],
		['by taking the other value', 'losing', '13800000001']
	])('%s', (_how, take, phone) => {
		const { world, args } = disputed();
		expect(world.run(three, 'household.settle', args(take), undefined, after)).toBe('ok');
		expect(headOf(now(world)).phone).toBe(phone);
		expect(conflictsOf(now(world))).toEqual([]);
		expect(world.run(three, 'household.settle', args(take), undefined, after)).toBe(
			'conflictGone key'
		);
	});

	test('and does not overwrite what was written later still', () => {
		const { world, args } = disputed();
		const seen = now(world);
		send(world, three, seen, withResident(seen, head.id, { phone: '13800000009' }), 999);
		expect(world.run(one, 'household.settle', args('losing'), undefined, after)).toBe('ok');
		expect(headOf(now(world)).phone).toBe('13800000009');
		expect(conflictsOf(now(world))).toMatchObject([{ losing: { value: '13800000001' } }]);
	});

	test('by taking somebody off who had been kept, with their particulars, but never the head', () => {
		const world = ground();
		const seen = now(world);
		send(world, one, seen, withResident(seen, son.id, { phone: '13800000001' }), 1);
		send(world, two, seen, without(seen, son.id), 2);
		const key = conflictsOf(now(world))[0]!.key;
		expect(
			world.run(one, 'household.settle', { id: idOf('N'), key, take: 'losing' }, undefined, after)
		).toBe('ok');
		expect(now(world).residents.map((who) => who.id)).toEqual([head.id, wife.id]);
		expect(conflictsOf(now(world))).toEqual([]);
	});

	test('not by a grid worker', () => {
		const { world, args } = disputed();
		expect(world.run(actorOf('gridWorker', 'G'), 'household.settle', args('winning'))).toBe(
			'notAllowed'
		);
	});
});
