import { expect, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { allSent, readyOffline } from './people';
import { test } from './policy';
import { goodSheet } from './sheets';
import { admin, appoint, join, setUpTown, unlock } from './town';

let server: ServerProcess;
let link: string;
let officeLink: string;
const password = '另一句好记的密码';

// The second goes on with the person that the first made.
test.describe.configure({ mode: 'serial' });
test.use({ viewport: { width: 390, height: 844 } });
test.beforeAll(async ({ browser }) => {
	test.setTimeout(240_000);
	server = await startServerProcess('nothing');
	const desk = await browser.newContext({ locale: 'zh-CN' });
	const page = await desk.newPage();
	await setUpTown(page, server, goodSheet());
	link = await appoint(page, server, '网格乙', '网格员');
	officeLink = await appoint(page, server, '社区丙', '社区工作人员');
	await desk.close();
});
test.afterAll(() => server?.end());

const locked = (page: Page) => page.getByRole('heading', { name: '网格乙，请解锁' });
const today = (page: Page) => page.getByRole('heading', { name: '今日' });

async function lockNow(page: Page): Promise<void> {
	await page.goto(`${server.url}/me`);
	await page.getByRole('button', { name: '现在锁上' }).click();
	await expect(locked(page)).toBeVisible();
}

/** Tries a PIN that does not fit until nothing more may be tried. */
async function guessTenTimes(page: Page): Promise<void> {
	for (let i = 1; i <= 10; i++) {
		await unlock(page, '111222');
		if (i < 10) await expect(page.getByText(`还可以试 ${10 - i} 次`)).toBeVisible();
		// From the third on each waits; a clock that is put forward spares the test the minutes.
		await page.clock.fastForward(310_000);
	}
}

/** Signs the worker in on a phone that nothing else opens: they are back where they were, with all that was saved. */
async function signInAgain(page: Page): Promise<void> {
	await page.getByRole('link', { name: '连网登录' }).click();
	await page.getByLabel('登录名').fill('wangge1');
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '登录', exact: true }).click();
	// Back to where they were.
	await page.waitForURL(/\/me/);
	await allSent(page);
	await page.goto(`${server.url}/doors`);
	await expect(page.locator('[role=gridcell].tried')).toHaveCount(1);
}

test('a phone is locked, and opened without a server, by password or PIN; nothing is lost', async ({
	page,
	context
}) => {
	test.setTimeout(300_000);
	// From the start: what was counting before a clock is put in its place goes on counting.
	await page.clock.install();
	await join(page, link, 'wangge1', password);
	await readyOffline(page);

	await test.step('a page that is loaded anew is still open', async () => {
		await page.reload();
		await expect(today(page)).toBeVisible();
		await page.goto(`${server.url}/doors`);
		await expect(page.getByRole('gridcell')).toHaveCount(3);
	});

	await test.step('a second tab is open as well, and locks with the first', async () => {
		const other = await context.newPage();
		await other.goto(`${server.url}/doors`);
		await expect(other.getByRole('gridcell')).toHaveCount(3);
		await lockNow(page);
		await expect(locked(other)).toBeVisible();
		await other.close();
	});

	await server.stop();
	await test.step('nothing opens it but what its person knows', async () => {
		await page.goto(`${server.url}/doors`);
		await expect(locked(page)).toBeVisible();
		await expect(page.getByRole('gridcell')).toHaveCount(0);
		await unlock(page, '猜的密码');
		await expect(page.getByText('不对，请再试一次。还可以试 9 次。')).toBeVisible();
		await unlock(page, password);
		// Where they wanted to be.
		await expect(page.getByRole('gridcell')).toHaveCount(3);
	});

	await test.step('a PIN is set, a poor one is not taken, and it opens', async () => {
		await page.goto(`${server.url}/me`);
		await page.getByRole('button', { name: '设一个数字密码' }).click();
		const sheet = page.getByRole('dialog');
		await sheet.getByLabel('数字密码（6 到 12 位数字）').fill('123456');
		await sheet.getByRole('button', { name: '就用它' }).click();
		await expect(sheet.getByText(/不要 123456 这样连着的/)).toBeVisible();
		await sheet.getByLabel('数字密码（6 到 12 位数字）').fill('260417');
		await sheet.getByRole('button', { name: '就用它' }).click();
		await expect(page.getByText('数字密码已设好')).toBeVisible();
		await lockNow(page);
		await unlock(page, '260417');
		await expect(page.getByRole('button', { name: '换一个数字密码' })).toBeVisible();
	});

	await test.step('ten wrong ones shut it while something waits, and signing in opens it with all of it', async () => {
		await page.goto(`${server.url}/doors`);
		await page.locator('[role=gridcell].due').first().click();
		await page.getByRole('dialog').getByRole('button', { name: /没人/ }).click();
		await expect(page.getByText(/已记在手机上/)).toBeVisible();
		await lockNow(page);
		await guessTenTimes(page);
		await expect(page.getByText('已经锁死')).toBeVisible();
		await server.start();
		await signInAgain(page);
	});

	await test.step('ten wrong ones with nothing waiting clear it, and signing in fetches it again', async () => {
		await lockNow(page);
		await guessTenTimes(page);
		await expect(page.getByText('这台手机上的资料已经清掉')).toBeVisible();
		await signInAgain(page);
	});

	await test.step('left alone it locks, and whoever touches it then finds it locked', async () => {
		await page.clock.fastForward(5 * 60_000 + 6_000);
		await expect(locked(page)).toBeVisible();
	});
});

test('somebody else on the same phone finds their own work and nothing of the other', async ({
	page
}) => {
	test.setTimeout(240_000);
	await page.clock.install();
	await page.goto(`${server.url}/sign-in`);
	await page.getByLabel('登录名').fill('wangge1');
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '登录', exact: true }).click();
	await page.waitForURL(/today/);
	await allSent(page);
	// Before that, a page that is loaded anew is not open.
	await readyOffline(page);
	await lockNow(page);
	await page.getByRole('link', { name: '换一个人用' }).click();
	await page.getByLabel('登录名').fill(admin.login);
	await page.getByLabel('密码', { exact: true }).fill(admin.password);
	await page.getByRole('button', { name: '登录', exact: true }).click();
	// Whoever sits at a desk is offered a second step first.
	await page.waitForURL(/factor/);
	await page.goto(`${server.url}/me`);
	await page.getByRole('button', { name: '现在锁上' }).click();
	await expect(page.getByRole('heading', { name: '管理甲，请解锁' })).toBeVisible();
	await unlock(page, password);
	await expect(page.getByText(/不对，请再试一次/)).toBeVisible();
	await unlock(page, admin.password);
	await expect(page.getByRole('button', { name: '现在锁上' })).toBeVisible();
});

test('what was half typed is there again after a lock, and after the page was loaded anew', async ({
	page
}) => {
	test.setTimeout(180_000);
	await page.clock.install();
	await join(page, officeLink, 'shequ1', password, /factor/);
	await readyOffline(page);
	await page.goto(`${server.url}/office/register`);
	for (const name of ['第一网格', '1号楼', '1单元', '登记一户'])
		await page.getByRole('link', { name }).first().click();
	// The list that is left has a field of that name, too.
	await expect(page.getByRole('heading', { name: '登记一户' })).toBeVisible();
	await page.getByLabel('姓名', { exact: true }).fill('钟半句');
	// Nobody is away for a quarter of an hour in the moment in which they type.
	await page.waitForTimeout(1_000);
	await page.clock.fastForward(15 * 60_000 + 6_000);
	await expect(page.getByRole('heading', { name: '社区丙，请解锁' })).toBeVisible();
	await expect(page.getByLabel('姓名', { exact: true })).toHaveCount(0);
	await unlock(page, password);
	await expect(page.getByLabel('姓名', { exact: true })).toHaveValue('钟半句');
	await page.reload();
	await expect(page.getByLabel('姓名', { exact: true })).toHaveValue('钟半句');
	await page.getByRole('button', { name: '不要了，重新填' }).click();
	await expect(page.getByLabel('姓名', { exact: true })).toHaveValue('');
});
