import { expect, test } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { findHousehold, isForEverybody, openDesk, pushed } from './desk';

let server: ServerProcess;

test.beforeAll(async () => {
	test.setTimeout(240_000);
	server = await startServerProcess('smallDemo');
});
test.afterAll(() => server?.end());

test('the office gives a resident a copy and deletes what is kept, and the page says until when the log knows', async ({
	browser
}) => {
	test.setTimeout(240_000);
	const { context, page } = await openDesk(browser, server.url);
	const id = await findHousehold(page, server.url);
	await page.goto(`${server.url}/office/register/household/${id}`);
	const card = page.getByRole('heading', { name: '居民的要求' }).locator('..');
	await card.scrollIntoViewIfNeeded();
	await isForEverybody(page);
	await page.screenshot({ path: 'test-results/erasure-card.png' });

	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: '给本人一份资料' }).click();
	expect((await download).suggestedFilename()).toMatch(/本人资料.*\.xlsx$/);
	await expect(page.getByText(/资料已下载/)).toBeVisible();
	await page.goto(`${server.url}/office/audit`);
	await page.getByLabel('做了什么').selectOption({ label: '下载和数据' });
	await page.getByRole('button', { name: '查找' }).click();
	await expect(page.getByRole('row').filter({ hasText: '给本人一份资料' })).toHaveCount(1);
	await page.goto(`${server.url}/office/register/household/${id}`);

	await page.getByRole('button', { name: '删除资料' }).click();
	const sheet = page.getByRole('dialog');
	await expect(sheet.getByRole('button', { name: /^删除/ })).toHaveCount(0);
	await sheet.getByRole('radio', { name: '本人要求' }).click();
	await expect(sheet.getByText(/法律要求网络日志留六个月/)).toBeVisible();
	await isForEverybody(page);
	await page.screenshot({ path: 'test-results/erasure-sheet.png' });
	const push = pushed(page);
	await sheet.getByRole('button', { name: '删除整户的资料' }).click();
	await push;
	await expect(page.getByText(/资料已删除，操作记录将于 \d+ 年 \d+ 月 \d+ 日清除/)).toBeVisible();
	await isForEverybody(page);
	await page.screenshot({ path: 'test-results/erasure-done.png' });

	// A colleague's desk has nothing of it any more, and says the same.
	const other = await openDesk(browser, server.url);
	await other.page.goto(`${server.url}/office/register/household/${id}`);
	await expect(other.page.getByText(/资料已删除/)).toBeVisible();
	await context.close();
	await other.context.close();
});
