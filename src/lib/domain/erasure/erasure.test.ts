import { describe, expect, test } from 'vitest';
import { actorOf, idOf, morning } from '../test-world';
import type { Actor } from '../kernel/actor';
import { amendmentOf } from '../household/amendment';
import { contentOf } from '../household/fields';
import {
	ground,
	head,
	now,
	one,
	send,
	son,
	tick,
	wife,
	withResident,
	without
} from '../household/test-family';
import type { Particulars } from '../household/schema';
import type { Visit } from '../visit/schema';
import { waysOut } from '../ways-out';
import { forgetDay } from './select';
import type { Erasure } from './schema';

const worker = actorOf('gridWorker', 'G');
const ask = (label: string, more: Record<string, unknown> = {}) => ({
	id: idOf(label),
	householdId: idOf('N'),
	residents: null,
	ground: 'asked',
	...more
});
const visit = (label: string) => ({
	id: idOf(label),
	householdId: idOf('N'),
	result: 'matter',
	needs: ['care'],
	words: '甲丙住院了'
});
const server: Actor = { ...one, isServer: true };
const carryOut = (more: Record<string, unknown>) => ({
	id: idOf('E'),
	records: [],
	reached: null,
	at: morning,
	...more
});

test('one resident leaves without a trace in the rows, and nobody brings them back', () => {
	const world = ground();
	const before = now(world);
	const details = {
		residentId: son.id,
		idNumber: '11010519491231002X',
		birth: null,
		ethnicity: null,
		hardship: '残疾'
	};
	const given = {
		...amendmentOf(before, contentOf(before)),
		particulars: [{ residentId: son.id, from: null, to: details }]
	};
	expect(world.run(one, 'household.amend', given, morning, { version: 2, ...tick(1) })).toBe('ok');
	expect(send(world, one, before, withResident(before, son.id, { phone: '13900000000' }), 2)).toBe(
		'ok'
	);
	const late = amendmentOf(before, withResident(before, son.id, { name: '甲丁' }));

	expect(world.run(one, 'erasure.ask', ask('E', { residents: [son.id] }))).toBe('ok');
	expect(JSON.stringify(now(world))).not.toMatch(/甲丙|13900000000/);
	expect(now(world).residents.map((who) => who.id)).toEqual([head.id, wife.id]);
	expect(world.get<Particulars>('particulars', idOf('N'))?.residents).toEqual([]);

	expect(world.run(one, 'household.amend', late, morning, { version: 2, ...tick(3) })).toBe(
		'residentErased residents'
	);
	const first = { id: idOf('N'), ...contentOf(before), particulars: null };
	expect(world.run(one, 'household.amend', first)).toBe('residentErased residents');
	expect(send(world, one, now(world), without(now(world), wife.id), 4)).toBe('ok');
});

describe('a household that has left the register before', () => {
	const left = () => {
		const world = ground();
		expect(world.run(one, 'household.remove', { id: idOf('N'), reason: 'movedAway' })).toBe('ok');
		return world;
	};
	const late = (more: Record<string, unknown> = {}) => ask('E', { unitId: idOf('U'), ...more });

	test('can be deleted by whoever has the right over the unit in which it lay', () => {
		const world = left();
		expect(world.run(one, 'erasure.ask', late())).toBe('ok');
		expect(world.gone('household', idOf('N'))).toEqual({
			reason: 'movedAway',
			erased: idOf('E')
		});
		expect(world.get<Erasure>('erasure', idOf('E'))).toMatchObject({
			unitId: idOf('U'),
			residents: null,
			clearedAt: null
		});
		expect(world.run(worker, 'visit.log', visit('late'))).toBe('householdErased householdId');
	});

	test.each<[string, Record<string, unknown>, string]>([
		['a part of it', { residents: [idOf('x')] }, 'householdRemoved residents'],
		['without the unit', { unitId: undefined }, 'householdRemoved householdId'],
		['in an area of others', { unitId: idOf('V2') }, 'notAllowed'],
		['one that never was', { householdId: idOf('never') }, 'householdUnknown householdId']
	])('is refused: %s', (_, more, refusal) => {
		const world = left();
		expect(world.run(one, 'erasure.ask', late(more))).toBe(refusal);
	});

	test('is deleted once', () => {
		const world = left();
		world.run(one, 'erasure.ask', late());
		expect(world.run(one, 'erasure.ask', { ...late(), id: idOf('E2') })).toBe(
			'householdErased householdId'
		);
	});
});

test('a household is gone as a whole, with its particulars, and everything about it is refused plainly', () => {
	const world = ground();
	expect(world.run(worker, 'visit.log', visit('V'))).toBe('ok');
	expect(world.run(one, 'erasure.ask', ask('E'))).toBe('ok');
	expect(world.get('household', idOf('N'))).toBeUndefined();
	expect(world.gone('household', idOf('N'))).toEqual({ reason: 'struckOff', erased: idOf('E') });
	expect(world.run(worker, 'visit.log', visit('V2'))).toBe('householdErased householdId');
	expect(world.run(one, 'household.remove', { id: idOf('N'), reason: 'mistake' })).toBe(
		'householdErased id'
	);
	expect(world.run(one, 'erasure.ask', ask('E2'))).toBe('householdErased householdId');
});

test('whoever asks for all residents asks for the household; a head does not go alone', () => {
	const world = ground();
	expect(world.run(one, 'erasure.ask', ask('E', { residents: [head.id] }))).toBe(
		'headMissing residents'
	);
	expect(world.run(one, 'erasure.ask', ask('E', { residents: [idOf('nobody')] }))).toBe(
		'nothingChanged residents'
	);
	const all = [head.id, wife.id, son.id];
	expect(world.run(one, 'erasure.ask', ask('E', { residents: all, ground: 'movedAway' }))).toBe(
		'ok'
	);
	expect(world.get<Erasure>('erasure', idOf('E'))?.residents).toBeNull();
	expect(world.gone('household', idOf('N'))?.reason).toBe('movedAway');
});

test('only the office asks, and only in its own community', () => {
	const world = ground();
	for (const who of [worker, actorOf('unitLeader', 'U'), actorOf('office', 'C2')])
		expect(world.run(who, 'erasure.ask', ask('E'))).toBe('notAllowed');
	expect(world.run(one, 'erasure.ask', ask('E', { ground: 'whim' }))).toBe('malformed ground');
});

test('a visit keeps that, when, by whom and with which result, and takes no further words', () => {
	const world = ground();
	world.run(worker, 'visit.log', visit('V'));
	world.run(one, 'visit.return', { id: idOf('V'), seen: 0, comment: '甲丙在哪家医院' });
	world.run(one, 'erasure.ask', ask('E'));
	const records = [{ kind: 'visit', id: idOf('V') }];
	expect(world.run(server, 'erasure.carryOut', carryOut({ records }))).toBe('ok');
	const left = world.get<Visit>('visit', idOf('V'))!;
	expect(JSON.stringify(left)).not.toMatch(/住院|医院|care/);
	expect(left.first).toMatchObject({ result: 'matter', at: morning, by: { name: worker.name } });
	const again = { id: idOf('V'), result: 'matter', needs: ['care'], words: '甲丙住院了' };
	expect(world.run(worker, 'visit.amend', again)).toBe('recordErased id');
	expect(world.run(one, 'visit.return', { id: idOf('V'), seen: 0, comment: '再问' })).toBe(
		'recordErased id'
	);
});

test('no other visit loses its words, whoever names it', () => {
	const world = ground();
	world.run(worker, 'visit.log', { ...visit('other'), householdId: idOf('H') });
	world.run(one, 'erasure.ask', ask('E'));
	const records = [{ kind: 'visit', id: idOf('other') }];
	expect(world.run(server, 'erasure.carryOut', carryOut({ records }))).toBe('ok');
	expect(world.get<Visit>('visit', idOf('other'))?.first.words).toBe('甲丙住院了');
	// An office could otherwise name records at will: only the server says which ones are meant.
	for (const who of [one, worker])
		expect(world.run(who, 'erasure.carryOut', carryOut({ records }))).toBe('notAllowed');
});

test('the log is due 184 days after everything else was cleared', () => {
	const world = ground();
	world.run(one, 'erasure.ask', ask('E'));
	const asked = world.get<Erasure>('erasure', idOf('E'))!;
	expect(forgetDay(asked)).toBe('2026-09-02');
	world.run(server, 'erasure.carryOut', carryOut({ reached: 'cleared', at: morning + 86_400_000 }));
	expect(forgetDay(world.get<Erasure>('erasure', idOf('E'))!)).toBe('2026-09-03');
});

test('a question does not carry back what was deleted, and the only way out is to give it up', () => {
	const world = ground();
	world.run(one, 'erasure.ask', ask('E'));
	const said = { unitId: idOf('U'), householdId: idOf('N'), door: '101', visit: null, changes: [] };
	const entry = {
		...{ state: 'refused', subject: idOf('op'), command: 'visit.log', at: morning },
		...{ code: 'householdErased', said }
	};
	const question = { id: idOf('Q'), areaId: idOf('G'), entry, words: '为什么' };
	expect(world.run(worker, 'question.ask', question)).toBe('householdErased entry');
	const trouble = { intoKnown: false, householdKnown: false, mayAsk: false };
	expect(waysOut({ ...trouble, command: 'visit.log', code: 'householdErased' })).toEqual(['drop']);
});
