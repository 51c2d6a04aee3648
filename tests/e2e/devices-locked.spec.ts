// A phone that was lost lies locked. What the office asks of it happens all the same, and what was not sent is not lost.
import { expect, type Browser, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { door, nobody } from './board';
import { isForEverybody } from './desk';
import { databases, orderDevice, rings } from './devices';
import { allSent, readyOffline } from './people';
import { test } from './policy';
import { goodSheet } from './sheets';
import { appoint, join, setUpTown, unlock } from './town';

const dayMs = 86_400_000;
const password = '另一句好记的密码';
let server: ServerProcess;
let office: Page;

test.use({ viewport: { width: 390, height: 844 } });
test.beforeAll(async ({ browser }: { browser: Browser }) => {
	test.setTimeout(240_000);
	server = await startServerProcess('nothing');
	office = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
	await setUpTown(office, server, goodSheet());
});
test.afterAll(async () => {
	await office?.context().close();
	await server?.end();
});

/** Somebody of the first grid joins on this phone. */
async function arrive(page: Page, name: string, login: string): Promise<void> {
	await join(page, await appoint(office, server, name, '网格员'), login, password);
	await readyOffline(page);
}

async function lockNow(page: Page, name: string): Promise<void> {
	await page.goto(`${server.url}/me`);
	await page.getByRole('button', { name: '现在锁上' }).click();
	await expect(page.getByRole('heading', { name: `${name}，请解锁` })).toBeVisible();
}

test('a locked phone is cleared at its next contact and keeps no key', async ({ page }) => {
	test.setTimeout(180_000);
	await arrive(page, '网格丁', 'wangge2');
	await lockNow(page, '网格丁');
	expect(await rings(page)).toHaveLength(1);
	await orderDevice(office, server.url, '网格丁', 'wipeNow');
	await page.reload();
	await expect(page.getByRole('heading', { name: '社区清除了这部手机上的记录' })).toBeVisible();
	await isForEverybody(page);
	expect(await rings(page)).toEqual([]);
	expect(await databases(page)).toEqual({});
});

test('a locked phone that is signed out while its page is open keeps what was not sent for its person', async ({
	page,
	context
}) => {
	test.setTimeout(180_000);
	await arrive(page, '网格戊', 'wangge3');
	await page.goto(`${server.url}/doors`);
	const due = page.locator('[role=gridcell].due').first();
	const key = (await due.getAttribute('data-key'))!;
	await context.setOffline(true);
	await door(page, key).click();
	await nobody(page).click();
	await expect(page.getByText(/已记在手机上/)).toBeVisible();
	await lockNow(page, '网格戊');
	await orderDevice(office, server.url, '网格戊', 'signOut');
	await context.setOffline(false);
	await page.evaluate(() => dispatchEvent(new Event('online')));
	await expect(page.getByRole('heading', { name: '社区让这部手机退出了登录' })).toBeVisible();
	expect(await rings(page)).toHaveLength(1);
	expect(Object.values(await databases(page))).toEqual([0]);

	await page.getByRole('link', { name: '去登录' }).click();
	await page.getByLabel('登录名').fill('wangge3');
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await page.waitForURL(/today/);
	await allSent(page);
	await page.goto(`${server.url}/doors`);
	await expect(page.locator(`[data-key="${key}"].tried`)).toBeVisible();
});

test('whoever unlocks a phone that was away too long is shown nothing before it was online', async ({
	page,
	context
}) => {
	test.setTimeout(180_000);
	await arrive(page, '网格己', 'wangge4');
	await lockNow(page, '网格己');
	await context.setOffline(true);
	await page.clock.setSystemTime(Date.now() + 15 * dayMs);
	await page.goto(`${server.url}/doors`);
	await unlock(page, password);
	await expect(page.getByRole('heading', { name: /太久没有联网/ })).toBeVisible();
	await expect(page.locator('[data-key]')).toHaveCount(0);
	await page.getByRole('button', { name: '现在再试' }).click();
	await expect(page.getByRole('heading', { name: /太久没有联网/ })).toBeVisible();
	// By itself, as soon as there is a signal: nobody has to try again.
	await context.setOffline(false);
	await expect(page.getByRole('gridcell').first()).toBeVisible();
});
