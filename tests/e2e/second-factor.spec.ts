// The second step of a sign-in on a phone: set up, asked for, stood in for, demanded, and what its owner sees of it.
import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import { expect, type Page } from '@playwright/test';
import { look } from './pictures';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { readyOffline } from './people';
import { test } from './policy';

let server: ServerProcess;

test.beforeAll(async () => {
	test.setTimeout(120_000);
	server = await startServerProcess('nothing');
});
test.afterAll(() => server?.end());

const login = { name: '管理甲', password: '一句好记的长密码' };
const stepMs = 30_000;
/** The step of the last code that was brought of each secret: the server takes none twice from one person. */
const brought = new Map<string, number>();

/** The next code that the server has not seen, when it is there. */
async function codeOf(page: Page, letters: string): Promise<string> {
	const secret = Buffer.from(base32.decode(letters)).toString('latin1');
	const last = brought.get(letters) ?? 0;
	// A code is taken one step early, so waiting for a whole step is rarely needed.
	while (Math.floor(Date.now() / stepMs) + 1 <= last) await page.waitForTimeout(500);
	const step = Math.max(last + 1, Math.floor(Date.now() / stepMs));
	brought.set(letters, step);
	return createOTP(secret).hotp(step);
}

async function typePassword(page: Page): Promise<void> {
	await page.goto(`${server.url}/sign-in`);
	await page.getByLabel('登录名').fill(login.name);
	await page.getByLabel('密码', { exact: true }).fill(login.password);
	await page.getByRole('button', { name: '登录', exact: true }).click();
}

test('the second step is set up on a phone, asked for on another, and shown to its owner', async ({
	page,
	browser
}) => {
	test.setTimeout(600_000);
	let letters = '';
	let recovery = '';

	await test.step('the first administrator sets up the installation', async () => {
		await page.goto(`${server.url}/setup#t=${server.setupToken()}`);
		await page.getByLabel('街道名称').fill('万青路街道');
		await page.getByLabel('区划代码').fill('150204003');
		await page.getByLabel('姓名').fill(login.name);
		await page.getByLabel('登录名').fill(login.name);
		await page.getByLabel('密码', { exact: true }).fill(login.password);
		await page.getByRole('button', { name: '完成设置' }).click();
		await expect(page.getByRole('heading', { name: '街道建好了' })).toBeVisible();
		// From then on a page that is loaded anew stays open.
		await readyOffline(page);
	});

	await test.step('finds it under 我的 and sets it up', async () => {
		await page.goto(`${server.url}/me`);
		await page.getByRole('link', { name: /登录与安全/ }).click();
		await expect(page.getByText('就是这台')).toBeVisible();
		await look(page, 'access');
		await page.getByRole('link', { name: '设置第二道验证' }).click();
		await page.getByRole('button', { name: '开始设置' }).click();
		await expect(page.getByRole('img', { name: '给验证器扫的二维码' })).toBeVisible();
		await look(page, 'enrol');
		letters = (await page.locator('.letters').innerText()).replaceAll(' ', '');
		await page.getByLabel('6 位验证码').fill('000000');
		await page.getByRole('button', { name: '确认' }).click();
		await expect(page.getByText(/^验证码不对/)).toBeVisible();
		await page.getByLabel('6 位验证码').fill(await codeOf(page, letters));
		await page.getByRole('button', { name: '确认' }).click();
		await expect(page.getByRole('heading', { name: '记下这 10 个恢复码' })).toBeVisible();
		await look(page, 'codes');
		await expect(page.getByRole('listitem').filter({ hasText: '-' })).toHaveCount(10);
		recovery = await page.locator('ol li').first().innerText();
		await page.getByRole('button', { name: '我记下了' }).click();
		await expect(page.getByText(/起，登录时还要输手机上的验证码/)).toBeVisible();
	});

	await test.step('another phone is asked for the code, and may be trusted', async () => {
		const other = await browser.newContext({ viewport: { width: 390, height: 844 } });
		const phone = await other.newPage();
		await typePassword(phone);
		await expect(phone.getByRole('heading', { name: '还差一步：验证码' })).toBeVisible();
		await look(phone, 'code');
		expect((await phone.request.get(`${server.url}/api/session`)).status()).toBe(204);
		await phone.getByLabel('6 位验证码').fill(await codeOf(phone, letters));
		await phone.getByRole('radio', { name: '30 天内不问' }).check();
		await other.setOffline(true);
		await phone.getByRole('button', { name: '登录', exact: true }).click();
		await expect(phone.getByText(/^连不上服务器/)).toBeVisible();
		await other.setOffline(false);
		await phone.getByRole('button', { name: '登录', exact: true }).click();
		await phone.waitForURL(/figures/);
		await readyOffline(phone);
		await phone.goto(`${server.url}/me`);
		await phone.getByRole('button', { name: '退出登录' }).click();
		await phone.getByRole('dialog').getByRole('button', { name: '退出登录' }).click();
		await phone.waitForURL(/sign-in/);
		await typePassword(phone);
		await phone.waitForURL(/figures/);
		await other.close();
	});

	await test.step('a recovery code stands in for a phone that is not there', async () => {
		const other = await browser.newContext({ viewport: { width: 390, height: 844 } });
		const phone = await other.newPage();
		await typePassword(phone);
		await phone.getByRole('button', { name: /用恢复码/ }).click();
		await phone.getByLabel('恢复码', { exact: true }).fill(recovery);
		await phone.getByRole('button', { name: '登录', exact: true }).click();
		await phone.waitForURL(/figures/);
		await other.close();
	});

	await test.step('its owner sees them, ends all others, and makes it compulsory', async () => {
		await page.reload();
		await expect(page.getByText('恢复码还剩 9 个')).toBeVisible();
		await expect(page.getByText(/密码和恢复码/)).toBeVisible();
		await page.getByRole('radio', { name: '必须有第二道验证' }).check();
		await page.getByRole('dialog').getByRole('button', { name: '改为必须有' }).click();
		await expect(page.getByText('街道要求必须有，不能取消。')).toBeVisible();
		await look(page, 'access-full');
		await page.getByRole('button', { name: '让其他设备都退出' }).click();
		await page.getByRole('dialog').getByRole('button', { name: '让其他设备都退出' }).click();
		await expect(page.getByText('只有这台设备登录着。')).toBeVisible();
	});

	await test.step('an office that joins meanwhile sets it up before it is let in', async () => {
		await page.goto(`${server.url}/office/register`);
		await page.getByRole('button', { name: '添加社区' }).first().click();
		const form = page.getByRole('dialog');
		await form.getByLabel('名称').fill('柳荫社区');
		await form.getByLabel('社区代码的后 3 位').fill('008');
		await form.getByRole('button', { name: '添加社区' }).click();
		await expect(page.getByText('柳荫社区').first()).toBeVisible();
		await expect(page.getByText(/全部已送达/)).toBeVisible({ timeout: 30_000 });
		await page.goto(`${server.url}/office/staff`);
		await page.getByRole('button', { name: '任命' }).click();
		await form.getByRole('radio', { name: '社区工作人员' }).click();
		await form.getByRole('combobox', { name: '社区' }).selectOption({ label: '柳荫社区' });
		await form.getByLabel('姓名').fill('社区丙');
		await form.getByRole('button', { name: '任命' }).click();
		const link = page.getByText(/\/join#t=/);
		await expect(link).toBeVisible({ timeout: 30_000 });
		const other = await browser.newContext({ viewport: { width: 390, height: 844 } });
		const phone = await other.newPage();
		await phone.goto((await link.innerText()).trim());
		await phone.getByLabel('登录名').fill('shequ1');
		await phone.getByLabel('密码', { exact: true }).fill('另一句好记的密码');
		await phone.getByRole('button', { name: '开始使用' }).click();
		await expect(phone.getByRole('heading', { name: '先设置第二道验证' })).toBeVisible();
		await look(phone, 'joined');
		expect((await phone.request.get(`${server.url}/api/session`)).status()).toBe(204);
		await phone.getByRole('button', { name: '开始设置' }).click();
		const own = (await phone.locator('.letters').innerText()).replaceAll(' ', '');
		await phone.getByLabel('6 位验证码').fill(await codeOf(phone, own));
		await phone.getByRole('button', { name: '确认' }).click();
		await expect(phone.getByRole('heading', { name: '记下这 10 个恢复码' })).toBeVisible();
		await look(phone, 'joined-codes');
		await expect(phone.getByRole('button', { name: '重新输密码' })).toHaveCount(0);
		await phone.getByRole('button', { name: '我记下了' }).click();
		await phone.waitForURL(/review/);
		await other.close();
		await page.goto(`${server.url}/me/access`);
	});

	await test.step('without a connection the page says that it needs one', async () => {
		await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
		await page.context().setOffline(true);
		await page.reload();
		await expect(page.getByText(/这一页要连上网才能看/)).toBeVisible();
		await look(page, 'access-offline');
		await page.context().setOffline(false);
		await page.getByRole('button', { name: '再试一次' }).click();
		await expect(page.getByText('就是这台')).toBeVisible();
	});
});

test('too many wrong passwords: the page says how long to wait', async ({ page }) => {
	await page.goto(`${server.url}/sign-in`);
	await page.getByLabel('登录名').fill('没有这个人');
	for (let i = 0; i < 7; i++) {
		await page.getByLabel('密码', { exact: true }).fill(`猜一个密码${i}`);
		const answered = page.waitForResponse(/api\/sign-in/);
		await page.getByRole('button', { name: '登录', exact: true }).click();
		await answered;
	}
	await expect(page.getByText('试得太多了，请等 1 分钟再试。')).toBeVisible();
});
