import { expect, test, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { knock, openBoard, tile } from './board';
import { serveInFrontOf, type FrontServer } from './front-server';
import { allSent, readyOffline, signInAs } from './people';
import { standStill } from './stand-still';

// Lines that are gone, slow or mute, and tabs that fall asleep in the middle of a request.

let server: ServerProcess;
let front: FrontServer;

test.beforeEach(async () => {
	test.setTimeout(240_000);
	server = await startServerProcess('smallDemo');
	front = await serveInFrontOf(server.url);
});
test.afterEach(async () => {
	await front?.end();
	await server?.end();
});

const line = (page: Page) => page.locator('a[data-code]');

/** What the page 同步状态 counts as received by the server. */
async function received(page: Page, count: number): Promise<void> {
	await page.goto(`${front.url}/sync`);
	await expect(page.getByText('已收下').locator('..')).toContainText(`${count} 条`);
	await expect(page.getByText('这台手机和服务器完全一致')).toBeVisible();
}

/** Sets back when a syncing tab last showed that it is alive; runs in the page. */
async function sleptForMinutes(): Promise<void> {
	const { name } = (await indexedDB.databases()).find((one) =>
		/^linli-[0-9a-f]{8}-/.test(one.name!)
	)!;
	const open = indexedDB.open(name!);
	await new Promise((resolve) => (open.onsuccess = resolve));
	const work = open.result.transaction('meta', 'readwrite');
	work.objectStore('meta').put({ name: 'beatAt', value: Date.now() - 120_000 });
	await new Promise((resolve) => (work.oncomplete = resolve));
	open.result.close();
}

test('a tab that falls asleep in the middle of an upload holds nobody up, and doubles nothing when it wakes', async ({
	page,
	context
}) => {
	await signInAs(page, front.url, 'gridWorker');
	await allSent(page);
	const other = await context.newPage();
	// Nobody is taken for asleep before three quarters of a minute; for this tab they go by in a second.
	await other.addInitScript(() => {
		const wait = setTimeout;
		window.setTimeout = ((work: () => void, ms = 0) =>
			wait(work, ms === 45_000 ? 1_000 : ms)) as typeof setTimeout;
	});
	const keys = await openBoard(page, front.url);
	await openBoard(other, front.url);

	let pushes = 0;
	let letGo: () => void = () => undefined;
	front.before = (path) => {
		if (path !== '/api/sync/push') return undefined;
		pushes++;
		return pushes === 1 ? new Promise<void>((resolve) => (letGo = resolve)) : undefined;
	};
	await page.bringToFront();
	await knock(page, keys[0]!);
	await expect.poll(() => pushes).toBe(1);
	await page.evaluate(() => {
		const said: string[] = [];
		Object.assign(window, { ticks: 0, said });
		const frame = document.querySelector('a[data-code]')!;
		new MutationObserver(() => said.push((frame as HTMLElement).dataset.code!)).observe(frame, {
			attributes: true
		});
		setInterval(() => (window as unknown as { ticks: number }).ticks++, 100);
	});
	const since = Date.now();
	const sleep = await standStill(page);
	await other.bringToFront();
	await other.evaluate(sleptForMinutes);
	await knock(other, keys[1]!);
	await expect(line(other)).toContainText('2 条');
	await allSent(other);
	expect(pushes).toBeGreaterThan(1);

	letGo();
	const slept = Date.now() - since;
	await sleep.goOn();
	const ticks = await page.evaluate(() => (window as unknown as { ticks: number }).ticks);
	expect(ticks * 100, 'it really slept').toBeLessThan(slept / 2);
	await page.bringToFront();
	await allSent(page);
	// Whose place another tab has taken is told nothing of a broken disk.
	const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
	expect(said).not.toContain('storageBroken');
	await knock(page, keys[2]!);
	await allSent(page);
	await received(page, 3);
});

test('without a network everything opens and saves, and goes up when the network is back', async ({
	page,
	context
}) => {
	await signInAs(page, front.url, 'gridWorker');
	await allSent(page);
	await readyOffline(page);
	const [first, second] = await openBoard(page, front.url);
	await context.setOffline(true);
	await knock(page, first!);
	await expect(line(page)).toContainText('1 条待上传 · 现在没有连上');
	// A cold start in the stairwell.
	await page.reload();
	await expect(tile(page, first!, 'tried')).toBeVisible();
	await knock(page, second!);
	for (const [tab, heading] of [
		['今日', '今日'],
		['查找', '查找'],
		['门牌', '门牌']
	] as const) {
		await page.getByRole('link', { name: tab }).click();
		await expect(page.getByRole('heading', { name: heading }).first()).toBeVisible();
	}
	await expect(line(page)).toContainText('2 条待上传 · 现在没有连上');
	await context.setOffline(false);
	// The browser says that it is back; nobody has to press anything.
	await allSent(page);
	await received(page, 2);
});

test('on a line of 50 kbit/s every screen stays usable and the one line says the truth', async ({
	page,
	context
}) => {
	await signInAs(page, front.url, 'gridWorker');
	await allSent(page);
	await readyOffline(page);
	const keys = await openBoard(page, front.url);
	const devtools = await context.newCDPSession(page);
	await devtools.send('Network.enable');
	const bytesPerSecond = 50_000 / 8;
	await devtools.send('Network.emulateNetworkConditions', {
		offline: false,
		latency: 400,
		downloadThroughput: bytesPerSecond,
		uploadThroughput: bytesPerSecond
	});
	/** How long something takes that must not wait for the line, ms. */
	const timed = async (work: () => Promise<unknown>) => {
		const since = Date.now();
		await work();
		return Date.now() - since;
	};
	const atOnce = 4_000; // far below what the line would take for any page of the app

	expect(await timed(() => knock(page, keys[0]!))).toBeLessThan(atOnce);
	await expect(line(page)).toContainText(/正在上传 1 条|1 条待上传/);
	expect(await timed(() => knock(page, keys[1]!))).toBeLessThan(atOnce);
	for (const [tab, heading] of [
		['今日', '今日'],
		['查找', '查找'],
		['门牌', '门牌'],
		['我的', '上传和下载']
	] as const) {
		const ms = await timed(async () => {
			await page.getByRole('link', { name: tab }).click();
			await page.getByRole('heading', { name: heading }).first().waitFor();
		});
		expect(ms, tab).toBeLessThan(atOnce);
	}
	await allSent(page, 60_000);
	await received(page, 2);
});

test('a server that takes every call and never answers is asked seldom, and nobody waits for it', async ({
	page
}) => {
	await page.clock.install();
	await signInAs(page, front.url, 'gridWorker');
	await allSent(page);
	await readyOffline(page);
	const keys = await openBoard(page, front.url);
	const asked: string[] = [];
	front.before = (path) => {
		if (!path.startsWith('/api/')) return undefined;
		asked.push(path);
		return new Promise(() => undefined);
	};
	// Five visits, each of which would like to go up at once.
	for (const key of keys.slice(0, 5)) await knock(page, key);
	await expect.poll(() => asked.length).toBe(1);
	await expect(line(page)).toContainText(/正在上传 [1-5] 条/);
	expect(asked).toEqual(['/api/sync/push']);

	// Ten minutes of that: a request gives up after 25 seconds, and the pauses grow to a minute.
	for (let s = 0; s < 600; s += 5) {
		await page.clock.runFor(5_000);
		if (s === 60) await expect(line(page)).toContainText('5 条待上传 · 现在没有连上');
	}
	expect(asked.length).toBeGreaterThan(4);
	expect(asked.length).toBeLessThan(16);
	await page.getByRole('link', { name: '今日' }).click();
	await expect(page.getByRole('heading', { name: '今日' })).toBeVisible();
	await expect(line(page)).toContainText('5 条待上传 · 现在没有连上');

	// It comes to its senses; what it was asked before is answered to nobody.
	front.before = undefined;
	for (let s = 0; s < 120; s += 5) await page.clock.runFor(5_000);
	await allSent(page);
	await received(page, 5);
});
