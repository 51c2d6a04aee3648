import { describe, expect, test } from 'vitest';
import { actorOf, admin, idOf, testWorld } from '../test-world';
import type { Area } from './schema';
import { sortDoors } from './commands';

const office = actorOf('office', 'C');
const worker = actorOf('gridWorker', 'G');
const base = { id: idOf('new'), name: '新的', code: null, doors: [] };

describe('an area is added', () => {
	test.each([
		[
			'by the sub-district below itself',
			admin,
			{ kind: 'community', parentId: idOf('S'), code: '150204003009' },
			'ok'
		],
		[
			'by the office in its own community',
			office,
			{ kind: 'grid', parentId: idOf('C'), code: '15020400300109' },
			'ok'
		],
		['with a unit below a building', office, { kind: 'unit', parentId: idOf('B') }, 'ok'],
		['not by a grid worker', worker, { kind: 'building', parentId: idOf('G') }, 'notAllowed'],
		[
			'not by the office in the next community',
			office,
			{ kind: 'grid', parentId: idOf('C2'), code: '15020400300209' },
			'notAllowed'
		],
		[
			'not below an area that nobody knows',
			office,
			{ kind: 'grid', parentId: idOf('nowhere'), code: '15020400300109' },
			'areaUnknown parentId'
		],
		[
			'not a unit straight below a grid',
			office,
			{ kind: 'unit', parentId: idOf('G') },
			'areaKindWrong kind'
		],
		[
			'not a grid below a building',
			office,
			{ kind: 'grid', parentId: idOf('B'), code: '15020400300109' },
			'areaKindWrong kind'
		],
		[
			'not with a code that leaves its parent',
			admin,
			{ kind: 'community', parentId: idOf('S'), code: '150204004001' },
			'areaCodeWrong code'
		],
		[
			'not with a community code that is too short',
			admin,
			{ kind: 'community', parentId: idOf('S'), code: '15020400301' },
			'areaCodeWrong code'
		],
		[
			'not as a grid without a code',
			office,
			{ kind: 'grid', parentId: idOf('C') },
			'areaCodeWrong code'
		],
		[
			'not as a building with a code',
			office,
			{ kind: 'building', parentId: idOf('G'), code: '150204003001' },
			'areaCodeWrong code'
		],
		[
			'not as a second sub-district by somebody else',
			admin,
			{ kind: 'subdistrict', parentId: null, code: '150204004' },
			'notAllowed'
		],
		[
			'not with doors on a grid',
			office,
			{
				kind: 'grid',
				parentId: idOf('C'),
				code: '15020400300109',
				doors: [{ no: '1', floor: 1, use: 'home' }]
			},
			'areaKindWrong doors'
		],
		[
			'not with a door twice',
			office,
			{
				kind: 'unit',
				parentId: idOf('B'),
				doors: [
					{ no: '1', floor: 1, use: 'home' },
					{ no: '1', floor: 2, use: 'home' }
				]
			},
			'doorTaken doors'
		],
		[
			'not with a floor 0',
			office,
			{ kind: 'unit', parentId: idOf('B'), doors: [{ no: '1', floor: 0, use: 'home' }] },
			'malformed doors.0.floor'
		],
		[
			'not without a name',
			office,
			{ kind: 'unit', parentId: idOf('B'), name: ' \u3000 ' },
			'malformed name'
		],
		[
			'not under an id that is taken',
			office,
			{ kind: 'unit', parentId: idOf('B'), id: idOf('U') },
			'nameTaken id'
		]
	])('%s', (_how, actor, args, outcome) => {
		expect(testWorld().run(actor, 'area.add', { ...base, ...args })).toBe(outcome);
	});

	test('a sub-district is founded by the person appointed to it, and its path is itself', () => {
		const world = testWorld();
		const founder = actorOf('subdistrict', 'S9');
		const args = {
			...base,
			id: idOf('S9'),
			kind: 'subdistrict',
			parentId: null,
			code: '150204009'
		};
		expect(world.run(founder, 'area.add', args)).toBe('ok');
		expect(world.get<Area>('area', idOf('S9'))!.path).toEqual([idOf('S9')]);
	});

	test('its path leads from the sub-district down to itself', () => {
		expect(testWorld().pathOf(idOf('U'))).toEqual(['S', 'C', 'G', 'B', 'U'].map(idOf));
	});
});

describe('an area changes', () => {
	test.each([
		['its name', 'area.rename', { id: idOf('B'), name: '7号楼' }, 'ok'],
		[
			'but not to the name it has',
			'area.rename',
			{ id: idOf('B'), name: 'B' },
			'nothingChanged name'
		],
		[
			'but not when it is unknown',
			'area.rename',
			{ id: idOf('nowhere'), name: 'x' },
			'areaUnknown id'
		],
		[
			'by more doors',
			'area.addDoors',
			{ id: idOf('U'), doors: [{ no: '301', floor: 3, use: 'shop' }] },
			'ok'
		],
		[
			'but not by a door it has',
			'area.addDoors',
			{ id: idOf('U'), doors: [{ no: '101', floor: 1, use: 'home' }] },
			'doorTaken doors'
		],
		[
			'but a building has no doors',
			'area.addDoors',
			{ id: idOf('B'), doors: [{ no: '101', floor: 1, use: 'home' }] },
			'areaKindWrong id'
		]
	])('%s', (_how, name, args, outcome) => {
		expect(testWorld().run(office, name, args)).toBe(outcome);
	});

	test('doors stand floor by floor, and 2 comes before 10', () => {
		const doors = ['10', '2', '1'].map((no) => ({ no, floor: 1, use: 'home' as const }));
		expect(sortDoors([...doors, { no: '-1', floor: -1, use: 'other' }]).map((d) => d.no)).toEqual([
			'-1',
			'1',
			'2',
			'10'
		]);
	});
});
