import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { id, rawPhone } from './fees-raw';
import { allSent, readyOffline, signInAs } from './people';
import { look } from './pictures';
import { test } from './policy';

// What is said at a table, recorded without signal on the phone of whoever mediates, and heard by a colleague.

// A microphone that beeps once a second. Whether a page may use it is asked all the same.
test.use({
	launchOptions: async ({ launchOptions }, use) => {
		const args = [...(launchOptions.args ?? []), '--use-fake-device-for-media-stream'];
		await use({ ...launchOptions, args });
	}
});

let server: ServerProcess;
let caseId: string;

const party = (side: 'first' | 'second', name: string) => ({
	...{ id: id(), side, householdId: null, residentId: null, name, sex: 1, birthYear: 1970 },
	...{ ethnicity: '', occupation: '', phone: null, address: '', guardian: null, agent: null }
});

test.beforeAll(async () => {
	test.setTimeout(480_000);
	server = await startServerProcess('demo');
	const worker = await rawPhone(server.url, 'gridWorker');
	const area = (await worker.rows()).find(
		({ kind, body }) => kind === 'area' && body.kind === 'grid'
	)!;
	caseId = id();
	await worker.act(
		[
			'dispute.open',
			{
				...{ id: caseId, placeId: area.body.id, source: 'applied', category: 'neighbours' },
				...{ scale: 'ordinary', colour: 'blue', place: '3 号楼', people: 2 },
				...{ matter: '凌晨和面机太响，睡不着。', demand: '六点以前不要开机。' },
				parties: [party('first', '住户甲'), party('second', '店主乙')]
			}
		],
		// Whoever hands a case up stays in it.
		[
			'dispute.handUp',
			{ id: id(), caseId, seen: [caseId, caseId], to: 'gridParty', words: '请帮着劝' }
		]
	);
});
test.afterAll(() => server?.end());

const sheet = (page: Page) => page.getByRole('dialog');
const player = (page: Page) => page.locator('audio');

/** Opens the form in the case; only where it is there to be used. */
async function openForm(page: Page): Promise<void> {
	await page.goto(`${server.url}/cases/${caseId}`);
	await page.getByRole('button', { name: '记一条' }).click();
	await expect(sheet(page).getByRole('button', { name: '录音' })).toBeVisible();
}

/** How long the only player says that its sound is, seconds; and that it really plays. */
async function hear(page: Page): Promise<number> {
	const seconds = () => player(page).evaluate((one: HTMLAudioElement) => one.duration);
	await expect.poll(seconds).toBeGreaterThan(0);
	await expect.poll(seconds).toBeLessThan(60);
	await player(page).evaluate((one: HTMLAudioElement) => one.play());
	await expect
		.poll(() => player(page).evaluate((one: HTMLAudioElement) => one.currentTime))
		.toBeGreaterThan(0.3);
	return seconds();
}

/** Begins to record, and goes on for some seconds. */
async function record(page: Page, until: string): Promise<void> {
	await sheet(page).getByRole('button', { name: '录音' }).click();
	await expect(sheet(page).getByText(`正在录音 ${until}`)).toBeVisible();
}

test('a microphone that is refused or missing is said in words, and everything else works', async ({
	page
}) => {
	test.setTimeout(240_000);
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	await openForm(page);
	await sheet(page).getByRole('button', { name: '录音' }).click();
	await expect(sheet(page).getByText(/没有打开麦克风/)).toBeVisible();
	await look(page, 'case-sound-refused');
	const without = async (error: string, words: RegExp) => {
		await page.evaluate((name) => {
			navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name));
		}, error);
		await sheet(page).getByRole('button', { name: '录音' }).click();
		await expect(sheet(page).getByText(words)).toBeVisible();
	};
	await without('NotFoundError', /没有麦克风/);
	await without('NotReadableError', /被别的应用占用/);
	await page.evaluate(() => Reflect.deleteProperty(window, 'MediaRecorder'));
	await sheet(page).getByRole('button', { name: '录音' }).click();
	await expect(sheet(page).getByText(/这个浏览器不能录音/)).toBeVisible();
	await sheet(page).getByLabel('内容').fill('没有录音，先写下来');
	await sheet(page).getByRole('button', { name: '记下' }).click();
	await expect(page.getByText('没有录音，先写下来')).toBeVisible();
});

test('what is recorded without signal is heard here, survives the page, and is heard by a colleague once sent', async ({
	page,
	context,
	browser
}) => {
	test.setTimeout(300_000);
	await context.grantPermissions(['microphone'], { origin: server.url });
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	await readyOffline(page);
	await context.setOffline(true);

	await test.step('a page that goes while it records loses some seconds', async () => {
		await openForm(page);
		await record(page, '0:07');
		await look(page, 'case-sound-running');
		await sheet(page).getByRole('button', { name: '记下' }).click();
		await expect(sheet(page).getByText('请先停止录音')).toBeVisible();
		await page.reload();
		await page.getByRole('button', { name: '记一条' }).click();
		await expect(sheet(page).getByText('上次没录完的还在')).toBeVisible();
		expect(await hear(page)).toBeGreaterThan(4);
		await sheet(page).getByRole('button', { name: '去掉录音 1' }).click();
		await expect(player(page)).toHaveCount(0);
	});

	await test.step('a recording is evidence with the moment at which it began', async () => {
		await sheet(page).getByRole('radio', { name: '证据' }).click();
		await record(page, '0:03');
		await sheet(page).getByRole('button', { name: '停止录音' }).click();
		await expect(sheet(page).getByText(/^录音 1 · 0:0[3-6]/)).toBeVisible();
		expect(await hear(page)).toBeGreaterThan(2);
		await player(page).scrollIntoViewIfNeeded();
		await look(page, 'case-sound-form');
		await sheet(page).getByRole('button', { name: '记下' }).click();
		await expect(page.getByRole('heading', { name: '证据' })).toBeVisible();
		await expect(page.getByText(/^取得时间：/)).toBeVisible();
	});

	await test.step('it is heard from this phone’s disk, without signal and after a reload', async () => {
		await page.reload();
		await expect(page.getByText('录音还在手机上，联网后上传')).toBeVisible();
		expect(await hear(page)).toBeGreaterThan(2);
		await look(page, 'case-sound-entry');
	});

	await test.step('it goes into the archive for the record room', async () => {
		await page.goto(`${server.url}/cases/${caseId}/papers`);
		const coming = page.waitForEvent('download');
		await page.getByRole('button', { name: '制作归档文件' }).click();
		const zip = (await readFile(await (await coming).path())).toString('latin1');
		expect(zip).toContain(Buffer.from('录音/01.webm').toString('latin1'));
		await page.goto(`${server.url}/cases/${caseId}`);
	});

	await test.step('sent, it is heard by whoever else has a seat', async () => {
		await context.setOffline(false);
		await allSent(page, 90_000);
		const size = { viewport: { width: 390, height: 844 }, locale: 'zh-CN' };
		const other = await browser.newContext(size);
		const colleague = await other.newPage();
		await signInAs(colleague, server.url, 'gridParty');
		await allSent(colleague);
		await readyOffline(colleague);
		await colleague.goto(`${server.url}/cases/${caseId}`);
		const listen = colleague.getByRole('button', { name: '听录音 1' });
		await expect(listen).toBeVisible({ timeout: 60_000 });
		await other.setOffline(true);
		await listen.click();
		await expect(colleague.getByText('连上网才能听这段录音')).toBeVisible();
		await look(colleague, 'case-sound-offline');
		await other.setOffline(false);
		await expect(player(colleague)).toBeVisible({ timeout: 30_000 });
		expect(await hear(colleague)).toBeGreaterThan(2);
		await look(colleague, 'case-sound-heard');
		await other.close();
	});
});
