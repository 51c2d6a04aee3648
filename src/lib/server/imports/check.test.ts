import { describe, expect, it } from 'vitest';
import { checkCharacter } from '$lib/domain/household/id-number';
import { checkRow } from './check';
import { columnOf, columns, findHeadings } from './columns';
import type { ColumnKey } from './problem';
import { formulaMark } from './sheet';

// The area 999999 does not exist, so these numbers belong to nobody.
const number = (digits17: string) => digits17 + checkCharacter(digits17);
const good = number('99999919560312002');

const titles = columns.map((column) => column.heading);
const headings = findHeadings([titles])!;
const sound: Partial<Record<ColumnKey, string>> = {
	building: '1号楼',
	unit: '1单元',
	floor: '3',
	door: '301',
	relation: '户主',
	name: '甲乙',
	sex: '女',
	idNumber: good,
	birth: '1956-03-12',
	phone: '138 0000 0000'
};
const check = (change: Partial<Record<ColumnKey, string>>) =>
	checkRow(
		columns.map(({ key }) => ({ ...sound, ...change })[key] ?? ''),
		7,
		headings,
		titles,
		'2026-11-21'
	);

describe('one row of the spreadsheet', () => {
	it('is read when all is well', () => {
		const { row, problems } = check({ ethnicity: '蒙古族', hardship: '低保', needsCare: '是' });
		expect(problems).toEqual([]);
		expect(row).toMatchObject({
			row: 7,
			door: '301',
			floor: 3,
			needsCare: true,
			resident: {
				relation: 0,
				sex: 2,
				idNumber: good,
				birth: '1956-03-12',
				ethnicity: '02',
				phone: '13800000000',
				hardship: '低保'
			}
		});
	});

	it('may speak of an empty door alone', () => {
		const empty = Object.fromEntries(
			(['relation', 'name', 'sex', 'idNumber', 'birth', 'phone'] as const).map((key) => [key, ''])
		);
		expect(check(empty)).toMatchObject({ row: { door: '301', resident: null }, problems: [] });
	});

	it.each<[string, Partial<Record<ColumnKey, string>>, ColumnKey, string, string]>([
		['a building left out', { building: ' ' }, 'building', '', 'required'],
		['a unit left out', { unit: '' }, 'unit', '', 'required'],
		['a door left out', { door: '' }, 'door', '', 'required'],
		[
			'a wrong check character',
			{ idNumber: good.slice(0, 17) + (good.endsWith('1') ? '2' : '1') },
			'idNumber',
			'999***********00*',
			'idChecksum'
		],
		[
			'an ID number with a letter',
			{ idNumber: '99999919560312A021' },
			'idNumber',
			'999***********A021',
			'idShape'
		],
		[
			'an old ID number',
			{ idNumber: '999999560312002' },
			'idNumber',
			'999********2002'.slice(0, 11) + '2002',
			'idShort'
		],
		[
			'an ID number turned into a figure',
			{ idNumber: '9.99999195603121E+17' },
			'idNumber',
			'999*************E+17',
			'idRounded'
		],
		[
			'an ID number of a day that never was',
			{ idNumber: number('99999919560230002'), birth: '' },
			'idNumber',
			'',
			'idBirth'
		],
		[
			'an ID number from the future',
			{ idNumber: number('99999920990101002'), birth: '' },
			'idNumber',
			'',
			'dayFuture'
		],
		[
			'a day that does not exist',
			{ idNumber: '', birth: '1990-02-30' },
			'birth',
			'1990-02-30',
			'dayImpossible'
		],
		[
			'a day in 1800',
			{ idNumber: '', birth: '1800-01-01' },
			'birth',
			'1800-01-01',
			'dayImpossible'
		],
		['a day to come', { idNumber: '', birth: '2026-11-22' }, 'birth', '2026-11-22', 'dayFuture'],
		['words for a day', { idNumber: '', birth: '去年' }, 'birth', '去年', 'dayImpossible'],
		[
			'a birthday against the ID number',
			{ birth: '1956-03-13' },
			'birth',
			'1956-03-13',
			'birthContradictsId'
		],
		['a sex against the ID number', { sex: '男' }, 'sex', '男', 'sexContradictsId'],
		['an unknown word for the sex', { sex: '甲' }, 'sex', '甲', 'notOneOf'],
		['a phone too short', { phone: '1380000' + '000' }, 'phone', '138***0000', 'phoneWrong'],
		['two phones in one cell', { phone: '13800000000/13900000000' }, 'phone', '', 'phoneWrong'],
		['an unknown relation', { relation: '邻居家的' }, 'relation', '邻居家的', 'notOneOf'],
		['a relation left out', { relation: '' }, 'relation', '', 'residentIncomplete'],
		['a name left out', { name: '' }, 'name', '', 'residentIncomplete'],
		['an example left in', { name: '示例甲' }, 'name', '示例甲', 'exampleLeft'],
		['an unknown people', { ethnicity: '火星族' }, 'ethnicity', '火星族', 'notOneOf'],
		['an unknown use', { use: '宫殿' }, 'use', '宫殿', 'notOneOf'],
		['an unknown tenure', { tenure: '借住' }, 'tenure', '借住', 'notOneOf'],
		[
			'a care flag that is neither yes nor no',
			{ needsCare: '也许' },
			'needsCare',
			'也许',
			'notOneOf'
		],
		['a floor 0', { floor: '0' }, 'floor', '0', 'floorWrong'],
		['a floor above every building', { floor: '121' }, 'floor', '121', 'floorWrong'],
		['a formula of .xlsx', { hardship: formulaMark }, 'hardship', formulaMark, 'formula'],
		['a formula of .csv', { idNumber: '=1+1' }, 'idNumber', '=***', 'formula'],
		['a plus in front of words', { name: '+cmd' }, 'name', '+cmd', 'formulaLike'],
		['an at in front of words', { hardship: '@SUM(A1)' }, 'hardship', '@SUM(A1)', 'formulaLike'],
		['a minus in front of words', { door: '-2+3' }, 'door', '-2+3', 'formulaLike'],
		[
			'a script',
			{ name: '<script>alert(1)</script>' },
			'name',
			'<script>alert(1)</script>',
			'markup'
		],
		[
			'a picture that runs',
			{ hardship: '<img src=x onerror=1>' },
			'hardship',
			'<img src=x onerror=1>',
			'markup'
		],
		[
			'a link that runs',
			{ hardship: 'JavaScript:alert(1)' },
			'hardship',
			'JavaScript:alert(1)',
			'markup'
		],
		[
			'a name of ten megabytes',
			{ name: '长'.repeat(10_000_000) },
			'name',
			'长'.repeat(30) + '…',
			'tooLong'
		],
		[
			'a name of 51 characters',
			{ name: '长'.repeat(51) },
			'name',
			'长'.repeat(30) + '…',
			'tooLong'
		],
		['a control character', { name: '甲\u0007乙' }, 'name', '甲\ufffd乙', 'control'],
		['a line break', { building: '1号\n楼' }, 'building', '1号\ufffd楼', 'control'],
		['a direction override', { name: '甲\u202e乙' }, 'name', '甲\ufffd乙', 'control'],
		['half a surrogate', { name: '甲\ud83d' }, 'name', '甲\ufffd', 'surrogate']
	])('with %s is refused by its column', (_what, change, key, value, reason) => {
		const { problems } = check(change);
		expect(problems.map((problem) => problem.reason)).toEqual([reason]);
		expect(problems[0]).toMatchObject({ row: 7, column: columnOf[key].heading, reason });
		if (value !== '' && !value.includes('*')) expect(problems[0]!.value).toBe(value);
		if (value.includes('*')) expect(problems[0]!.value).toMatch(/^.{1,3}\*+.{0,4}$/);
	});

	it('never repeats a whole ID number, whatever column it slipped into', () => {
		const { problems } = check({ use: good, idNumber: good.slice(0, 17) + '?' });
		expect(problems).toHaveLength(2);
		for (const problem of problems) expect(problem.value).not.toContain(good.slice(3, 14));
	});

	it('finds everything that is wrong in one look', () => {
		const { problems } = check({
			phone: '1',
			sex: '?',
			floor: 'x',
			birth: '1990-13-01',
			idNumber: ''
		});
		expect(problems.map((problem) => problem.reason).sort()).toEqual([
			'dayImpossible',
			'floorWrong',
			'notOneOf',
			'phoneWrong'
		]);
	});

	it.each([['1956/3/12'], ['1956.03.12'], ['1956年3月12日'], ['19560312'], ['1956-3-12']])(
		'understands the day %s',
		(birth) => {
			expect(check({ birth })).toMatchObject({
				problems: [],
				row: { resident: { birth: '1956-03-12' } }
			});
		}
	);

	it.each([
		['3层', 3],
		['B1', -1],
		['地下2层', -2],
		['12', 12],
		['-1', -1]
	])('understands the floor %s', (floor, expected) =>
		expect(check({ floor }).row).toMatchObject({ floor: expected })
	);

	it.each([
		['+86 138-0000-0000', '13800000000'],
		['8613800000000', '13800000000'],
		['(0472)5550000', '04725550000'],
		['13800000000', '13800000000']
	])('understands the phone %s', (phone, expected) =>
		expect(check({ phone }).row?.resident?.phone).toBe(expected)
	);

	it('takes emoji and combining characters in words as they are', () => {
		expect(check({ hardship: '独居👵🏽e\u0301' })).toMatchObject({
			problems: [],
			row: { resident: { hardship: '独居👵🏽é' } }
		});
	});
});

describe('the headings', () => {
	it('are found below a title, in any order, by other names, and with notes in brackets', () => {
		const found = findHeadings([
			['登记表'],
			['门牌号', ' 姓 名 ', '身份证号码(必填)', '单元号', '楼栋', '备注', '手机']
		])!;
		expect(found.index).toBe(1);
		expect([...found.at]).toEqual([
			[0, 'door'],
			[1, 'name'],
			[2, 'idNumber'],
			[3, 'unit'],
			[4, 'building'],
			[6, 'phone']
		]);
		expect(found.unknown).toEqual([{ position: 5, heading: '备注' }]);
		expect(found.missing).toEqual([]);
	});

	it('say what is missing and what is there twice', () => {
		const found = findHeadings([['姓名', '房号', '室']])!;
		expect(found.missing).toEqual(['building', 'unit']);
		expect(found.twice).toEqual([{ position: 2, heading: '室' }]);
	});

	it('are not found in a sheet of something else', () =>
		expect(
			findHeadings([
				['日期', '金额'],
				['1', '2']
			])
		).toBeUndefined());
});
