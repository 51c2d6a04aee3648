import { expect, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { allSent, readyOffline } from './people';
import { badSheet, goodSheet, type UploadFile } from './sheets';
import { test } from './policy';

let server: ServerProcess;

test.beforeAll(async () => {
	test.setTimeout(120_000);
	server = await startServerProcess('nothing');
});
test.afterAll(() => server?.end());

const chooseFile = (page: Page, file: UploadFile) => page.setInputFiles('input[type=file]', file);

test('from the one-time link to a grid worker who is at work', async ({ page, browser }) => {
	test.setTimeout(240_000);

	await test.step('there is no way in but the link', async () => {
		await page.goto(`${server.url}/setup#t=${'x'.repeat(43)}`);
		await page.getByLabel('街道名称').fill('万青路街道');
		await page.getByLabel('区划代码').fill('150204003');
		await page.getByLabel('姓名').fill('管理甲');
		await page.getByLabel('登录名').fill('管理甲');
		await page.getByLabel('密码', { exact: true }).fill('一句好记的长密码');
		await page.getByRole('button', { name: '完成设置' }).click();
		await expect(page.getByText('请从启动时显示的链接进来')).toBeVisible();
	});

	await test.step('the first administrator opens it and names the sub-district', async () => {
		const token = server.setupToken();
		expect(token).toMatch(/^[A-Za-z0-9_-]{20,}$/);
		await page.goto(`${server.url}/sign-in`);
		await page.goto(`${server.url}/setup#t=${token}`);
		await expect(page).toHaveURL(`${server.url}/setup`);
		await page.getByLabel('街道名称').fill('万青路街道');
		await page.getByLabel('区划代码').fill('150204003');
		await page.getByLabel('姓名').fill('管理甲');
		await page.getByLabel('登录名').fill('管理甲');
		await page.getByLabel('密码', { exact: true }).fill('短');
		await page.getByRole('button', { name: '完成设置' }).click();
		await expect(page.getByText('密码至少 8 个字').first()).toBeVisible();
		await page.getByLabel('密码', { exact: true }).fill('一句好记的长密码');
		await page.getByRole('button', { name: '完成设置' }).click();
		await expect(page.getByRole('heading', { name: '街道建好了' })).toBeVisible();
	});

	await test.step('adds a community', async () => {
		await page
			.getByRole('link', { name: '去名册，加社区' })
			.or(page.getByRole('link', { name: /加社区/ }))
			.first()
			.click();
		await expect(page.getByText('先添加一个社区')).toBeVisible({ timeout: 30_000 });
		await page.getByRole('button', { name: '添加社区' }).first().click();
		const form = page.getByRole('dialog');
		await form.getByLabel('名称').fill('柳荫社区');
		await form.getByLabel('社区代码的后 3 位').fill('008');
		await form.getByRole('button', { name: '添加社区' }).click();
		await expect(page.getByText('柳荫社区').first()).toBeVisible();
		await allSent(page);
		// From then on a page that is loaded anew stays open.
		await readyOffline(page);
	});

	await test.step('a sheet with mistakes is refused whole, every mistake named with row, column and reason', async () => {
		await page.goto(`${server.url}/office/register/import`);
		await chooseFile(page, badSheet());
		await expect(page.getByText(/处要改，什么都没有导入/)).toBeVisible({ timeout: 30_000 });
		const problems = page.getByRole('table');
		await expect(problems.getByRole('row').filter({ hasText: '公民身份号码' })).toContainText(
			'校验位'
		);
		await expect(problems.getByRole('row').filter({ hasText: '1980-02-30' })).toContainText(
			'没有这一天'
		);
		await expect(problems.getByRole('row').filter({ hasText: '网页代码' })).toContainText('姓名');
		await expect(problems.getByRole('row').filter({ hasText: '联系电话' })).toContainText(
			'电话不对'
		);
		await expect(problems.getByRole('row').filter({ hasText: '没有户主' })).toContainText('102');
		// The ID number of a person is not shown in full, not even a wrong one.
		await expect(page.getByText('150204195002030018')).toHaveCount(0);
	});

	await test.step('a good one goes in, and the same again changes nothing', async () => {
		await chooseFile(page, goodSheet());
		await expect(page.getByRole('heading', { name: '检查完了，没有错误' })).toBeVisible({
			timeout: 30_000
		});
		await page.getByRole('button', { name: '确认导入' }).click();
		await expect(page.getByRole('heading', { name: '导入完成' })).toBeVisible({ timeout: 30_000 });
		await chooseFile(page, goodSheet());
		await expect(page.getByRole('heading', { name: /底册已经和表格一样/ })).toBeVisible({
			timeout: 30_000
		});
		await expect(page.getByRole('button', { name: '确认导入' })).toHaveCount(0);
	});

	let link = '';
	await test.step('appoints a grid worker, who gets a one-time link and a QR code', async () => {
		await page.reload();
		await allSent(page);
		await page.goto(`${server.url}/office/staff`);
		await page.getByRole('button', { name: '任命' }).click();
		const form = page.getByRole('dialog');
		await form.getByRole('radio', { name: '网格员' }).click();
		await form.getByRole('combobox', { name: '社区' }).selectOption({ label: '柳荫社区' });
		await form.getByRole('combobox', { name: '网格' }).selectOption({ label: '第一网格' });
		await form.getByLabel('姓名').fill('网格乙');
		await form.getByRole('button', { name: '任命' }).click();
		const url = page.getByText(/\/join#t=/);
		await expect(url).toBeVisible({ timeout: 30_000 });
		await expect(page.getByRole('img', { name: '一次性链接的二维码' })).toBeVisible();
		link = (await url.innerText()).trim();
	});

	await test.step('the worker sets a password and finds the doors; the link works once', async () => {
		const other = await browser.newContext({
			viewport: { width: 390, height: 844 },
			locale: 'zh-CN'
		});
		const worker = await other.newPage();
		await worker.goto(link);
		await expect(worker.getByText(/网格乙/)).toBeVisible();
		await expect(worker).toHaveURL(`${server.url}/join`);
		await worker.getByLabel('登录名').fill('wangge1');
		await worker.getByLabel('密码', { exact: true }).fill('另一句好记的密码');
		await worker.getByRole('button', { name: '开始使用' }).click();
		await worker.waitForURL(/today/);
		await allSent(worker);
		await readyOffline(worker);
		await worker.goto(`${server.url}/doors`);
		await expect(worker.getByRole('gridcell')).toHaveCount(3);

		const stranger = await other.newPage();
		await stranger.goto(link);
		await expect(stranger.getByText('链接已经用过')).toBeVisible();
		await other.close();

		const again = await browser.newContext({ locale: 'zh-CN' });
		const back = await again.newPage();
		await back.goto(`${server.url}/sign-in`);
		await back.getByLabel('登录名').fill('wangge1');
		await back.getByLabel('密码', { exact: true }).fill('猜的密码不对');
		await back.getByRole('button', { name: '登录', exact: true }).click();
		await expect(back.getByText('登录名或密码不对')).toBeVisible();
		await back.getByLabel('密码', { exact: true }).fill('另一句好记的密码');
		await back.getByRole('button', { name: '登录', exact: true }).click();
		await back.waitForURL(/today/);
		await again.close();
	});

	await test.step('an appointment that ends keeps its history', async () => {
		await page.keyboard.press('Escape');
		await page
			.getByRole('button', { name: /网格乙/ })
			.first()
			.click();
		await page.getByRole('dialog').getByRole('button', { name: '结束任职…' }).click();
		await page.getByRole('dialog').getByRole('button', { name: '结束任职', exact: true }).click();
		await expect(page.getByText('已结束任职')).toBeVisible();
	});

	await test.step('the set-up link opens nothing any more', async () => {
		const answer = await page.request.post(`${server.url}/api/setup`, {
			headers: { origin: server.url },
			data: {
				token: server.setupToken() ?? 'x'.repeat(43),
				subdistrict: { name: '别处', code: '150204004' },
				admin: { name: '别人', login: 'bieren', password: '一句好记的长密码' }
			}
		});
		expect(answer.status()).toBeGreaterThanOrEqual(400);
		expect(((await answer.json()) as { code: string }).code).toBe('setupDone');
	});
});
