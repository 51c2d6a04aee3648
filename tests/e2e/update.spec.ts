import { expect, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess, type StartingWith } from '../bench/server-process';
import { openBoard } from './board';
import { newVersion, serveInFrontOf, type FrontServer } from './front-server';
import { allSent, readyOffline, signInAs } from './people';
import { test } from './policy';

// A new build arrives while something is going on. Nothing of it may cost anybody a word.

let server: ServerProcess;
let front: FrontServer;

test.beforeEach(() => test.setTimeout(180_000));
test.afterEach(async () => {
	await front?.end();
	await server?.end();
});

async function serve(startingWith: StartingWith): Promise<void> {
	server = await startServerProcess(startingWith);
	front = await serveInFrontOf(server.url);
}

const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Has the browser look for a new version, as it does by itself once a day. */
const look = (page: Page) =>
	page.evaluate(async () => (await navigator.serviceWorker.getRegistration())!.update());

const mark = (page: Page) => page.evaluate(() => Object.assign(window, { isSamePage: true }));
const isSamePage = (page: Page) => page.evaluate(() => 'isSamePage' in window);
const offer = (page: Page) => page.getByText('有新版本');
const take = (page: Page) => page.getByRole('button', { name: '更新', exact: true }).click();

/** How far the first download has come, and of how many rows, by the one line. */
async function rowsHere(page: Page): Promise<[done: number, total: number]> {
	const line = page.locator('[data-code=first]');
	const [, done, total] = /(\d+) \/ (\d+)/.exec((await line.textContent()) ?? '') ?? [];
	return [Number(done ?? -1), Number(total ?? -1)];
}

test('a new build that is taken in the middle of the first download goes on where that was', async ({
	page
}) => {
	// In full: a small one has arrived before anybody could interrupt it.
	await serve('demo');
	let pages = 0;
	front.before = (path) => {
		if (path !== '/api/sync/pull') return undefined;
		pages++;
		return after(2_500); // neither so quick nor so slow that pages change their size
	};
	await signInAs(page, front.url, 'office');
	await readyOffline(page);
	await mark(page);
	await expect.poll(async () => (await rowsHere(page))[0]).toBeGreaterThan(1000);
	await front.publishBuild();
	await look(page);
	await expect(offer(page)).toBeVisible({ timeout: 30_000 });
	const [before, total] = await rowsHere(page);
	expect(before).toBeGreaterThan(1000);
	await take(page);
	await expect.poll(() => isSamePage(page).catch(() => true), { timeout: 60_000 }).toBe(false);
	await expect.poll(async () => (await rowsHere(page))[0]).toBeGreaterThanOrEqual(before);
	front.before = (path) => {
		if (path === '/api/sync/pull') pages++;
		return undefined;
	};
	await allSent(page);
	// Every page of rows came once; the one under way at the reload may have come again.
	expect(pages).toBeLessThanOrEqual(Math.ceil(total / 500) * 1.3 + 4);
	await page.goto(`${front.url}/me`);
	await expect(page.getByText(newVersion)).toBeVisible();
});

test('a new build taken in one tab leaves a half-filled form and an upload of the other tab alone', async ({
	page,
	context
}) => {
	await serve('smallDemo');
	await signInAs(page, front.url, 'gridWorker');
	await allSent(page);
	await readyOffline(page);
	const keys = await openBoard(page, front.url);
	const other = await context.newPage();
	await other.goto(`${front.url}/today`);
	await mark(page);
	await mark(other);
	const sheet = page.getByRole('dialog');
	const door = (key: string) => page.locator(`[data-key="${key}"]`);

	// An upload that takes its time, and a form that somebody is in the middle of.
	let isUploading = false;
	front.before = (path) => {
		if (path !== '/api/sync/push') return undefined;
		isUploading = true;
		return after(6_000);
	};
	await door(keys[0]!).click();
	await sheet.getByRole('button', { name: /没人/ }).click();
	await expect.poll(() => isUploading).toBe(true);
	await door(keys[1]!).click();
	await sheet.getByRole('button', { name: /有事/ }).click();
	await sheet.getByRole('textbox').fill('楼道灯不亮');

	await front.publishBuild();
	await look(other);
	await expect(offer(page)).toBeVisible({ timeout: 30_000 });
	await expect(offer(other)).toBeVisible();
	await take(other);
	await expect.poll(() => isSamePage(other).catch(() => true)).toBe(false);
	await page.waitForTimeout(1_500); // three times as long as a forced reload would wait
	expect(await isSamePage(page)).toBe(true);
	await expect(sheet.getByRole('textbox')).toHaveValue('楼道灯不亮');

	// The old page's own files are gone from server and cache alike; it saves all the same.
	await sheet.getByRole('button', { name: '保存' }).click();
	await expect(page.locator(`[data-key="${keys[1]}"].flagged`)).toBeVisible();
	front.before = undefined;
	await page.getByRole('link', { name: '查找' }).click();
	await expect(page.getByRole('searchbox')).toBeVisible();
	expect(await isSamePage(page)).toBe(false);
	await allSent(page);

	await openBoard(page, front.url);
	await expect(page.locator(`[data-key="${keys[0]}"].tried`)).toBeVisible();
	await expect(page.locator(`[data-key="${keys[1]}"].flagged`)).toBeVisible();
	await page.goto(`${front.url}/sync`);
	await expect(page.getByText('已收下').locator('..')).toContainText('2 条');
});

test('a tab of the very first visit follows a new build that another tab took', async ({
	page,
	context
}) => {
	await serve('smallDemo');
	await signInAs(page, front.url, 'gridWorker');
	await allSent(page);
	await readyOffline(page);
	const other = await context.newPage();
	await other.goto(`${front.url}/today`);
	await mark(page);
	await front.publishBuild();
	await look(other);
	await take(other);
	await expect.poll(() => isSamePage(page).catch(() => true), { timeout: 30_000 }).toBe(false);
	// Without a server only what the new worker has can be opened.
	await server.stop();
	await page.getByRole('link', { name: '查找' }).click();
	await expect(page.getByRole('searchbox')).toBeVisible();
});

test('an old page whose files are gone from a newer server opens every page all the same', async ({
	browser
}) => {
	await serve('smallDemo');
	const context = await browser.newContext({ serviceWorkers: 'block' });
	const page = await context.newPage();
	await signInAs(page, front.url, 'gridWorker');
	await allSent(page);
	await front.publishBuild();
	await page.getByRole('link', { name: '查找' }).click();
	await expect(page.getByRole('searchbox')).toBeVisible();
	await page.getByRole('link', { name: '我的' }).click();
	await expect(page.getByText(newVersion)).toBeVisible();
	await context.close();
});
