import { expect, test, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { allSent, readyOffline, signInAs } from './people';
import { Phone } from './phone';

let server: ServerProcess;
const phone = new Phone();

test.beforeAll(async () => {
	test.setTimeout(240_000);
	server = await startServerProcess('smallDemo');
});
test.afterAll(async () => {
	await phone.discard();
	await server?.end();
});

/** Doors of the board that are due, by their place on it; they have exactly one household. */
const dueDoors = (page: Page) => page.locator('[role=gridcell].due');

/** Counts taps as a worker makes them. */
function tapping(page: Page) {
	let taps = 0;
	return {
		button: async (name: string | RegExp) => {
			taps++;
			await page.getByRole('dialog').getByRole('button', { name }).click();
		},
		chip: async (name: string) => {
			taps++;
			await page.getByRole('dialog').getByRole('checkbox', { name }).click();
		},
		door: async (key: string) => {
			taps++;
			await page.locator(`[data-key="${key}"]`).click();
		},
		count: () => taps
	};
}

const saved = (page: Page) => page.getByText(/已记在手机上/);

test('visits logged in a stairwell without signal reach the office, and come back with its word', async ({
	browser
}) => {
	test.setTimeout(420_000);
	let page = await phone.on();
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	await readyOffline(page);

	// The server is really gone, and the page opens all the same.
	await server.stop();
	await page.reload();
	await expect(page.getByRole('heading', { name: '今日' })).toBeVisible();
	await page.goto(`${server.url}/doors`);
	await page.getByRole('link', { name: /1号楼/ }).first().click();
	await expect(dueDoors(page).first()).toBeVisible();
	const boardUrl = page.url();
	const keys = await dueDoors(page).evaluateAll((doors) =>
		doors.slice(0, 5).map((door) => (door as HTMLElement).dataset.key!)
	);
	const titles: string[] = [];

	await test.step('nobody at home takes two taps', async () => {
		const tap = tapping(page);
		await tap.door(keys[0]!);
		titles.push(await page.getByRole('dialog').getByRole('heading').first().innerText());
		await tap.button(/没人/);
		await expect(saved(page)).toBeVisible();
		expect(tap.count()).toBe(2);
		await expect(page.locator(`[data-key="${keys[0]}"].tried`)).toBeVisible();
	});

	await test.step('somebody at home takes two taps', async () => {
		const tap = tapping(page);
		await tap.door(keys[1]!);
		await tap.button(/在家/);
		await expect(page.locator(`[data-key="${keys[1]}"].done`)).toBeVisible();
		expect(tap.count()).toBe(2);
	});

	await test.step('something to look after takes four taps and no typing', async () => {
		const tap = tapping(page);
		await tap.door(keys[2]!);
		await tap.button(/有事/);
		await tap.chip('维修');
		await tap.button('保存');
		await expect(page.locator(`[data-key="${keys[2]}"].flagged`)).toBeVisible();
		expect(tap.count()).toBe(4);
	});

	await test.step('a slip is undone with one tap', async () => {
		const tap = tapping(page);
		await tap.door(keys[3]!);
		await tap.button(/没人/);
		await expect(page.locator(`[data-key="${keys[3]}"].tried`)).toBeVisible();
		await page.getByRole('button', { name: '撤销' }).click();
		await expect(page.locator(`[data-key="${keys[3]}"].due`)).toBeVisible();
	});

	await test.step('one true line says what waits, and nothing pretends to be sent', async () => {
		await expect(page.getByText(/[45] 条待上传/)).toBeVisible();
		await expect(page.getByText(/^全部已送达/)).toHaveCount(0);
	});

	await test.step('an earlier visit is amended', async () => {
		await page.locator(`[data-key="${keys[1]}"]`).click();
		await page.getByRole('link', { name: '看这一户' }).click();
		await expect(page.getByText('在手机上').first()).toBeVisible();
		await page.getByRole('main').getByRole('button', { name: '补充' }).first().click();
		const form = page.getByRole('dialog');
		await form.getByRole('radio', { name: /有事/ }).click();
		await form.getByRole('checkbox', { name: '需要照应' }).click();
		await form.getByRole('button', { name: '保存' }).click();
		await expect(page.getByText(/改为/)).toBeVisible();
	});

	await test.step('a half-made visit and everything saved survive a killed browser', async () => {
		await page.goto(boardUrl);
		await page.locator(`[data-key="${keys[4]}"]`).click();
		const form = page.getByRole('dialog');
		await form.getByRole('button', { name: /有事/ }).click();
		await form.getByRole('checkbox', { name: '安全' }).click();
		await form.getByRole('textbox').fill('楼道灯不亮');
		await page.waitForTimeout(1000); // a person's pause; drafts are kept within 300 ms
		await phone.die();

		page = await phone.on();
		await page.goto(boardUrl);
		await expect(page.locator(`[data-key="${keys[0]}"].tried`)).toBeVisible();
		await expect(page.locator(`[data-key="${keys[1]}"].flagged`)).toBeVisible();
		await expect(page.locator(`[data-key="${keys[2]}"].flagged`)).toBeVisible();
		await page.locator(`[data-key="${keys[4]}"]`).click();
		const draft = page.getByRole('dialog');
		await expect(draft.getByText('上次写了一半')).toBeVisible();
		await expect(draft.getByRole('checkbox', { name: '安全' })).toBeChecked();
		await expect(draft.getByRole('textbox')).toHaveValue('楼道灯不亮');
		await draft.getByRole('button', { name: '保存' }).click();
		await expect(saved(page)).toBeVisible();
	});

	await test.step('when the server returns everything goes up by itself', async () => {
		await server.start();
		// A cookie younger than half a minute dies with the browser; then the phone asks to sign in, and keeps all.
		const signIn = page.getByText(/请重新登录/);
		await expect(signIn.or(page.getByText(/^全部已送达/))).toBeVisible({ timeout: 90_000 });
		if (await signIn.isVisible()) await signInAs(page, server.url, 'gridWorker');
		await allSent(page, 90_000);
	});

	const desk = await browser.newContext({ viewport: { width: 1280, height: 900 } });
	const office = await desk.newPage();
	await test.step('the office sees them, filters, accepts one and returns one', async () => {
		await signInAs(office, server.url, 'office');
		await allSent(office, 90_000);
		await office.goto(`${server.url}/office/review`);
		const row = office.getByRole('article').filter({ hasText: '楼道灯不亮' });
		await office.getByLabel('结果').selectOption({ label: '有事' });
		await expect(row).toBeVisible();
		const workers = await office.getByLabel('走访人').locator('option').allInnerTexts();
		expect(workers.length).toBeGreaterThan(2);
		await row.getByRole('button', { name: '退回' }).click();
		await office.getByRole('dialog').getByRole('textbox').fill('是几楼的灯？');
		await office.getByRole('dialog').getByRole('button', { name: '退回' }).click();
		await expect(row).toHaveCount(0);
		await allSent(office);
	});

	await test.step('the worker reads the comment on the first page and amends', async () => {
		await page.goto(`${server.url}/today`);
		await expect(page.getByText('是几楼的灯？')).toBeVisible({ timeout: 90_000 });
		const returned = page.getByRole('article').filter({ hasText: '是几楼的灯？' });
		await returned.getByText('改一改').click();
		const form = page.getByRole('dialog');
		await form.getByRole('textbox').fill('三楼楼道灯不亮');
		await form.getByRole('button', { name: '保存' }).click();
		await expect(returned).toHaveCount(0);
		await allSent(page);
	});

	await test.step('the office accepts, within seconds and without reloading', async () => {
		const row = office.getByRole('article').filter({ hasText: '三楼楼道灯不亮' });
		await expect(row).toBeVisible({ timeout: 20_000 });
		await row.getByRole('button', { name: '通过' }).click();
		await expect(row).toHaveCount(0);
		await allSent(office);
	});

	await test.step("the visit's own sign says that it was reviewed", async () => {
		await page.reload();
		await page.getByText('我今天走访了').click();
		await expect(page.getByText('社区已看过').first()).toBeVisible({ timeout: 90_000 });
	});

	await test.step('the sub-district sees figures per community and grid, no names', async () => {
		const figures = await desk.browser()!.newContext({ viewport: { width: 1280, height: 900 } });
		const far = await figures.newPage();
		await signInAs(far, server.url, 'subdistrict');
		await far.goto(`${server.url}/office/figures`);
		await expect(far.getByText('800', { exact: true }).first()).toBeVisible();
		await far.getByRole('button', { name: /展开/ }).first().click();
		await expect(far.getByText(/第1网格/).first()).toBeVisible();
		await figures.close();
	});
	await desk.close();
});
