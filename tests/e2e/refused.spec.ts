import { expect, test } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { knock, openBoard, openHousehold } from './board';
import { online, openDesk, takeOut } from './desk';
import { allSent, readyOffline, signInAs } from './people';

let server: ServerProcess;

test.beforeAll(async () => {
	test.setTimeout(240_000);
	server = await startServerProcess('smallDemo');
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
	const keys = (await openBoard(page, server.url)).slice(0, 2);
	const householdId = await openHousehold(page, keys[0]!);
	await page.goBack();

	await context.setOffline(true);
	for (const key of keys) await knock(page, key);

	const desk = await openDesk(browser, server.url, { width: 1280 });
	await takeOut(desk.page, server.url, householdId);
	await desk.context.close();

	await context.setOffline(false);
	await online(page);
	await expect(page.getByText(/1 条需处理/).first()).toBeVisible({ timeout: 90_000 });
	await page.goto(`${server.url}/attention`);
	const card = page.getByRole('region').filter({ hasText: '没人' }).first();
	await expect(card).toBeVisible();
	await page.getByRole('button', { name: '不要这条' }).click();
	await page.getByRole('dialog').getByRole('button', { name: '不要了，作废' }).click();
	await expect(page.getByText('没有要处理的')).toBeVisible();
	await allSent(page, 90_000);
});
