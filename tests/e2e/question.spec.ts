import { expect, test } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { knock, openBoard, openHousehold } from './board';
import { isForEverybody, online, openDesk, pushed, takeOut } from './desk';
import { wholeDisk } from './disk';
import { allSent, readyOffline, signInAs } from './people';

let server: ServerProcess;

test.beforeAll(async () => {
	test.setTimeout(240_000);
	server = await startServerProcess('smallDemo');
});
test.afterAll(() => server?.end());

test('a worker asks about a refused visit without signal; the office answers, and the answer stands on 今日', async ({
	page,
	context,
	browser
}) => {
	test.setTimeout(300_000);
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	await readyOffline(page);
	const [key] = await openBoard(page, server.url);
	const householdId = await openHousehold(page, key!);
	await page.goBack();
	await context.setOffline(true);
	await knock(page, key!);

	const desk = await openDesk(browser, server.url);
	const office = desk.page;
	await test.step('the office takes the household out meanwhile', () =>
		takeOut(office, server.url, householdId));

	await test.step('the visit is refused, and its author asks where there is no signal', async () => {
		await context.setOffline(false);
		await online(page);
		await expect(page.getByText(/1 条需处理/).first()).toBeVisible({ timeout: 90_000 });
		await page.getByRole('link', { name: /今日/ }).first().click();
		await page
			.getByRole('main')
			.getByRole('link', { name: /1 条需处理/ })
			.click();
		await context.setOffline(true);
		await page.getByRole('button', { name: '问社区' }).click();
		const sheet = page.getByRole('dialog');
		await sheet.getByLabel(/想问什么/).fill('这家搬到哪里去了？');
		await sheet.getByRole('button', { name: '问社区' }).click();
		await expect(page.getByText('还没有回答。')).toBeVisible();
		// One question at a time: nobody is asked twice.
		await expect(page.getByRole('button', { name: '问社区' })).toHaveCount(0);
		await isForEverybody(page);
	});

	await test.step('the office has the question with the entry, and answers in one tap and one more', async () => {
		await context.setOffline(false);
		await online(page);
		await office.goto(`${server.url}/office/review`);
		await office.getByRole('link', { name: /1 条需处理/ }).click({ timeout: 90_000 });
		const card = office.getByRole('region', { name: '有人问社区' }).getByRole('region');
		await expect(card).toContainText('这家搬到哪里去了？');
		await expect(card).toContainText('没人');
		await expect(card).toContainText('这一户已经搬走或者注销了');
		await expect(card).toContainText('网格员');
		await isForEverybody(office);
		await card.getByRole('button', { name: '回答', exact: true }).click();
		await expect(card.getByText('请写一句')).toBeVisible();
		await card.getByRole('button', { name: '不用再交，社区来记。' }).click();
		const push = pushed(office);
		await card.getByRole('button', { name: '回答', exact: true }).click();
		await push;
		await expect(office.getByText('没有要处理的')).toBeVisible();
	});

	await test.step('its author reads it on 今日 and at the entry, and is done', async () => {
		await page.goto(`${server.url}/today`);
		await online(page);
		const answered = page.getByRole('region', { name: '社区回答了 1 个问题' });
		await expect(answered).toContainText('不用再交，社区来记。', { timeout: 90_000 });
		await isForEverybody(page);
		await answered.getByRole('link', { name: '去处理这一条' }).click();
		await expect(page.getByText('不用再交，社区来记。')).toBeVisible();
		await page.getByRole('button', { name: '不要这条' }).click();
		await page.getByRole('dialog').getByRole('button', { name: '不要了，作废' }).click();
		await expect(page.getByText('没有要处理的')).toBeVisible();
		await allSent(page, 90_000);
		await page.goto(`${server.url}/today`);
		await allSent(page, 90_000);
		await expect(page.getByText('社区回答了')).toHaveCount(0);
	});

	await test.step('nobody else in the grid has heard of it', async () => {
		const other = await browser.newContext({ viewport: { width: 390, height: 844 } });
		const leader = await other.newPage();
		await signInAs(leader, server.url, 'unitLeader');
		await allSent(leader, 90_000);
		const stored = await wholeDisk(leader);
		expect(stored).toContain('household');
		expect(stored).not.toContain('question:');
		expect(stored).not.toContain('这家搬到哪里去了');
		await other.close();
	});
	await desk.context.close();
});
