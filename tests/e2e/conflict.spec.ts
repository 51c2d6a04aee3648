import { expect, test, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { findHousehold, isForEverybody, online, openDesk, pushed } from './desk';

let server: ServerProcess;

test.beforeAll(async () => {
	test.setTimeout(240_000);
	server = await startServerProcess('smallDemo');
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
	const open = () => openDesk(browser, server.url, { isOffline: true });
	const [first, second] = [await open(), await open()];
	const id = await findHousehold(first.page, server.url);
	const address = `${server.url}/office/register/household/${id}`;
	await first.page.goto(address);
	await second.page.goto(address);
	for (const { context } of [first, second]) await context.setOffline(true);
	await amend(first.page, '8', '13800000001');
	await amend(second.page, '9', '13800000002');

	for (const { context, page } of [first, second]) {
		// The browser says by itself that there is signal again, and may be quicker than the switch that we wait for.
		const push = pushed(page);
		await context.setOffline(false);
		await online(page);
		await push;
	}
	// The one who wrote last finds on the household's own page that there are two versions.
	await expect(second.page.getByText(/两个人写得不一样/)).toBeVisible();
	await second.page.getByRole('link', { name: '去看看' }).click();
	const card = second.page.getByRole('heading', { name: '两个人写得不一样' }).locator('..');
	await expect(card.getByText('13800000001')).toBeVisible();
	await expect(card.getByText('13800000002')).toBeVisible();
	await isForEverybody(second.page);
	await second.context.setOffline(true);
	// Two taps at once, as on a phone that is still saving the first: neither is swallowed.
	await expect(card.getByRole('button', { name: '就用这个 9' })).toBeVisible();
	await card.evaluate((shown) => {
		for (const name of ['用这个 13800000001', '就用这个 9'])
			shown.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`)!.click();
	});
	await expect(second.page.getByText('没有要处理的')).toBeVisible();

	const push = pushed(second.page);
	await second.context.setOffline(false);
	await online(second.page);
	await push;
	await first.page.goto(address);
	await expect(first.page.getByText('第 9 户')).toBeVisible({ timeout: 90_000 });
	await expect(first.page.getByRole('button', { name: /^138\*{4}0001/ })).toBeVisible();
	await expect(first.page.getByText(/两个人写得不一样/)).toHaveCount(0);
	for (const { context } of [first, second]) await context.close();
});
