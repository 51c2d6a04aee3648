import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { id, rawPhone } from './fees-raw';
import { allSent, readyOffline, signInAs } from './people';
import { look, paper } from './pictures';
import { test } from './policy';

// The papers of a case that a grid worker has settled, drawn, printed and packed without signal.

// The second looks at the photo that the first has sent.
test.describe.configure({ mode: 'serial' });

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
	const agent = { name: '合伙人辛', relation: '合伙人', phone: '13800000004' };
	const baker = { ...party('first', '面馆甲'), agent };
	const sleeper = party('second', '楼上住户乙（名字特意写得很长，用来看一行放不下时怎样折行）');
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

/** Writes a photo into the case as evidence. */
async function addPhoto(page: Page): Promise<void> {
	await page.goto(`${server.url}/cases/${caseId}`);
	await page.getByRole('button', { name: '记一条' }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByRole('radio', { name: '证据' }).click();
	await sheet.getByLabel('内容').fill('门口的照片');
	const buffer = await page.screenshot({ type: 'jpeg' });
	const files = sheet.locator('input[type=file]').last();
	await files.setInputFiles({ name: 'door.jpg', mimeType: 'image/jpeg', buffer });
	await expect(sheet.locator('img')).toBeVisible();
	await sheet.getByRole('button', { name: '记下' }).click();
	await expect(page.getByText('已记在手机上')).toBeVisible();
}

/** The one photo whose bytes are to be had is drawn. */
const expectDrawn = (page: Page) =>
	expect
		.poll(() =>
			page
				.locator('.case-papers img')
				.evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth > 0))
		)
		.toEqual([true]);

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
	await expect(page.getByText(/〔\d{4}〕.+人调字第\d+号/)).toBeVisible();
	await look(page, 'case-papers');

	await page.getByRole('link', { name: /调解协议/ }).click();
	await expect(page.getByRole('heading', { name: '人民调解协议书' })).toBeVisible();
	await expect(page.getByText('面馆甲或委托代理人合伙人辛（签名、盖章或按指印）')).toBeVisible();
	await expect(page.getByText('人民币壹仟贰佰元零伍角整')).toBeVisible();
	await expect(page.locator('svg.strokes')).toHaveCount(3);
	await look(page, 'case-agreement');
	await paper(page, 'case-agreement');

	await page.goto(`${here}/authority`);
	await expect(page.getByRole('heading', { name: '授权委托书', level: 2 })).toBeVisible();
	await look(page, 'case-authority');

	await addPhoto(page);
	await page.goto(`${here}/investigation`);
	await expect(page.getByText('照片2　证据第2号：门口的照片')).toBeVisible();
	await expectDrawn(page);
	await expect(page.getByText('照片不在这台手机上，联网以后再打印')).toHaveCount(1);
	await expect(page.getByText('有 1 张照片现在读不到')).toBeVisible();
	await look(page, 'case-photos');
	await paper(page, 'case-photos');

	await page.goto(`${here}/all`);
	await expect(page.getByRole('heading', { name: '卷内备考表' })).toBeVisible();
	await expect(page.getByRole('heading', { name: '人民调解记录' })).toHaveCount(2);
	await paper(page, 'case-all');

	await page.goto(here);
	const coming = page.waitForEvent('download');
	await page.getByRole('button', { name: '制作归档文件' }).click();
	const download = await coming;
	expect(download.suggestedFilename()).toMatch(/人调字第\d+号\.zip$/);
	await expect(page.getByText(/有 1 份照片或录音没有取到/)).toBeVisible();
	const zip = (await readFile(await download.path())).toString('utf8');
	const names = ['清单.txt', '01-人民调解卷宗.html', '-人民调解协议书.html', '<polyline'];
	for (const name of [...names, '照片/02.jpg', 'src="照片/02.jpg"', '-授权委托书.html'])
		expect(zip).toContain(name);
	expect(zip).not.toContain('undefined');
	await context.setOffline(false);
	await allSent(page);
});

test('on another phone photos come from the server, and printing waits for them', async ({
	page
}) => {
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	let letThrough!: () => void;
	const held = new Promise<void>((resolve) => (letThrough = resolve));
	await page.route('**/api/photos/**', async (route) => {
		await held;
		await route.continue();
	});
	await page.goto(`${server.url}/cases/${caseId}/papers/investigation`);
	const print = page.getByRole('button', { name: '打印或存成 PDF' });
	await expect(page.getByText('照片还没读完')).toBeVisible();
	await expect(page.getByText('照片正在读取，请稍等再打印。')).toHaveCount(2);
	await expect(print).toHaveAttribute('aria-busy', 'true');
	letThrough();
	await expectDrawn(page);
	await expect(page.getByText('照片还没有送到服务器')).toHaveCount(1);
	await page.evaluate(() => {
		// What the printer would have got at this moment.
		window.print = () => {
			const drawn = [...document.images].every((one) => one.complete && one.naturalWidth > 0);
			document.body.dataset.printed = String(drawn && document.images.length);
		};
	});
	await print.click();
	await expect(page.locator('body[data-printed="1"]')).toBeVisible();
});

test('a case that is not here is said so', async ({ page }) => {
	await signInAs(page, server.url, 'gridWorker');
	await page.goto(`${server.url}/cases/${id()}/papers`);
	await expect(page.getByText('这台手机上没有这个案件')).toBeVisible();
});
