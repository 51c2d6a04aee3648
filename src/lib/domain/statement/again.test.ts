import { expect, test } from 'vitest';
import { idOf } from '../test-world';
import { perhapsKnown } from './again';
import { line } from './test-lines';

const day = '2026-03-02';
const other = { counterpart: '财付通', remark: '商户结算', serial: '99990001' };
const names = new Map(['A', 'B', 'C', 'x', 'y', 'z'].map((name) => [idOf(name), name]));
const say = (file: Parameters<typeof perhapsKnown>[0], known: Parameters<typeof perhapsKnown>[1]) =>
	[...perhapsKnown(file, known)].map(([id, like]) => `${names.get(id)}~${names.get(like.id)}`);

test.each<[string, ReturnType<typeof line>[], ReturnType<typeof line>[], string[]]>([
	[
		'the same movement in other words',
		[line('x', day, 300, other)],
		[line('A', day, 300)],
		['x~A']
	],
	['another day', [line('x', '2026-03-03', 300, other)], [line('A', day, 300)], []],
	['another amount', [line('x', day, 301, other)], [line('A', day, 300)], []],
	['the other way', [line('x', day, 300, { way: 'out' })], [line('A', day, 300)], []],
	['the very line', [line('A', day, 300)], [line('A', day, 300)], []],
	[
		'a second equal payment in the columns of the first',
		[line('A', day, 300), line('x', day, 300)],
		[line('A', day, 300)],
		[]
	],
	[
		'two equal payments, one of which is there',
		[line('x', day, 300, other), line('y', day, 300, other)],
		[line('A', day, 300)],
		['x~A']
	],
	[
		'two equal payments that are both there',
		[line('x', day, 300, other), line('y', day, 300, other)],
		[line('A', day, 300), line('B', day, 300)],
		['x~A', 'y~B']
	],
	[
		'the likest first: by number, then by name',
		[
			line('x', day, 300, { serial: '', counterpart: '' }),
			line('y', day, 300, { counterpart: '李', serial: '7' }),
			line('z', day, 300, { counterpart: '张' })
		],
		[line('A', day, 300, { counterpart: '张' }), line('B', day, 300, { serial: '7' })],
		['y~B', 'z~A']
	],
	['two equal payments that are new', [line('x', day, 300), line('y', day, 300)], [], []]
])('%s', (_, file, known, expected) => expect(say(file, known)).toEqual(expected));

test('five thousand lines of one day and amount take no long time', () => {
	const file = Array.from({ length: 5_000 }, (_, i) => line(`n${i}`, day, 300, other));
	const known = Array.from({ length: 5_000 }, (_, i) => line(`k${i}`, day, 300));
	const begun = performance.now();
	expect(perhapsKnown(file, known).size).toBe(5_000);
	expect(performance.now() - begun).toBeLessThan(3_000);
});
