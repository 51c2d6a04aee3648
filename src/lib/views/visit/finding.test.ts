import { expect, test } from 'vitest';
import { blankMatter, isSameFinding, saysEnough, type FindingInput } from './finding';

const input = (more: Partial<FindingInput>): FindingInput => ({ ...blankMatter(), ...more });

test.each([
	['a matter without a word', input({}), false],
	['a matter with blanks', input({ words: ' \n ' }), false],
	['a matter with a need', input({ needs: ['repair'] }), true],
	['a matter with words', input({ words: '灯坏了' }), true],
	['somebody at home', input({ result: 'home' }), true],
	['nobody', input({ result: 'nobody' }), true]
])('%s says enough: %o', (_what, one, enough) => {
	expect(saysEnough(one)).toBe(enough);
});

test.each([
	[
		'needs in another order',
		input({ needs: ['repair', 'care'] }),
		input({ needs: ['care', 'repair'] }),
		true
	],
	['blanks around words', input({ words: '灯坏了 ' }), input({ words: '灯坏了' }), true],
	[
		'needs that a result without matter drops',
		input({ result: 'home', needs: ['care'] }),
		input({ result: 'home' }),
		true
	],
	['another need', input({ needs: ['repair'] }), input({ needs: ['care'] }), false],
	['another result', input({ result: 'home' }), input({ result: 'nobody' }), false]
])('%s', (_what, a, b, same) => {
	expect(isSameFinding(a, b)).toBe(same);
});

test('a photo says enough, is a change, and so is the choice to keep where it was taken', () => {
	const photo = {
		sha256: 'a'.repeat(64),
		type: 'image/jpeg' as const,
		bytes: 9,
		width: 4,
		height: 3
	};
	const withPhoto = input({ photos: [photo] });
	expect(saysEnough(withPhoto)).toBe(true);
	expect(isSameFinding(withPhoto, input({}))).toBe(false);
	expect(isSameFinding(input({ photos: [] }), input({}))).toBe(true);
	const placed = input({ photos: [{ ...photo, place: { lat: 40, lon: 109 } }] });
	expect(isSameFinding(withPhoto, placed)).toBe(false);
});
