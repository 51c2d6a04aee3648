import { expect, test, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { knock, openBoard } from './board';
import { allSent, readyOffline, signInAs } from './people';

let server: ServerProcess;

test.beforeAll(async () => {
	test.setTimeout(240_000);
	server = await startServerProcess('smallDemo');
});
test.afterAll(() => server?.end());

/** The button over the list that accepts what is shown, and the one in its sheet. */
const acceptShown = /^通过所列/;
const sheetOf = (page: Page) => page.getByRole('dialog');

test('an office that has read everything is told, without signal, up to when that is known', async ({
	page,
	context
}) => {
	test.setTimeout(240_000);
	await signInAs(page, server.url, 'office');
	await allSent(page, 90_000);
	await readyOffline(page);
	await page.goto(`${server.url}/office/review`);
	const read = page.getByText('都审阅完了', { exact: true });
	const shown = page.getByRole('button', { name: acceptShown });
	const one = page.getByRole('button', { name: '通过', exact: true });
	const sheet = sheetOf(page);
	// Rows leave one by one while they are accepted: whatever is there to accept is accepted until nothing is.
	await expect(async () => {
		const sure = sheet.getByRole('button', { name: acceptShown });
		if (await sheet.isVisible()) await sure.click({ timeout: 5_000 });
		else if (!(await read.isVisible())) await shown.or(one).first().click({ timeout: 5_000 });
		await expect(read).toBeVisible({ timeout: 1_000 });
	}).toPass({ timeout: 150_000 });
	// A page that begins claims nothing before it has read the disk: what it then says is of all that was accepted.
	await page.reload();
	await allSent(page, 90_000);
	await expect(page.getByText('都审阅完了', { exact: true })).toBeVisible();

	await context.setOffline(true);
	await page.reload();
	await expect(page.getByText('这台设备上的都审阅完了')).toBeVisible({
		timeout: 60_000
	});
	await expect(page.getByText(/收到的。之后可能又有新的走访/)).toBeVisible();
});

test('who accepts all that is shown accepts nothing that comes in meanwhile', async ({
	page,
	browser
}) => {
	test.setTimeout(240_000);
	await signInAs(page, server.url, 'office');
	await allSent(page, 90_000);
	await page.goto(`${server.url}/office/review`);
	await expect(page.getByText('都审阅完了', { exact: true })).toBeVisible();

	const field = await browser.newContext({ viewport: { width: 390, height: 844 } });
	const worker = await field.newPage();
	await signInAs(worker, server.url, 'gridWorker');
	await allSent(worker, 90_000);
	const [first, second, third] = await openBoard(worker, server.url);
	await knock(worker, first!);
	await knock(worker, second!);
	await expect(page.getByText('2 条待审阅')).toBeVisible({ timeout: 30_000 });
	await page.getByRole('button', { name: acceptShown }).click();

	await knock(worker, third!);
	await expect(page.getByText('3 条待审阅')).toBeVisible({ timeout: 30_000 });
	await sheetOf(page).getByRole('button', { name: '通过所列 2 条' }).click();
	await expect(sheetOf(page)).toBeHidden();
	await expect(page.getByText('1 条待审阅')).toBeVisible();
	await field.close();
});
