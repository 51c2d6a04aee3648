import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { id, rawPhone } from './fees-raw';
import { allSent, readyOffline, signInAs } from './people';
import { look, paper } from './pictures';
import { test } from './policy';

// The papers of a case that a grid worker has settled, drawn, printed and packed without signal.

let server: ServerProcess;
let caseId: string;

const party = (side: 'first' | 'second', name: string) => ({
	...{ id: id(), side, householdId: null, residentId: null, name, sex: 1, birthYear: 1970 },
	...{
		ethnicity: '汉',
		occupation: '面点师',
		phone: '13800000000',
		address: '幸福路 3 号楼 1 单元'
	},
	...{ guardian: null, agent: null }
});
const pen = (from: number) => [
	[from, 300, from + 120, 180, from + 200, 420, from + 60, 380],
	[from + 260, 200, from + 240, 460, from + 420, 300]
];

test.beforeAll(async () => {
	test.setTimeout(480_000);
	server = await startServerProcess('demo');
	const worker = await rawPhone(server.url, 'gridWorker');
	const area = (await worker.rows()).find(
		({ kind, body }) => kind === 'area' && body.kind === 'grid'
	)!;
	caseId = id();
	const [baker, sleeper] = [party('first', '张三丰'), party('second', '欧阳修远')];
	const seen = [caseId, caseId];
	const both = [baker.id, sleeper.id];
	const hash = 'a'.repeat(64);
	const photo = { sha256: hash, type: 'image/jpeg', bytes: 9, width: 3, height: 3 };
	const session = (words: string): [string, unknown] => [
		'dispute.addEntry',
		{
			...{ id: id(), caseId, step: 'settle', words },
			fact: { kind: 'session', way: 'together', present: both, others: '楼栋长' }
		}
	];
	const termId = id();
	const agreement = {
		...{ id: id(), caseId, seen, form: 'written', effectiveOn: today(), isStatus: false },
		...{ facts: '面馆的和面机每天凌晨四点开动，楼上一家睡不好。', issues: '噪声由面馆负责处理。' },
		terms: [
			{ id: termId, partyIds: [baker.id], what: '给和面机包隔音棉，六点以后再开机。', until: null }
		],
		amountFen: 120_050,
		signatures: [...both, null].map((partyId, i) => ({
			...{ partyId, at: Date.now(), strokes: pen(100 + i * 100) }
		}))
	};
	await worker.act(
		[
			'dispute.open',
			{
				...{ id: caseId, placeId: area.body.id, source: 'applied', category: 'neighbours' },
				...{ scale: 'ordinary', colour: 'blue', place: '3 号楼下面馆', people: 2 },
				...{ matter: '凌晨和面机太响，睡不着。', demand: '不要在六点以前开机。' },
				parties: [baker, sleeper]
			}
		],
		session('到现场听了机器的声音，两边分别谈了。'),
		session('面对面谈，同意包隔音棉。'.repeat(120)),
		[
			'dispute.addEntry',
			{
				...{ id: id(), caseId, step: 'look', words: '机器的照片', photos: [photo] },
				fact: { kind: 'evidence', takenAt: Date.now(), from: '现场拍摄' }
			}
		],
		['dispute.agree', agreement],
		[
			'dispute.perform',
			{
				...{ id: id(), caseId, seen: [agreement.id, caseId], termId, state: 'done' },
				...{ on: today(), words: '看过了，包好了。' }
			}
		]
	);
});
test.afterAll(() => server?.end());

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

test('the whole file is drawn, printed and packed without signal', async ({ page, context }) => {
	test.setTimeout(240_000);
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	await readyOffline(page);
	await context.setOffline(true);
	const here = `${server.url}/cases/${caseId}/papers`;
	await page.goto(here);
	await expect(page.getByText('还缺 2 样')).toBeVisible();
	await expect(page.getByText(/〔\d{4}〕.+人调字第1号/)).toBeVisible();
	await look(page, 'case-papers');

	await page.getByRole('link', { name: /调解协议/ }).click();
	await expect(page.getByRole('heading', { name: '人民调解协议书' })).toBeVisible();
	await expect(page.getByText('人民币壹仟贰佰元零伍角整')).toBeVisible();
	await expect(page.locator('svg.strokes')).toHaveCount(3);
	await look(page, 'case-agreement');
	await paper(page, 'case-agreement');

	await page.goto(`${here}/all`);
	await expect(page.getByRole('heading', { name: '卷内备考表' })).toBeVisible();
	await expect(page.getByRole('heading', { name: '人民调解记录' })).toHaveCount(2);
	await paper(page, 'case-all');

	await page.goto(here);
	const coming = page.waitForEvent('download');
	await page.getByRole('button', { name: '制作归档文件' }).click();
	const download = await coming;
	expect(download.suggestedFilename()).toMatch(/人调字第1号\.zip$/);
	await expect(page.getByText(/有 1 张照片不在这台手机上/)).toBeVisible();
	const zip = (await readFile(await download.path())).toString('utf8');
	for (const name of ['清单.txt', '01-人民调解卷宗.html', '-人民调解协议书.html', '<polyline'])
		expect(zip).toContain(name);
	expect(zip).not.toContain('undefined');
});

test('a case that is not here is said so', async ({ page }) => {
	await signInAs(page, server.url, 'gridWorker');
	await page.goto(`${server.url}/cases/${id()}/papers`);
	await expect(page.getByText('这台手机上没有这个案件')).toBeVisible();
});
