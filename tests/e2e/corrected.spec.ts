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

const online = (page: Page) => page.evaluate(() => dispatchEvent(new Event('online')));

test('an amendment of a household that was merged meanwhile is corrected on the one that remains', async ({
	browser
}) => {
	test.setTimeout(300_000);
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

	await test.step('one desk writes a new phone number without signal', async () => {
		await first.page.goto(address);
		await first.page.getByRole('button', { name: '修改这一户' }).waitFor();
		await first.context.setOffline(true);
		await first.page.getByRole('button', { name: '修改这一户' }).click();
		await first.page.getByLabel(/^户号/).fill('77');
		await first.page.getByLabel(/^电话/).first().fill('13800000077');
		await first.page.getByRole('button', { name: '保存', exact: true }).click();
		await expect(first.page.getByText('已保存')).toBeVisible();
	});

	await test.step('the other desk merges the household into another one', async () => {
		await second.page.goto(address);
		await second.page.getByRole('button', { name: '并入另一户' }).click();
		const sheet = second.page.getByRole('dialog');
		await sheet.getByRole('combobox').selectOption({ index: 1 });
		const push = second.page.waitForResponse((r) => r.url().endsWith('/api/sync/push') && r.ok());
		await sheet.getByRole('button', { name: '并入另一户' }).click();
		await push;
	});

	await test.step('what was written comes back, and its form opens on the household that remains', async () => {
		await first.context.setOffline(false);
		await online(first.page);
		await first.page.goto(`${server.url}/attention`);
		await expect(first.page.getByText('13800000077')).toBeVisible({ timeout: 90_000 });
		await first.page.getByRole('button', { name: /改记到合并后的/ }).click();
		await expect(first.page.getByText('这一户已经并入别的户')).toBeVisible();
		await expect
			.poll(() =>
				first.page
					.getByLabel(/^电话/)
					.evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))
			)
			.toContain('13800000077');
		await expect(first.page.getByLabel(/^户号/)).not.toHaveValue('77');
		const { violations } = await new AxeBuilder({ page: first.page }).analyze();
		expect(violations.map((one) => one.id)).toEqual([]);
		const push = first.page.waitForResponse((r) => r.url().endsWith('/api/sync/push') && r.ok());
		await first.page.getByRole('button', { name: '保存', exact: true }).click();
		await push;
		await expect(first.page.getByText('没有要处理的')).toBeVisible();
		await allSent(first.page, 90_000);
	});

	await test.step('the other desk has the new number on the household that remains', async () => {
		await online(second.page);
		await expect(second.page.getByRole('button', { name: /^138\*{4}0077/ })).toBeVisible({
			timeout: 90_000
		});
	});
	for (const { context } of [first, second]) await context.close();
});
