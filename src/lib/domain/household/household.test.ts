import { describe, expect, test } from 'vitest';
import { actorOf, householdArgs, idOf, resident, testWorld } from '../test-world';
import { sameContent } from '../kernel/content';
import type { Household, Particulars } from './schema';

const office = actorOf('office', 'C');
const worker = actorOf('gridWorker', 'G');
const twoHeads = [resident('a'), resident('b')];
const noHead = [resident('a', { relation: 1 })];
const detail = (residentLabel: string, idNumber: string | null = null) => ({
	residentId: idOf(residentLabel),
	idNumber,
	birth: null,
	ethnicity: null,
	hardship: ''
});

describe('a household is registered', () => {
	test.each([
		['behind a door of the unit', office, {}, 'ok'],
		['not by a grid worker', worker, {}, 'notAllowed'],
		['not by the office of the next community', actorOf('office', 'C2'), {}, 'notAllowed'],
		['not behind a door that the unit lacks', office, { door: '909' }, 'doorUnknown door'],
		['not in a unit that nobody knows', office, { unitId: idOf('nowhere') }, 'areaUnknown unitId'],
		['not in a building', office, { unitId: idOf('B') }, 'areaKindWrong unitId'],
		['not without residents', office, { residents: [] }, 'malformed residents'],
		['not without a head', office, { residents: noHead }, 'headMissing residents'],
		['not with two heads', office, { residents: twoHeads }, 'headTwice residents'],
		[
			'not with one person twice',
			office,
			{ residents: [resident('a'), resident('a', { relation: 1 })] },
			'personTwice residents'
		],
		[
			'not with one ID number twice',
			office,
			{
				residents: [resident('a'), resident('b', { relation: 1 })],
				particulars: [detail('a', '15020419500101001X'), detail('b', '15020419500101001X')]
			},
			'personTwice particulars'
		],
		[
			'not with particulars of a stranger',
			office,
			{ particulars: [detail('stranger')] },
			'malformed particulars'
		],
		[
			'not with a phone that nobody can dial',
			office,
			{ residents: [resident('a', { phone: '12345' })] },
			'malformed residents.0.phone'
		],
		[
			'not with half a surrogate in a name',
			office,
			{ residents: [resident('a', { name: '张\ud83d' })] },
			'malformed residents.0.name'
		],
		[
			'not with a name of ten megabytes',
			office,
			{ residents: [resident('a', { name: '张'.repeat(3_400_000) })] },
			'malformed residents.0.name'
		],
		['not under an id that is taken', office, { id: idOf('H') }, 'householdExists id']
	])('%s', (_how, actor, more, outcome) => {
		expect(testWorld().run(actor, 'household.register', householdArgs('N', more))).toBe(outcome);
	});

	test('what is sensitive stands in a record of its own', () => {
		const world = testWorld();
		const particulars = [{ ...detail('N-head', '15020419500101001X'), hardship: '低保' }];
		world.run(office, 'household.register', householdArgs('N', { particulars }));
		expect(JSON.stringify(world.get('household', idOf('N')))).not.toMatch(/1502041950|低保/);
		expect(world.get<Particulars>('particulars', idOf('N'))!.residents).toEqual(particulars);
	});
});

describe('a household is amended', () => {
	const same = { ...householdArgs('H'), unitId: undefined, particulars: null };
	test.each([
		['by the office', office, { needsCare: true }, 'ok'],
		['not when nothing changes', office, {}, 'nothingChanged'],
		['not by a grid worker', worker, { needsCare: true }, 'notAllowed'],
		['not when nobody knows it', office, { id: idOf('nowhere') }, 'householdUnknown id'],
		['not so that it loses its head', office, { residents: noHead }, 'headMissing residents']
	])('%s', (_how, actor, more, outcome) => {
		expect(testWorld().run(actor, 'household.amend', { ...same, ...more })).toBe(outcome);
	});
});

describe('what is sensitive when a household is amended', () => {
	const head = resident('a');
	const wife = resident('b', { relation: 1 });
	const heads = detail('a', '15020419500101001X');
	const wifes = detail('b', '150204195201010020');
	test.each([
		['stays when nothing is said of it', [head, wife], null, [heads, wifes]],
		['goes with a resident who is taken out', [head], null, [heads]],
		['is replaced by what is said', [head, wife], [wifes], [wifes]]
	])('%s', (_how, residents, particulars, kept) => {
		const world = testWorld();
		const known = { residents: [head, wife], particulars: [heads, wifes] };
		expect(world.run(office, 'household.register', householdArgs('N', known))).toBe('ok');
		const next = householdArgs('N', { residents, needsCare: true });
		expect(world.run(office, 'household.amend', { ...next, unitId: undefined, particulars })).toBe(
			'ok'
		);
		expect(world.get<Particulars>('particulars', idOf('N'))!.residents).toEqual(kept);
	});
});

describe('a household goes', () => {
	test('when it moved away, and is not found afterwards', () => {
		const world = testWorld();
		expect(world.run(office, 'household.remove', { id: idOf('H'), reason: 'movedAway' })).toBe(
			'ok'
		);
		expect(world.get('household', idOf('H'))).toBeUndefined();
		expect(world.get('particulars', idOf('H'))).toBeUndefined();
		expect(world.run(office, 'household.remove', { id: idOf('H'), reason: 'movedAway' })).toBe(
			'householdRemoved id'
		);
	});

	test('its id is never given to another', () => {
		const world = testWorld();
		world.run(office, 'household.remove', { id: idOf('H'), reason: 'struckOff' });
		expect(world.run(office, 'household.register', householdArgs('H'))).toBe('householdExists id');
	});

	test('when it joins another of the same unit: nobody is lost, one head remains', () => {
		const world = testWorld();
		world.run(office, 'household.register', householdArgs('N', { door: '102', needsCare: true }));
		expect(world.run(office, 'household.merge', { id: idOf('N'), into: idOf('H') })).toBe('ok');
		const merged = world.get<Household>('household', idOf('H'))!;
		expect(merged.residents.map((r) => [r.id, r.relation])).toEqual([
			[idOf('H-head'), 0],
			[idOf('N-head'), 8]
		]);
		expect(merged.needsCare).toBe(true);
		expect(world.gone('household', idOf('N'))).toEqual({ reason: 'merged', into: idOf('H') });
	});

	test.each([
		['not with itself', 'H', 'H', 'householdExists into'],
		['not into one that nobody knows', 'H', 'nowhere', 'householdUnknown into'],
		['not into one of another unit', 'H', 'Far', 'notAllowed into']
	])('%s', (_how, id, into, outcome) => {
		const world = testWorld();
		world.run(office, 'household.register', householdArgs('Far', { unitId: idOf('U2') }));
		expect(world.run(office, 'household.merge', { id: idOf(id), into: idOf(into) })).toBe(outcome);
	});
});

test('content is the same whatever the order of its keys, and differs when a value does', () => {
	expect(sameContent({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 })).toBe(true);
	expect(sameContent({ a: 1, b: [1, 2] }, { a: 1, b: [2, 1] })).toBe(false);
});
