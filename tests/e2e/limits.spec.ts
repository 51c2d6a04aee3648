import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from '@playwright/test';
import { root } from '../../src/launch/run.mjs';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { nobody, openBoard, tile } from './board';
import { serveInFrontOf } from './front-server';
import { losePacked } from './disk';
import { allSent, readyOffline, signInAs } from './people';
import { test } from './policy';

let server: ServerProcess;

test.beforeEach(async () => {
	test.setTimeout(300_000);
	server = await startServerProcess('smallDemo');
});
test.afterEach(() => server?.end());

test('a visit saved in one tab shows in another tab of the same person', async ({
	page,
	context
}) => {
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	const other = await context.newPage();
	const [key] = await openBoard(other, server.url);
	await openBoard(page, server.url);
	// Without a server only the phone itself can carry the news.
	await server.stop();

	await page.locator(`[data-key="${key}"]`).click();
	await nobody(page).click();
	await expect(tile(page, key!, 'tried')).toBeVisible();
	await expect(tile(other, key!, 'tried')).toBeVisible();
	await expect(other.getByText(/1 条待上传/)).toBeVisible();
});

test('a new version is offered and not forced while a sheet is half filled', async ({ page }) => {
	const front = await serveInFrontOf(server.url);
	await signInAs(page, front.url, 'gridWorker');
	await allSent(page);
	await readyOffline(page);
	const [key] = await openBoard(page, front.url);
	await page.evaluate(() => Object.assign(window, { isSamePage: true }));
	await page.locator(`[data-key="${key}"]`).click();
	const form = page.getByRole('dialog');
	await form.getByRole('button', { name: /有事/ }).click();
	await form.getByRole('textbox').fill('楼道灯不亮');

	front.publish();
	await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())!.update());
	await expect(page.getByText('有新版本')).toBeVisible({ timeout: 30_000 });
	await page.waitForTimeout(1500); // three times as long as a forced reload would wait
	await expect(form.getByRole('textbox')).toHaveValue('楼道灯不亮');

	await form.getByRole('button', { name: '保存' }).click();
	await expect(tile(page, key!, 'flagged')).toBeVisible();
	expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
	await page.getByRole('button', { name: '更新', exact: true }).click();
	await page.waitForFunction(() => !('isSamePage' in window));
	await expect(tile(page, key!, 'flagged')).toBeVisible();
	await front.end();
});

/** The name of the one file of the app that has these words in it. */
function chunkWith(words: string): string {
	const folder = join(root, '.svelte-kit/output/client/_app/immutable');
	const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
		(name) => name.endsWith('.js') && readFileSync(join(folder, name), 'utf8').includes(words)
	);
	expect(found).toHaveLength(1);
	return basename(found[0]!);
}

test('a save whose code never reached the phone says so, keeps the words, and works once connected', async ({
	browser
}) => {
	// The first visit of all: no service worker has put anything by.
	const context = await browser.newContext({ serviceWorkers: 'block' });
	const page = await context.newPage();
	let isCut = true;
	await page.route(`**/${chunkWith('rows kept changing while a save was judged')}`, (route) =>
		isCut ? route.abort('internetdisconnected') : route.continue()
	);
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	const [key] = await openBoard(page, server.url);
	const sheet = page.getByRole('dialog');
	await page.locator(`[data-key="${key}"]`).click();
	await sheet.getByRole('button', { name: /有事/ }).click();
	await sheet.getByRole('textbox').fill('楼道灯不亮');
	await sheet.getByRole('button', { name: '保存' }).click();
	await expect(sheet.getByText(/邻里还没有下载完，这条没有保存.*重新打开这一页/)).toBeVisible();
	await expect(sheet.getByRole('textbox')).toHaveValue('楼道灯不亮');
	await expect(tile(page, key!, 'due')).toHaveCount(1);

	// Connected again. A browser does not fetch again what failed once, so the page is opened anew, as the words say.
	isCut = false;
	await page.reload();
	await page.locator(`[data-key="${key}"]`).click();
	await expect(sheet.getByRole('textbox')).toHaveValue('楼道灯不亮');
	await sheet.getByRole('button', { name: '保存' }).click();
	await expect(tile(page, key!, 'flagged')).toHaveCount(1);
	await allSent(page);
	await context.close();
});

test('what the browser has cleared is fetched again, and the page says so', async ({
	page,
	context
}) => {
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	const devtools = await context.newCDPSession(page);
	await page.goto(`${server.url}/nowhere`);
	await devtools.send('Storage.clearDataForOrigin', {
		origin: server.url,
		storageTypes: 'indexeddb'
	});
	await page.route('**/api/sync/pull', async (route) => {
		await new Promise((resolve) => setTimeout(resolve, 1_500)); // as slow as a stairwell
		await route.continue();
	});
	await page.goto(`${server.url}/today`);
	await expect(page.getByText('浏览器清理过这台手机，正在重新取回').first()).toBeVisible();
	await allSent(page);
	await expect(page.getByText('浏览器清理过这台手机')).toHaveCount(0);
});

test('the status page proves what is here, and checking everything mends a row that the disk lost', async ({
	page
}) => {
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	await page.goto(`${server.url}/sync`);
	await expect(page.getByText('这台手机和服务器完全一致')).toBeVisible();
	await expect(page.getByText('一致', { exact: true }).first()).toBeVisible();
	await losePacked(page, 'household:');
	await page.getByRole('button', { name: '全部核对一遍' }).click();
	await expect(page.getByText('核对完了，完全一致。')).toBeVisible({ timeout: 30_000 });
	await expect(page.getByText(/自动补正过 1 条/)).toBeVisible();
	await page.getByRole('button', { name: '发给社区' }).click();
	const told = await page.locator('pre').innerText();
	expect(JSON.parse(told)).toMatchObject({ waiting: 0, repairs: { rows: 1 } });
	// Nobody's name and no id may be in it.
	expect(told).not.toMatch(/[\u4e00-\u9fff]|[0-9a-f]{8}-[0-9a-f]{4}/);
});
