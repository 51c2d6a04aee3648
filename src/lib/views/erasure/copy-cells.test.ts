import { expect, test } from 'vitest';
import type { CopyReply } from '$lib/domain/copy';
import { needWords } from '$lib/text/text.svelte';
import { cellsOfCopy } from './copy-cells';

const at = Date.parse('2026-11-20T23:30:00+08:00');

const copy: CopyReply = {
	at,
	door: '101',
	tenure: 'owner',
	needsCare: true,
	residents: [
		{
			id: 'r',
			name: '住户甲',
			sex: 2,
			birthYear: 1950,
			relation: 0,
			phone: null,
			pinyin: 'zhuhujia'
		}
	],
	particulars: [
		{ residentId: 'r', idNumber: null, birth: null, ethnicity: null, hardship: '低保' }
	],
	aside: [{ at, by: '办公室', value: '旧号码' }],
	visits: [
		{
			written: [
				{ at, by: '网格员', result: 'matter', needs: ['repair'], words: '漏水', photos: 2 }
			],
			comment: '哪一根',
			isWithdrawn: true
		}
	],
	questions: [{ at, by: '网格员', words: '怎么办', answers: ['办公室: 等一等'] }],
	cases: [],
	fees: [
		{
			...{ at, by: '楼长', title: '更换单元门', fen: 123_450, method: 'wechat', no: 'ABC123-0007' },
			...{ isLate: true, isReversed: true },
			refunds: [
				{ at, by: '办公室', fen: 50, isReversed: false },
				{ at, by: '办公室', fen: 100, isReversed: true }
			]
		}
	],
	acts: [
		{ at, by: '网格员', command: 'visit.log', result: 'applied' },
		{ at, by: '网格员', command: 'visit.amend', result: 'refused' }
	]
};

test('a copy is a table that its reader understands: every part by its name, days in China, nothing empty', async () => {
	await needWords('erasure', 'attention', 'register');
	const lines = cellsOfCopy(copy);
	expect(lines[0]).toEqual(['部分', '时间', '谁记的', '项目', '内容']);
	expect(new Set(lines.map((line) => line.length))).toEqual(new Set([5]));
	expect(lines).toContainEqual(['居民 住户甲', '', '', '困难情况', '低保']);
	expect(lines.some(([, , , item]) => item === '电话')).toBe(false);
	expect(lines).toContainEqual([
		'另外写过、没有采用的',
		'2026-11-20 23:30',
		'办公室',
		'',
		'旧号码'
	]);
	const visit = lines.find(([part]) => part === '走访（已撤回）')!;
	expect(visit.slice(1, 4)).toEqual(['2026-11-20 23:30', '网格员', '有事']);
	expect(visit[4]).toMatch(/漏水；照片 2 张$/);
	expect(lines).toContainEqual(['走访', '', '', '社区退回时写的', '哪一根']);
	expect(lines).toContainEqual(['问社区', '', '', '回答', '办公室: 等一等']);
	const [day, title] = ['2026-11-20 23:30', '更换单元门'];
	const whole = '1,234.50 微信；收据 ABC123-0007；项目结束以后交的；已冲正';
	expect(lines).toContainEqual(['交过的钱（元）', day, '楼长', title, whole]);
	const back = (content: string) => ['退回的钱（元）', day, '办公室', title, content];
	expect(lines).toContainEqual(back('收据 ABC123-0007；0.50'));
	expect(lines).toContainEqual(back('收据 ABC123-0007；1.00；已冲正'));
	const acts = lines.filter(([part]) => part === '谁动过这些资料');
	expect(acts.map((line) => line[4])).toEqual(['', '没有通过']);
	// No reader is shown a name that only the program knows.
	expect(lines.flat().join(' ')).not.toMatch(/visit\.|household\./);
});
