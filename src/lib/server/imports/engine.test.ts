import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import type { Area } from '$lib/domain/area/schema';
import { contentOf } from '$lib/domain/household/fields';
import type { Household, Particulars } from '$lib/domain/household/schema';
import { columns } from './columns';
import {
	chief,
	clerk,
	csv,
	foundRegister,
	head,
	home,
	isSettled,
	newId,
	spouse,
	worker
} from './import-fixture';
import { testDatabases } from '../db/test-databases';

describe.each(testDatabases)('the import engine on $name', (databases) => {
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

	describe('an import', () => {
		it('founds areas, doors and households with their residents', async () => {
			const done = await here.run(csv([head, spouse, { ...home, door: '302' }]));
			expect(done).toMatchObject({
				phase: 'done',
				problemTotal: 0,
				counts: {
					areas: { new: 3, changed: 0, unchanged: 1 },
					doors: { new: 2 },
					households: { new: 1 },
					residents: { new: 2 }
				}
			});
			const unit = (await here.bodies<Area>('area')).find((area) => area.kind === 'unit')!;
			expect(unit.doors).toEqual([
				{ no: '301', floor: 3, use: 'home' },
				{ no: '302', floor: 3, use: 'home' }
			]);
			const [household] = await here.bodies<Household>('household');
			expect(household).toMatchObject({
				unitId: unit.id,
				door: '301',
				no: null,
				tenure: 'owner',
				needsCare: false,
				residents: [
					{
						name: '甲一',
						pinyin: 'jia yi',
						sex: 2,
						birthYear: 1956,
						relation: 0,
						phone: '13800000000'
					},
					{ name: '甲二', pinyin: 'jia er', sex: 1, birthYear: 1954, relation: 1, phone: null }
				]
			});
			expect(JSON.stringify(household)).not.toContain(head.idNumber);
			const [particulars] = await here.bodies<Particulars>('particulars');
			expect(particulars!.residents.map((one) => one.idNumber)).toEqual([head.idNumber, null]);
		});

		it('changes nothing the second time, whatever the file format', async () => {
			await here.run(csv([head, spouse]));
			const before = await here.everything();
			const rows = [head, spouse].map((row) => columns.map(({ key }) => row[key] ?? null));
			const xlsx = await writeXlsxFile([columns.map((c) => c.heading), ...rows]).toBuffer();
			const again = await here.run(xlsx);
			expect(again).toMatchObject({
				phase: 'done',
				counts: {
					areas: { new: 0, changed: 0, unchanged: 4 },
					doors: { new: 0, changed: 0, unchanged: 1 },
					households: { new: 0, changed: 0, unchanged: 1 },
					residents: { new: 0, changed: 0, unchanged: 2 }
				}
			});
			expect(await here.everything()).toEqual(before);
		});

		it('changes what the file says, keeps what it leaves blank, and takes nobody out', async () => {
			await here.run(csv([head, spouse]));
			const [before] = await here.bodies<Household>('household');
			const changed = await here.run(
				csv([{ ...head, phone: '', name: '甲壹', needsCare: '是', tenure: '' }])
			);
			expect(changed.counts).toMatchObject({
				households: { new: 0, changed: 1 },
				residents: { new: 0, changed: 1, unchanged: 0 }
			});
			const [after] = await here.bodies<Household>('household');
			expect(contentOf(after!)).toEqual({
				...contentOf(before!),
				needsCare: true,
				residents: [
					{ ...before!.residents[0], name: '甲壹', pinyin: 'jia yi' },
					before!.residents[1]
				]
			});
			expect(Object.keys(after!.stamps!).sort()).toEqual([
				`${before!.residents[0]!.id}.name`,
				'needsCare'
			]);
			const [particulars] = await here.bodies<Particulars>('particulars');
			expect(particulars!.residents).toHaveLength(2);
		});

		it('gives a known unit more doors, found by a list of doors alone', async () => {
			await here.run(csv([head]));
			const list = Buffer.from('楼栋,单元,房号\n1号楼,1单元,401\n1号楼,1单元,301\n');
			expect(await here.run(list)).toMatchObject({
				phase: 'done',
				counts: { areas: { new: 0, changed: 1 }, doors: { new: 1, unchanged: 1 } }
			});
		});

		it('founds a community for the sub-district', async () => {
			const row = {
				...head,
				community: '丙社区',
				communityCode: '999999001003',
				gridCode: '99999900100301'
			};
			expect(await here.run(csv([row]), chief)).toMatchObject({
				phase: 'done',
				counts: { areas: { new: 4 }, households: { new: 1 } }
			});
		});

		it('keeps several households behind one door apart by their number', async () => {
			const rows = [
				{ ...head, householdNo: '1' },
				{ ...spouse, householdNo: '2', relation: '户主' }
			];
			expect((await here.run(csv(rows))).counts?.households).toEqual({
				new: 2,
				changed: 0,
				unchanged: 0
			});
			expect((await here.run(csv(rows))).counts?.households).toEqual({
				new: 0,
				changed: 0,
				unchanged: 2
			});
		});

		it('leaves nothing behind when the very last row is wrong', async () => {
			const before = await here.everything();
			const rows = Array.from({ length: 300 }, (_, i) => ({
				...spouse,
				relation: '户主',
				door: `${i + 1}号`,
				name: `甲${i}`
			}));
			const failed = await here.run(csv([...rows, { ...head, door: '999', phone: '1' }]));
			expect(failed).toMatchObject({ phase: 'failed', problemTotal: 1, problems: [{ row: 302 }] });
			expect(await here.everything()).toEqual(before);
		});

		it('rolls back what it wrote when it is stopped half way', async () => {
			const before = await here.everything();
			const rows = Array.from({ length: 3_000 }, (_, i) => ({
				...spouse,
				relation: '户主',
				unit: `${i % 10}单元`,
				door: `${i + 1}号`,
				name: `甲${i}`
			}));
			const checked = await here.check(csv(rows));
			expect(checked.phase).toBe('ready');
			await here.imports.confirmImport(checked.jobId, clerk);
			await here.until(checked.jobId, (status) => status.done > 1_600 || isSettled(status));
			expect((await here.imports.cancelImport(checked.jobId, clerk)).phase).toBe('writing');
			expect((await here.until(checked.jobId, isSettled)).phase).toBe('cancelled');
			expect(await here.everything()).toEqual(before);
		});

		it('can be stopped while it reads and checks, and before it is confirmed', async () => {
			const { jobId } = await here.imports.startImport(clerk, csv([head]));
			await here.imports.cancelImport(jobId, clerk);
			expect((await here.until(jobId, isSettled)).phase).toBe('cancelled');
			const checked = await here.check(csv([head]));
			expect((await here.imports.cancelImport(checked.jobId, clerk)).phase).toBe('cancelled');
			await expect(here.imports.confirmImport(checked.jobId, clerk)).rejects.toThrow('busy');
		});

		it('asks again when the register changed between the check and the word to go', async () => {
			const first = await here.check(csv([head]));
			await here.run(csv([{ ...head }, spouse]), chief);
			await here.imports.confirmImport(first.jobId, clerk);
			expect(await here.until(first.jobId, isSettled)).toMatchObject({
				phase: 'ready',
				changedMeanwhile: true,
				counts: { households: { new: 0, unchanged: 1 } }
			});
		});

		it('is for the office and the sub-district alone, and each sees only their own', async () => {
			await expect(here.imports.startImport(worker, csv([head]))).rejects.toThrow('notAllowed');
			await expect(here.imports.startImport(newId(), csv([head]))).rejects.toThrow('notAllowed');
			const { jobId } = await here.imports.startImport(clerk, csv([head]));
			await expect(here.imports.importStatus(jobId, chief)).rejects.toThrow('notFound');
			await expect(here.imports.cancelImport(jobId, chief)).rejects.toThrow('notFound');
			await here.until(jobId, isSettled);
		});

		it('names every problem, the first two hundred at once', async () => {
			const rows = Array.from({ length: 250 }, (_, i) => ({ ...head, door: `${i}`, phone: 'x' }));
			const checked = await here.check(csv(rows));
			expect(checked.problems).toHaveLength(200);
			expect(await here.imports.importProblems(checked.jobId, clerk)).toHaveLength(
				checked.problemTotal
			);
		});
	});
});
