import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxFen } from '$lib/domain/money/fen';
import { capitals } from './capitals';

describe('an amount in capitals', () => {
	// The examples of 支付结算办法 annex 1 are among them: 1409.50, 6007.14, 1680.32, 107000.53, 16409.02, 325.04.
	test.each([
		[0, '零元整'],
		[1, '壹分'],
		[10, '壹角整'],
		[50, '伍角整'],
		[105, '壹元零伍分'],
		[115, '壹元壹角伍分'],
		[1_000, '壹拾元整'],
		[1_050, '壹拾元零伍角整'],
		[1_500, '壹拾伍元整'],
		[10_000, '壹佰元整'],
		[10_100, '壹佰零壹元整'],
		[11_000, '壹佰壹拾元整'],
		[30_000, '叁佰元整'],
		[30_050, '叁佰元零伍角整'],
		[32_504, '叁佰贰拾伍元零肆分'],
		[100_100, '壹仟零壹元整'],
		[140_950, '壹仟肆佰零玖元伍角整'],
		[168_032, '壹仟陆佰捌拾元零叁角贰分'],
		[600_714, '陆仟零柒元壹角肆分'],
		[1_000_000, '壹万元整'],
		[1_000_500, '壹万零伍元整'],
		[1_010_000, '壹万零壹佰元整'],
		[1_640_902, '壹万陆仟肆佰零玖元零贰分'],
		[1_020_000, '壹万零贰佰元整'],
		[10_500_000, '壹拾万伍仟元整'],
		[10_700_053, '壹拾万柒仟元零伍角叁分'],
		[100_000_000, '壹佰万元整'],
		[100_000_001, '壹佰万元零壹分'],
		[1_000_000_000, '壹仟万元整'],
		[1_001_000_100, '壹仟零壹万零壹元整'],
		[10_000_000_000, '壹亿元整'],
		[10_000_000_500, '壹亿零伍元整'],
		[10_000_500_000, '壹亿零伍仟元整'],
		[10_001_000_000, '壹亿零壹万元整'],
		[10_100_000_000, '壹亿零壹佰万元整'],
		[11_000_000_000, '壹亿壹仟万元整'],
		[maxFen, '玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
		[-30_000, '负叁佰元整']
	])('%i 分: %s', (fen, text) => expect(capitals(fen)).toBe(text));

	test('can be read in one way only', () => {
		fc.assert(
			fc.property(fc.integer({ min: -maxFen, max: maxFen }), (fen) => {
				expect(valueOf(capitals(fen))).toBe(fen);
			})
		);
	});

	test('never has two 零 side by side, and 整 exactly where there are no 分', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: maxFen }), (fen) => {
				expect(capitals(fen)).not.toContain('零零');
				expect(capitals(fen).endsWith('整')).toBe(fen % 10 === 0);
			})
		);
	});
});

/** Reads capitals back into 分, by the value of each character. */
function valueOf(text: string): number {
	const places: Record<string, number> = { 拾: 10, 佰: 100, 仟: 1000 };
	let [fen, below, group, digit] = [0, 0, 0, 0];
	for (const character of text) {
		const value = '零壹贰叁肆伍陆柒捌玖'.indexOf(character);
		if (value >= 0) digit = value;
		else if (places[character]) [group, digit] = [group + digit * places[character], 0];
		else if (character === '万' || character === '亿') {
			below += (group + digit) * (character === '万' ? 10_000 : 100_000_000);
			[group, digit] = [0, 0];
		} else if (character === '元') {
			fen = (below + group + digit) * 100;
			[group, digit] = [0, 0];
		} else if (character === '角' || character === '分') {
			fen += digit * (character === '角' ? 10 : 1);
			digit = 0;
		}
	}
	return text.startsWith('负') ? -fen : fen;
}
