import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chief, clerk, code, csv, foundRegister, head, spouse, type Row } from './import-fixture';
import { testDatabases } from '../db/test-databases';

describe.each(testDatabases)('refusals of an import on $name', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	let here: Awaited<ReturnType<typeof foundRegister>>;
	beforeEach(async () => {
		here = await foundRegister(await databases.fresh());
	});
	afterEach(async () => {
		await here.db.destroy();
		expect(here.failures).toEqual([]);
	});

	describe('an import of a file', () => {
		const elsewhere: Row = { ...head, door: '302' };
		it.each<[string, Row[], Row[], string, number, string]>([
			[
				'the same person twice',
				[],
				[head, { ...elsewhere, name: '乙一' }],
				'personTwice',
				3,
				'公民身份号码'
			],
			[
				'a person of another household',
				[head],
				[{ ...elsewhere, name: '乙一' }],
				'personElsewhere',
				2,
				'公民身份号码'
			],
			['no head', [], [spouse], 'headMissing', 2, '与户主关系'],
			['two heads', [], [head, { ...spouse, relation: '户主' }], 'headTwice', 3, '与户主关系'],
			[
				'another head than the register has',
				[head],
				[{ ...spouse, relation: '户主' }],
				'headAlready',
				2,
				'与户主关系'
			],
			['one door on two floors', [], [head, { ...spouse, floor: '4' }], 'floorDiffers', 3, '楼层'],
			[
				'a door on another floor than the register has',
				[head],
				[{ ...spouse, floor: '4' }],
				'floorDiffers',
				2,
				'楼层'
			],
			[
				'another use than the register has',
				[head],
				[{ ...spouse, use: '商铺' }],
				'useDiffers',
				2,
				'住房用途'
			],
			[
				'two tenures in one household',
				[],
				[head, { ...spouse, tenure: '租住' }],
				'tenureDiffers',
				3,
				'居住情况'
			],
			[
				'a door without a floor',
				[],
				[{ ...head, floor: '', door: '门房' }],
				'floorMissing',
				2,
				'楼层'
			],
			[
				'a grid code that does not continue the community',
				[],
				[{ ...head, gridCode: '99999900100201' }],
				'gridCodeWrong',
				2,
				'网格代码'
			],
			[
				'a grid that nobody knows and no code',
				[],
				[{ ...head, gridCode: '' }],
				'gridUnknown',
				2,
				'网格'
			],
			[
				'a grid code of another grid',
				[head],
				[{ ...head, grid: '第二网格' }],
				'areaContradicts',
				2,
				'网格'
			],
			[
				'another code for a known grid',
				[head],
				[{ ...head, gridCode: code.community + '02' }],
				'areaContradicts',
				2,
				'网格代码'
			],
			[
				'an unknown unit in a list of doors',
				[],
				[{ building: '1号楼', unit: '1单元', door: '301' }],
				'unitUnknown',
				2,
				'单元'
			],
			[
				'a unit that two grids have',
				[head, { ...spouse, relation: '户主', grid: '第二网格', gridCode: code.community + '02' }],
				[{ building: '1号楼', unit: '1单元', door: '301' }],
				'unitAmbiguous',
				2,
				'单元'
			],
			[
				'somebody else’s community',
				[],
				[{ ...head, community: '乙社区' }],
				'areaForeign',
				2,
				'社区'
			],
			[
				'somebody else’s community by code',
				[],
				[{ ...head, community: '', communityCode: code.other }],
				'areaForeign',
				2,
				'社区代码'
			],
			[
				'a community code of eleven digits',
				[],
				[{ ...head, communityCode: '99999900100' }],
				'communityCodeWrong',
				2,
				'社区代码'
			],
			[
				'a name that contradicts the code',
				[],
				[{ ...head, community: '丁社区', communityCode: code.community }],
				'areaContradicts',
				2,
				'社区'
			],
			[
				'more residents than a household holds',
				[],
				[
					head,
					...Array.from({ length: 40 }, (_, i) => ({ ...spouse, relation: '其他', name: `乙${i}` }))
				],
				'householdFull',
				2,
				'房号'
			]
		])('with %s is refused by row and column', async (_what, before, rows, reason, row, column) => {
			if (before.length > 0) expect((await here.run(csv(before))).phase).toBe('done');
			const stored = await here.everything();
			const checked = await here.check(csv(rows));
			expect(checked.phase).toBe('failed');
			expect(checked.problems[0]).toMatchObject({ row, column, reason });
			expect(checked.problemTotal).toBe(1);
			await expect(here.imports.confirmImport(checked.jobId, clerk)).rejects.toThrow('busy');
			expect(await here.everything()).toEqual(stored);
		});

		it.each([
			[
				'a community that continues no sub-district of theirs',
				{ communityCode: '999999002001' },
				'communityCodeWrong'
			],
			['a new community without its code', {}, 'communityUnknown'],
			[
				'a known name under another code',
				{ community: '乙社区', communityCode: '999999001009' },
				'areaContradicts'
			]
		])('of the sub-district with %s is refused', async (_what, change: Row, reason) => {
			const rows = [{ ...head, community: '丙社区', ...change }];
			expect((await here.check(csv(rows), chief)).problems).toMatchObject([{ row: 2, reason }]);
		});

		it.each([
			['no heading that we know', '日期,金额\n1,2\n', 'headingsMissing', 0],
			['a column missing', '楼栋,房号,姓名\n1,301,甲\n', 'columnMissing', 1],
			['a column twice', '楼栋,单元,房号,室\n1,1,301,301\n', 'columnTwice', 1],
			['headings alone', '楼栋,单元,房号\n', 'noRows', 0]
		])('of a file with %s is refused as a whole', async (_what, text, reason, row) => {
			expect((await here.check(Buffer.from(text))).problems).toMatchObject([{ reason, row }]);
		});
	});
});
