import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { allSent, readyOffline, signInAs } from './people';

let server: ServerProcess;

test.beforeAll(async () => {
	test.setTimeout(240_000);
	server = await startServerProcess('demo');
});
test.afterAll(() => server?.end());

/** Changes number and phone of the household that is open on this desk, without signal. */
async function amend(page: Page, no: string, phone: string): Promise<void> {
	await page.getByRole('button', { name: '修改这一户' }).click();
	await page.getByLabel(/^户号/).fill(no);
	await page.getByLabel(/^电话/).first().fill(phone);
	await page.getByRole('button', { name: '保存', exact: true }).click();
	await expect(page.getByText('已保存')).toBeVisible();
}

test('two desks amend one household without signal; both words are shown, one tap brings back the other', async ({
	browser
}) => {
	test.setTimeout(240_000);
	const open = async () => {
		const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
		const page = await context.newPage();
		await signInAs(page, server.url, 'office');
		await allSent(page, 90_000);
		await readyOffline(page);
		return { context, page };
	};
	const [first, second] = [await open(), await open()];
	await first.page.goto(`${server.url}/doors`);
	await first.page.getByText('第1网格', { exact: true }).click();
	await first.page.getByRole('link', { name: /1号楼/ }).first().click();
	await first.page.locator('[role=gridcell].due').first().click();
	await first.page.getByRole('link', { name: '看这一户' }).click();
	await first.page.waitForURL(/household/);
	const id = new URL(first.page.url()).pathname.split('/')[2]!;
	const address = `${server.url}/office/register/household/${id}`;
	await first.page.goto(address);
	await second.page.goto(address);
	for (const { context } of [first, second]) await context.setOffline(true);
	await amend(first.page, '8', '13800000001');
	await amend(second.page, '9', '13800000002');

	for (const { context, page } of [first, second]) {
		await context.setOffline(false);
		const push = page.waitForResponse((r) => r.url().endsWith('/api/sync/push') && r.ok());
		await page.evaluate(() => dispatchEvent(new Event('online')));
		await push;
	}
	// The one who wrote last finds on the household's own page that there are two versions.
	await expect(second.page.getByText(/两个人写得不一样/)).toBeVisible();
	await second.page.getByRole('link', { name: '去看看' }).click();
	const card = second.page.getByRole('heading', { name: '两个人写得不一样' }).locator('..');
	await expect(card.getByText('13800000001')).toBeVisible();
	await expect(card.getByText('13800000002')).toBeVisible();
	const { violations } = await new AxeBuilder({ page: second.page }).analyze();
	expect(violations.map((one) => one.id)).toEqual([]);
	await second.context.setOffline(true);
	await card.getByRole('button', { name: '用这个 13800000001' }).click();
	await card.getByRole('button', { name: '就用这个 9' }).click();
	await expect(second.page.getByText('没有要处理的')).toBeVisible();

	await second.context.setOffline(false);
	const push = second.page.waitForResponse((r) => r.url().endsWith('/api/sync/push') && r.ok());
	await second.page.evaluate(() => dispatchEvent(new Event('online')));
	await push;
	await first.page.goto(address);
	await expect(first.page.getByText('第 9 户')).toBeVisible({ timeout: 90_000 });
	await expect(first.page.getByRole('button', { name: /^138\*{4}0001/ })).toBeVisible();
	await expect(first.page.getByText(/两个人写得不一样/)).toHaveCount(0);
	for (const { context } of [first, second]) await context.close();
});
