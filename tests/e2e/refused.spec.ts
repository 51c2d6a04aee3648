import { expect, test } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { allSent, readyOffline, signInAs } from './people';

let server: ServerProcess;

test.beforeAll(async () => {
	test.setTimeout(240_000);
	server = await startServerProcess('demo');
});
test.afterAll(() => server?.end());

test('a visit to a household that was removed meanwhile needs attention, and holds nothing up', async ({
	page,
	context,
	browser
}) => {
	test.setTimeout(240_000);
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	await readyOffline(page);
	await page.goto(`${server.url}/doors`);
	await page.getByRole('link', { name: /1号楼/ }).first().click();
	const due = page.locator('[role=gridcell].due');
	await expect(due.first()).toBeVisible();
	const keys = await due.evaluateAll((doors) =>
		doors.slice(0, 2).map((d) => (d as HTMLElement).dataset.key!)
	);
	await page.locator(`[data-key="${keys[0]}"]`).click();
	await page.getByRole('link', { name: '看这一户' }).click();
	await page.waitForURL(/household/);
	const householdId = new URL(page.url()).pathname.split('/')[2]!;
	await page.goBack();

	await context.setOffline(true);
	for (const key of keys) {
		await page.locator(`[data-key="${key}"]`).click();
		await page.getByRole('dialog').getByRole('button', { name: /没人/ }).click();
		await expect(page.locator(`[data-key="${key}"].tried`)).toBeVisible();
	}

	const desk = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	const office = await desk.newPage();
	await signInAs(office, server.url, 'office');
	await allSent(office, 90_000);
	await office.goto(`${server.url}/office/register/household/${householdId}`);
	await office.getByRole('button', { name: '迁出或注销' }).click();
	await office.getByRole('dialog').getByRole('radio', { name: '登记迁出' }).click();
	const push = office.waitForResponse((r) => r.url().endsWith('/api/sync/push') && r.ok());
	await office.getByRole('dialog').getByRole('button', { name: '是的，就这样办' }).click();
	await push;
	await desk.close();

	await context.setOffline(false);
	await page.evaluate(() => dispatchEvent(new Event('online')));
	await expect(page.getByText(/1 条需处理/).first()).toBeVisible({ timeout: 90_000 });
	await page.goto(`${server.url}/attention`);
	const card = page.getByRole('region').filter({ hasText: '没人' }).first();
	await expect(card).toBeVisible();
	await page.getByRole('button', { name: '不要这条' }).click();
	await page.getByRole('dialog').getByRole('button', { name: '不要了，作废' }).click();
	await expect(page.getByText('没有要处理的')).toBeVisible();
	await allSent(page, 90_000);
});
