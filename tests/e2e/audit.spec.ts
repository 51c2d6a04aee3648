// The audit trail as an office meets it: what was just done is in it, it can be searched and saved, and needs a connection.
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { signInAs } from './people';
import { test } from './policy';

let server: ServerProcess;

test.beforeAll(async () => {
	test.setTimeout(240_000);
	server = await startServerProcess('smallDemo');
});
test.afterAll(() => server?.end());

test('an office finds its own sign-in, saves the trail, and is told when there is no connection', async ({
	page,
	context
}) => {
	await signInAs(page, server.url, 'office');
	await page.goto(`${server.url}/office/staff`);
	await page.getByRole('link', { name: '操作记录' }).click();
	await expect(page).toHaveURL(/office\/audit$/);
	await expect(page).toHaveTitle(/^操作记录/);

	await page.getByLabel('做了什么').selectOption({ label: '登录和密码' });
	await page.getByRole('button', { name: '查找' }).click();
	const rows = page.getByRole('row').filter({ hasText: '登录' });
	await expect(rows.first()).toContainText('成功');
	await expect(page.getByRole('row').filter({ hasText: '看操作记录' })).toHaveCount(0);

	await page.getByLabel('结果').selectOption({ label: '没有成功' });
	await page.getByRole('button', { name: '查找' }).click();
	await expect(page.getByText('没有符合的记录')).toBeVisible();

	await page.getByLabel('结果').selectOption({ label: '全部' });
	await page.getByLabel('做了什么').selectOption({ label: '全部' });
	await page.getByRole('button', { name: '查找' }).click();
	await expect(page.getByText('已列出 100 条')).toBeVisible();
	await page.getByRole('button', { name: '再看更早的' }).click();
	await expect(page.getByText(/^已列出 (1[0-9]\d|200) 条$/)).toBeVisible();

	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: '下载 CSV' }).click()
	]);
	expect(download.suggestedFilename()).toMatch(/^操作记录-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
	const lines = readFileSync(await download.path(), 'utf8')
		.trimEnd()
		.split('\r\n');
	expect(lines[0]).toMatch(/^\ufeff时间,姓名,/);
	expect(lines.length).toBeGreaterThan(100);
	// Not the last line of all: the phone itself may do something else in the same second, and that is noted, too.
	expect(lines.filter((line) => line.includes('下载操作记录,auditExported'))).toHaveLength(1);

	await context.setOffline(true);
	await page.getByRole('button', { name: '查找' }).click();
	await expect(page.getByText('操作记录要连上网才能看')).toBeVisible();
	await context.setOffline(false);
	await page.getByRole('button', { name: '查找' }).click();
	await expect(page.getByText('已列出 100 条')).toBeVisible();
});

test('somebody of the field is shown nothing and told nothing', async ({ page }) => {
	await signInAs(page, server.url, 'gridWorker');
	const status = await page.evaluate(async () => {
		const body = JSON.stringify({ from: '2026-01-01', to: '2030-12-31' });
		const headers = { 'content-type': 'application/json' };
		const ask = (path: string) => fetch(path, { method: 'POST', headers, body });
		return [(await ask('/api/audit')).status, (await ask('/api/audit/export')).status];
	});
	expect(status).toEqual([403, 403]);
});
