import { expect, test } from 'vitest';
import { actorOf, householdArgs, idOf, morning, resident } from './test-world';
import { floorsOf, tileOf } from './tile';
import type { Visit, VisitResult } from './visit/schema';

const by = {
	personId: actorOf('gridWorker', 'G').personId,
	name: '甲',
	role: 'gridWorker' as const
};
const visit = (hour: number, result: VisitResult): Visit => ({
	id: idOf(`${hour}`),
	householdId: idOf('H'),
	unitId: idOf('U'),
	first: { result, needs: [], words: '', at: morning + hour * 3_600_000, by },
	amendments: [],
	review: { state: 'waiting' },
	withdrawnAt: null
});

test('a tile shows the head of household, how many live there, and how often it was knocked at in vain', () => {
	const household = householdArgs('H', {
		residents: [resident('child', { relation: 2, name: '丙' }), resident('head', { name: '甲' })]
	});
	const tile = tileOf(household, [visit(1, 'nobody'), visit(0, 'home'), visit(2, 'nobody')]);
	expect(tile).toMatchObject({ head: '甲', people: 2, knocks: 2, last: { result: 'nobody' } });
});

test('floors stand as in the building: the top one first', () => {
	const doors = [
		{ no: '101', floor: 1, use: 'home' as const },
		{ no: '201', floor: 2, use: 'home' as const },
		{ no: '102', floor: 1, use: 'home' as const }
	];
	expect(floorsOf({ doors }).map((f) => [f.floor, f.doors.map((d) => d.no)])).toEqual([
		[2, ['201']],
		[1, ['101', '102']]
	]);
});
