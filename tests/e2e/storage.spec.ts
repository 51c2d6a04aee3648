import { expect, test, type CDPSession, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { axeFinds } from './axe';
import { door, nobody, openBoard, tile } from './board';
import { online } from './desk';
import { allSent, signInAs } from './people';
import { standStill } from './stand-still';

// The phone's disk: nearly full, full, cleared under an open page, held by another page.

let server: ServerProcess;

test.beforeEach(async () => {
	test.setTimeout(300_000);
	server = await startServerProcess('smallDemo');
});
test.afterEach(() => server?.end());

/** The one line; also behind an open sheet, where nobody is read it. */
const line = (page: Page) => page.locator('a[data-code]');

/** Gives the page's origin so much room on the disk, bytes; without a size what it has by itself. */
const giveRoom = (devtools: CDPSession, quotaSize?: number) =>
	devtools.send('Storage.overrideQuotaForOrigin', {
		origin: server.url,
		...(quotaSize === undefined ? {} : { quotaSize })
	});

/** Room for more than a demonstration, and for less than one record can be large, bytes. */
const littleRoom = 50_000_000;

/**
 * The disk of a page that had little room is full from now on. Chromium goes on giving for half a minute what it once
 * found to be free, and looks anew only when somebody wants more than that: here a record of a database beside the app's.
 */
async function fillUp(page: Page, devtools: CDPSession): Promise<void> {
	await page.evaluate(async () => {
		const asked = indexedDB.open('filler');
		asked.onupgradeneeded = () => asked.result.createObjectStore('large');
		await new Promise((resolve) => (asked.onsuccess = resolve));
		Object.assign(window, { filler: asked.result });
	});
	await giveRoom(devtools, 1);
	const refused = await page.evaluate(async (bytes) => {
		const { filler } = window as unknown as { filler: IDBDatabase };
		const work = filler.transaction('large', 'readwrite');
		work.objectStore('large').put(new Uint8Array(bytes), 1);
		const error = await new Promise<DOMException | null>((resolve) => {
			work.onabort = () => resolve(work.error);
			work.oncomplete = () => resolve(null);
		});
		filler.close();
		return error?.name;
	}, littleRoom + 10_000_000);
	expect(refused).toBe('QuotaExceededError');
}

test('before the phone is full a card says what can be done, and goes when there is room again', async ({
	page
}) => {
	// A browser with a given quota does not tell it to the page, so here only the telling is made up.
	await page.addInitScript(() => {
		const told = { quota: 1_000_000_000, usage: 990_000_000 };
		Object.assign(window, { told });
		navigator.storage.estimate = () => Promise.resolve({ ...told });
	});
	await signInAs(page, server.url, 'gridWorker');
	await expect(line(page)).toContainText('手机快存满了');
	const card = page.getByRole('region', { name: '手机快存满了' });
	await expect(card).toContainText('删掉手机里不用的照片、视频或应用');
	await expect(card).toContainText('现在还能照常记');
	await expect(card.getByRole('button', { name: '现在上传' })).toHaveCount(0);
	expect(await axeFinds(page)).toEqual([]);

	const [key] = await openBoard(page, server.url);
	await server.stop();
	await door(page, key!).click();
	await nobody(page).click();
	await expect(tile(page, key!, 'tried')).toBeVisible();
	await page.getByRole('link', { name: '今日' }).click();
	await expect(card.getByRole('button', { name: '现在上传' })).toBeVisible();
	await expect(card.getByRole('link', { name: '把没上传的存成文件' })).toBeVisible();
	await server.start();
	await page.evaluate(() => {
		Object.assign((window as unknown as { told: object }).told, { usage: 1_000_000 });
	});
	await card.getByRole('button', { name: '现在上传' }).click();
	await allSent(page);
	await expect(card).toHaveCount(0);
});

test('on a full phone saving is refused in clear words and nothing is lost; with room it goes on by itself', async ({
	page,
	context
}) => {
	const devtools = await context.newCDPSession(page);
	await giveRoom(devtools, littleRoom);
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	const [first, second] = await openBoard(page, server.url);
	// One visit waits when the disk fills up.
	await server.stop();
	await door(page, first!).click();
	await nobody(page).click();
	await expect(line(page)).toContainText('1 条待上传');
	await fillUp(page, devtools);

	const sheet = page.getByRole('dialog');
	await door(page, second!).click();
	await sheet.getByRole('button', { name: /有事/ }).click();
	await sheet.getByRole('textbox').fill('楼道灯不亮');
	await sheet.getByRole('button', { name: '保存' }).click();
	await expect(sheet.getByText('手机存满了，这条没有保存')).toBeVisible();
	await expect(sheet.getByRole('textbox')).toHaveValue('楼道灯不亮');
	await expect(tile(page, second!, 'due')).toHaveCount(1);
	// The one line says what is wrong, not that there is no signal; a card says what can be done.
	await expect(line(page)).toContainText('手机存满了');

	// What had been saved before still goes up, though its receipt cannot be noted here.
	const taken = page.waitForResponse((answer) => answer.url().endsWith('/api/sync/push'));
	await server.start();
	await online(page);
	const { receipts } = (await (await taken).json()) as { receipts: { result: string }[] };
	expect(receipts.map(({ result }) => result)).toEqual(['applied']);
	await expect(line(page)).toContainText('手机存满了');

	await giveRoom(devtools);
	await sheet.getByRole('button', { name: '保存' }).click();
	await expect(tile(page, second!, 'flagged')).toBeVisible();
	await allSent(page, 90_000);
	await page.goto(`${server.url}/sync`);
	await expect(page.getByText('已收下').locator('..')).toContainText('2 条');
});

test('what the browser clears under an open page is fetched again, and the page goes on', async ({
	page,
	context
}) => {
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	const [key] = await openBoard(page, server.url);
	const devtools = await context.newCDPSession(page);
	const cleared = page.getByText('浏览器清理过这台手机，正在重新取回');
	await page.route('**/api/sync/pull', async (route) => {
		await new Promise((resolve) => setTimeout(resolve, 1_500)); // as slow as a stairwell
		await route.continue();
	});
	await devtools.send('Storage.clearDataForOrigin', {
		origin: server.url,
		storageTypes: 'indexeddb'
	});
	await expect(line(page)).toContainText(/第一次读取|清理/);
	await page.getByRole('link', { name: '今日' }).click();
	await expect(cleared.first()).toBeVisible();
	await allSent(page);
	await openBoard(page, server.url);
	await door(page, key!).click();
	await nobody(page).click();
	await expect(tile(page, key!, 'tried')).toBeVisible();
	await allSent(page);
});

test('a connection to the disk that dies in the middle of a cycle is opened anew, and nobody is told to do it', async ({
	page
}) => {
	// As Chromium lets transactions fail whose connection it has closed: one of the next on the person's records does.
	await page.addInitScript(() => {
		const died = { after: 0, asked: 0, said: new Set<string | undefined>() };
		const begin = IDBDatabase.prototype.transaction;
		IDBDatabase.prototype.transaction = function (...args) {
			const isTheirs = /^linli-[0-9a-f]{8}-/.test(this.name);
			if (isTheirs) died.asked = performance.now();
			if (!isTheirs || died.after === 0 || --died.after > 0) return begin.apply(this, args);
			throw new DOMException('Connection is closing because of: Force close', 'UnknownError');
		};
		const look = () => {
			const line = document.querySelector<HTMLElement>('a[data-code]');
			died.said.add(line?.dataset.code);
		};
		new MutationObserver(look).observe(document, {
			...{ subtree: true, childList: true, attributes: true, attributeFilter: ['data-code'] }
		});
		Object.assign(globalThis, { died });
	});
	type Died = typeof globalThis & { died: { after: number; asked: number; said: Set<string> } };
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	for (const after of [1, 2, 4, 8]) {
		await page.evaluate((after) => {
			const { died } = globalThis as Died;
			died.said.clear();
			died.after = after;
			dispatchEvent(new Event('online'));
		}, after);
		// A cycle is over when nothing more is asked of the disk; in the middle of one the next would die in the same again.
		await page.waitForFunction(() => {
			const { died } = globalThis as Died;
			return died.after === 0 && performance.now() - died.asked > 1_000;
		});
		await allSent(page);
		const said = await page.evaluate(() => [...(globalThis as Died).died.said]);
		expect(said).not.toContain('storageBroken');
	}
});

test('an upgrade that a page which stands still holds up says so, and goes through when that page goes on', async ({
	browser
}) => {
	// A newer app is played by the same one with its database's number raised.
	const context = await browser.newContext({ serviceWorkers: 'block' });
	const old = await context.newPage();
	await signInAs(old, server.url, 'gridWorker');
	await allSent(old);
	const [key] = await openBoard(old, server.url);
	const standing = await standStill(old);

	const newer = await context.newPage();
	await newer.route('**/_app/immutable/**/*.js', async (route) => {
		const answer = await route.fetch();
		const text = await answer.text();
		await route.fulfill({
			response: answer,
			body: text.replaceAll('version(2).stores', 'version(3).stores')
		});
	});
	await newer.goto(`${server.url}/today`);
	await expect(newer.getByText('邻里没能打开')).toBeVisible({ timeout: 30_000 });
	await expect(newer.getByText(/请关掉其他邻里页面/)).toBeVisible();

	await standing.goOn();
	await newer.getByRole('button', { name: '再试一次' }).click();
	await allSent(newer);
	const version = await newer.evaluate(
		async () =>
			(await indexedDB.databases()).find((one) => /^linli-[0-9a-f]{8}-/.test(one.name!))!.version
	);
	expect(version).toBe(30);
	// The old page goes on with what it knows of the newer database.
	await door(old, key!).click();
	await nobody(old).click();
	await expect(tile(old, key!, 'tried')).toBeVisible();
	await allSent(old);
	await context.close();
});
