// Devices as an office and their people meet them: listed, signed out, cleared, and closed when they were away too long.
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { knock, openBoard, tile } from './board';
import { isForEverybody, online, openDesk, pushed, type Desk } from './desk';
import { databases, listDevices, orderDevice, rings, type orders } from './devices';
import { allSent, demoPeople, readyOffline, signInAs } from './people';
import { test } from './policy';

const dayMs = 86_400_000;
let server: ServerProcess;
let desk: Desk;
let worker: { personId: string; name: string };

test.beforeAll(async ({ browser }) => {
	test.setTimeout(300_000);
	server = await startServerProcess('smallDemo');
	desk = await openDesk(browser, server.url);
	worker = (await demoPeople(server.url)).find((one) => one.role === 'gridWorker')!;
});
test.afterAll(async () => {
	await desk?.context.close();
	await server?.end();
});

/** The office's list, with the worker's devices alone. */
async function listed(): Promise<Page> {
	await listDevices(desk.page, server.url, worker.name);
	return desk.page;
}

/** The office asks this of the worker's latest device. */
const order = (kind: keyof typeof orders): Promise<void> =>
	orderDevice(desk.page, server.url, worker.name, kind);

async function away(context: BrowserContext, page: Page, isAway: boolean): Promise<void> {
	await context.setOffline(isAway);
	if (!isAway) await online(page);
}

test('the office sees who uses which device, and signs one out', async ({ page, context }) => {
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	const office = await listed();
	await expect(office.getByText('最近联网').first()).toBeVisible();
	await expect(office.getByText('和本机一样').first()).toBeVisible();
	await isForEverybody(office);

	// Away, because a phone that is online asks by itself every minute.
	await away(context, page, true);
	await order('signOut');
	await expect(office.getByText(/已要求退出登录/)).toBeVisible();
	await away(context, page, false);
	await expect(page).toHaveURL(/\/left$/);
	await expect(page.getByRole('heading', { name: '社区让这部手机退出了登录' })).toBeVisible();
	await isForEverybody(page);
	expect((await databases(page))[`linli-${worker.personId}`]).toBe(0);
	await expect(async () => {
		const again = await listed();
		await expect(again.getByText(/已退出登录/)).toBeVisible({ timeout: 2_000 });
	}).toPass();

	// Whoever signs in again goes on as before, and is not sent away a second time.
	await page.getByRole('link', { name: '去登录' }).click();
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
});

test('a phone that is to be cleared sends first, and leaves other people on it alone', async ({
	page,
	context
}) => {
	test.setTimeout(240_000);
	await signInAs(page, server.url, 'unitLeader');
	await allSent(page);
	const leader = (await demoPeople(server.url)).find((one) => one.role === 'unitLeader')!;
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	await readyOffline(page);
	const before = await databases(page);
	expect(before[`linli-${leader.personId}`]).toBeGreaterThan(0);
	expect(before[`linli-${worker.personId}`]).toBeGreaterThan(0);

	const [key] = await openBoard(page, server.url);
	await away(context, page, true);
	await knock(page, key!);
	await order('wipe');
	const push = pushed(page);
	await away(context, page, false);
	await push;
	await expect(page.getByRole('heading', { name: '社区清除了这部手机上的记录' })).toBeVisible();
	await expect(page.getByText(/没上传的都先上传了/)).toBeVisible();
	const after = await databases(page);
	expect(after[`linli-${worker.personId}`]).toBeUndefined();
	// The key went with what it opened, and the other's key is as untouched as their records.
	expect(await rings(page)).toEqual([leader.personId]);
	expect(after[`linli-${leader.personId}`]).toBe(before[`linli-${leader.personId}`]);

	// The visit has arrived: after signing in again the door shows it.
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	await openBoard(page, server.url);
	await expect(tile(page, key!, 'tried')).toBeVisible();
});

test('a phone that was lost is cleared at once, after the office has written that it is sure', async ({
	page
}) => {
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	await order('wipeNow');
	await online(page);
	await expect(page.getByRole('heading', { name: '社区清除了这部手机上的记录' })).toBeVisible();
	expect((await databases(page))[`linli-${worker.personId}`]).toBeUndefined();
});

test('who has not been online is told in time, is shut out at the end, and loses nothing', async ({
	page,
	context
}) => {
	test.setTimeout(240_000);
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	await readyOffline(page);
	const [key] = await openBoard(page, server.url);
	const board = page.url();
	await away(context, page, true);
	await knock(page, key!);

	const now = Date.now();
	await page.clock.setSystemTime(now + 10.5 * dayMs);
	await page.goto(`${server.url}/today`);
	await expect(page.getByText('还剩 4 天须联网一次')).toBeVisible();
	await page.getByText('还剩 4 天须联网一次').click();
	await expect(page.getByText(/过了以后，手机先不显示资料/)).toBeVisible();

	await page.clock.setSystemTime(now + 15 * dayMs);
	await page.goto(board);
	await expect(page.getByRole('heading', { name: /太久没有联网/ })).toBeVisible();
	await expect(page.getByText('1 条等着上传')).toBeVisible();
	await expect(page.locator('[data-key]')).toHaveCount(0);
	await isForEverybody(page);

	// Setting the clock back wins nothing.
	await page.clock.setSystemTime(now);
	await page.goto(board);
	await expect(page.getByRole('heading', { name: /太久没有联网/ })).toBeVisible();

	const push = pushed(page);
	await away(context, page, false);
	await push;
	await expect(page.getByRole('heading', { name: /太久没有联网/ })).toHaveCount(0);
	await expect(tile(page, key!, 'tried')).toBeVisible();
});

test('the list says so when there is no connection, and when nobody is found', async () => {
	const { page, context } = desk;
	await listed();
	await page.getByLabel('姓名').fill('没有这个名字');
	await page.getByRole('button', { name: '查找' }).click();
	await expect(page.getByText('没有这个人的设备')).toBeVisible();
	await context.setOffline(true);
	await page.getByRole('button', { name: '查找' }).click();
	await expect(page.getByText('设备要连上网才能看')).toBeVisible();
	await context.setOffline(false);
	await page.getByRole('button', { name: '再试一次' }).click();
	await expect(page.getByText('没有这个人的设备')).toBeVisible();
});

test('whose time is over hears it at the next contact, and their phone keeps nothing', async ({
	page,
	context
}) => {
	test.setTimeout(240_000);
	await signInAs(page, server.url, 'unitLeader');
	await allSent(page);
	await readyOffline(page);
	const leader = (await demoPeople(server.url)).find((one) => one.role === 'unitLeader')!;
	// A leader has one board, which opens by itself.
	await page.goto(`${server.url}/doors`);
	const key = await page.locator('[role=gridcell].due').first().getAttribute('data-key');
	await away(context, page, true);
	await knock(page, key!);

	const office = desk.page;
	await office.goto(`${server.url}/office/staff`);
	await office.getByRole('searchbox').fill(leader.name);
	await office
		.getByRole('button', { name: new RegExp(`^${leader.name} 单元长`) })
		.first()
		.click();
	const sheet = office.getByRole('dialog');
	await sheet.getByRole('button', { name: '结束任职…' }).click();
	await sheet
		.getByLabel('最后一天')
		.fill(new Date(Date.now() - 2 * dayMs).toISOString().slice(0, 10));
	const ended = pushed(office);
	await sheet.getByRole('button', { name: '结束任职', exact: true }).click();
	await ended;

	// What was written after the last day is held for whoever looks after the unit: theirs until that is settled.
	await away(context, page, false);
	await expect(page.getByRole('heading', { name: '您的任职已经结束' })).toBeVisible();
	await page.getByRole('link', { name: '看需处理的' }).click();
	await expect(page.getByRole('heading', { name: '需处理' })).toBeVisible();
	// The page is shown at once; rows leave a moment later, as after any change of what a person may see.
	const left = async () => (await databases(page))[`linli-${leader.personId}`];
	await expect.poll(left).toBeLessThanOrEqual(1);

	// Nothing of their own is left to settle: the phone clears itself.
	await page.getByRole('button', { name: '撤回这条' }).click();
	await page.getByRole('dialog').getByRole('button', { name: '不要了，作废' }).click();
	await expect(page).toHaveURL(/\/left$/);
	await expect(page.getByText(/住户资料已经从这部手机上拿掉了/)).toBeVisible();
	await expect.poll(left).toBeUndefined();
});
