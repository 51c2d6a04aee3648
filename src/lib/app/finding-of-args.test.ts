import { expect, test } from 'vitest';
import { findingOfArgs } from './finding-of-args';

const photo = {
	sha256: 'a'.repeat(64),
	type: 'image/jpeg',
	bytes: 9,
	width: 4,
	height: 3
};

test.each([
	[
		'a whole finding',
		{ id: 'v', result: 'matter', needs: ['care', 'repair'], words: '灯坏了' },
		{ result: 'matter', needs: ['repair', 'care'], words: '灯坏了' }
	],
	[
		'its photos',
		{ result: 'home', photos: [photo] },
		{ result: 'home', needs: [], words: '', photos: [photo] }
	],
	[
		'no photos that are none',
		{ result: 'home', photos: [7] },
		{ result: 'home', needs: [], words: '' }
	],
	['a result alone', { result: 'home' }, { result: 'home', needs: [], words: '' }],
	[
		'what fits of a malformed one',
		{ result: 'nobody', needs: ['care', 7, 'magic'], words: 12 },
		{ result: 'nobody', needs: ['care'], words: '' }
	],
	['nothing of another act', { id: 'v', comment: '请补充' }, undefined],
	['nothing of an unknown result', { result: 'sleeping' }, undefined]
])('takes %s', (_what, args, finding) => {
	expect(findingOfArgs(args)).toEqual(finding);
});
