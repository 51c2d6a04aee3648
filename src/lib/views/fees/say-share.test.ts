import { expect, test } from 'vitest';
import type { Why } from '$lib/domain/campaign/sharing';
import { yuanText } from '$lib/domain/money/format';
import words from '$lib/text/zh-CN/fees';
import { sayShare } from './say-share';

const weighed = (more: Partial<Extract<Why, { kind: 'weighed' }>>): Why => ({
	...{ kind: 'weighed', by: 'household', poolFen: 1_020_000, weight: 1, total: 34 },
	...{ exactFen: 30_000, rest: 0, extra: 0, ...more }
});

test.each([
	[30_000, weighed({}), '一共要分摊 10,200.00，34 户平分，这一户 300.00。'],
	[
		30_001,
		weighed({ by: 'area', weight: 8850, total: 300_900, extra: 1 }),
		'一共要分摊 10,200.00，按面积：这一户 88.5 平方米，全部 3009 平方米，这一户 300.01。除不尽的 1 分算在这一户。'
	],
	[
		90_000,
		weighed({ by: 'persons', weight: 3, total: 34 }),
		'一共要分摊 10,200.00，按人数：这一户 3 人，全部 34 人，这一户 900.00。'
	],
	[
		0,
		weighed({ by: 'floor', weight: 0, total: 340 }),
		'一共要分摊 10,200.00，按楼层：这一户占 0 份，全部 340 份，这一户 0.00。'
	],
	[30_000, { kind: 'fixed', fen: 30_000 }, '每户都交 300.00。'],
	[50_000, { kind: 'agreed', fen: 50_000 }, '和这一户商定交 500.00。'],
	[0, { kind: 'exempt', gapFen: 30_000 }, '大家议定这一户免交。']
] as [number, Why, string][])('a share of %i 分 is explained (%#)', (fen, why, said) => {
	expect(sayShare({ fen, why }, words.why, yuanText)).toBe(said);
});
