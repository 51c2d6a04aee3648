import { expect, test } from 'vitest';
import { nextDoor, type Stop } from './next-door';

const stop = (unitId: string, no: string): Stop => ({
	key: `${unitId}/${no}`,
	unitId,
	floor: Number(no[0])
});
const stops = [
	...['101', '102', '201', '202', '203', '301'].map((no) => stop('u1', no)),
	...['101', '201'].map((no) => stop('u2', no))
];

test.each([
	['the next door of the floor', 'u1/201', ['u1/101', 'u1/203', 'u1/202'], 'u1/202'],
	['round the end of the floor', 'u1/203', ['u1/101', 'u1/201'], 'u1/201'],
	['one floor down before one floor up', 'u1/202', ['u1/301', 'u1/102'], 'u1/102'],
	['a floor further away when nothing is nearer', 'u1/301', ['u1/101'], 'u1/101'],
	['nowhere when only another staircase waits', 'u1/301', ['u2/101'], undefined],
	['nowhere when nobody waits', 'u1/101', [], undefined],
	['never to the same door', 'u1/101', ['u1/101'], undefined],
	['nowhere from a door that is not on the board', 'u1/999', ['u1/101'], undefined]
] as const)('the way goes to %s', (_rule, current, waiting, next) => {
	const waits = ({ key }: Stop) => (waiting as readonly string[]).includes(key);
	expect(nextDoor(stops, current, waits)?.key).toBe(next);
});
