import { expect, test, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { allSent, demoPeople, readyOffline, signInAs } from './people';

let server: ServerProcess;

test.beforeAll(async () => {
	test.setTimeout(240_000);
	server = await startServerProcess('smallDemo');
});
test.afterAll(() => server?.end());

const phoneSize = { width: 390, height: 844 };
const yesterday = () =>
	new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);
/** The cards of what others wrote, on the page of the one who decides. */
const forMe = (page: Page) => page.getByRole('region', { name: '等您收下' }).getByRole('region');

test('what a worker wrote after the grid had gone to another waits there, and both outcomes come back', async ({
	page,
	context,
	browser
}) => {
	test.setTimeout(420_000);
	const author = (await demoPeople(server.url)).find((person) => person.role === 'gridWorker')!;

	await test.step('the worker visits two doors without signal', async () => {
		await signInAs(page, server.url, 'gridWorker');
		await allSent(page);
		await readyOffline(page);
		await page.goto(`${server.url}/doors`);
		await page.getByRole('link', { name: /1号楼/ }).first().click();
		const due = page.locator('[role=gridcell].due');
		await expect(due.first()).toBeVisible();
		const keys = await due.evaluateAll((doors) =>
			doors.slice(0, 2).map((door) => (door as HTMLElement).dataset.key!)
		);
		await context.setOffline(true);
		for (const [key, button, state] of [
			[keys[0], /在家/, 'done'],
			[keys[1], /没人/, 'tried']
		] as const) {
			await page.locator(`[data-key="${key}"]`).click();
			await page.getByRole('dialog').getByRole('button', { name: button }).click();
			await expect(page.locator(`[data-key="${key}"].${state}`)).toBeVisible();
		}
	});

	const desk = await browser.newContext({
		viewport: { width: 1280, height: 900 },
		locale: 'zh-CN'
	});
	const office = await desk.newPage();
	let link = '';
	await test.step('the office gives the grid to somebody else, since before that day', async () => {
		await signInAs(office, server.url, 'office');
		await allSent(office, 90_000);
		await office.goto(`${server.url}/office/staff`);
		await office.getByLabel('职务').selectOption({ label: '网格员' });
		await office
			.getByRole('button', { name: new RegExp(`^${author.name}`) })
			.first()
			.click();
		const sheet = office.getByRole('dialog');
		const grid = (await sheet.getByText(/社区 \S*网格/).innerText()).split(' ').at(-1)!;
		await sheet.getByRole('button', { name: '结束任职…' }).click();
		await sheet.getByLabel('最后一天').fill(yesterday());
		await sheet.getByRole('button', { name: '结束任职', exact: true }).click();
		await expect(office.getByText('已结束任职')).toBeVisible();

		await office.getByRole('button', { name: '任命' }).click();
		const form = office.getByRole('dialog');
		await form.getByRole('radio', { name: '网格员' }).click();
		await form.getByRole('combobox', { name: '网格' }).selectOption({ label: grid });
		await form.getByLabel('姓名').fill('接手甲');
		await form.getByRole('button', { name: '任命' }).click();
		const url = office.getByText(/\/join#t=/);
		await expect(url).toBeVisible({ timeout: 30_000 });
		link = (await url.innerText()).trim();
		await allSent(office, 90_000);
	});

	await test.step('back in the signal, the author sees for whom each of them waits', async () => {
		await context.setOffline(false);
		await page.evaluate(() => dispatchEvent(new Event('online')));
		await expect(page.getByText(/2 条需处理/).first()).toBeVisible({ timeout: 90_000 });
		await page.goto(`${server.url}/attention`);
		await expect(page.getByText(/暂存，等 接手甲 处理/)).toHaveCount(2);
		// The old grid has left the phone; where it was stays readable.
		await expect(page.getByRole('heading', { name: /号楼 \d单元 \d+ \S+/ })).toHaveCount(2);
		await expect(page.getByRole('button', { name: '撤回这条' })).toHaveCount(2);
	});

	await test.step('the office sees them, too', async () => {
		await office.goto(`${server.url}/office/review`);
		await office.getByRole('link', { name: /2 条需处理/ }).click({ timeout: 30_000 });
		await expect(forMe(office)).toHaveCount(2);
	});

	let door = '';
	const next = await browser.newContext({ viewport: phoneSize, locale: 'zh-CN' });
	const heir = await next.newPage();
	await test.step('the new worker finds both, takes one in and declines the other', async () => {
		await heir.goto(link);
		await heir.getByLabel('登录名').fill('jieshou1');
		await heir.getByLabel('密码', { exact: true }).fill('一句好记的长密码');
		await heir.getByRole('button', { name: '开始使用' }).click();
		await heir.waitForURL(/today/);
		await expect(heir.getByRole('link', { name: /2 条需处理/ })).toBeVisible({ timeout: 60_000 });
		await heir.getByRole('link', { name: /2 条需处理/ }).click();
		await expect(forMe(heir)).toHaveCount(2);
		const first = forMe(heir).filter({ hasText: '在家' });
		door = (await first.getByRole('heading').innerText()).split(' ').slice(0, 3).join(' ');
		await expect(first).toContainText(author.name);
		await first.getByRole('button', { name: '收下' }).click();
		await expect(forMe(heir)).toHaveCount(1);
		await forMe(heir).getByRole('button', { name: '不收' }).click();
		const sheet = heir.getByRole('dialog');
		await sheet.getByRole('button', { name: '不收' }).click();
		await expect(sheet.getByText('请写一句原因')).toBeVisible();
		await sheet.getByLabel('原因').fill('这一户我上午去过了');
		const told = heir.waitForResponse((r) => r.url().endsWith('/api/sync/push') && r.ok());
		await sheet.getByRole('button', { name: '不收' }).click();
		await told;
		await expect(heir.getByText('没有要处理的')).toBeVisible();
		await allSent(heir);
	});

	await test.step('the author sees both outcomes, and the words of the one who declined', async () => {
		await expect(page.getByText('这一户我上午去过了')).toBeVisible({ timeout: 150_000 });
		await expect(page.getByText(/接手甲 .*没有收/)).toBeVisible();
		await expect(page.getByText(/暂存，等/)).toHaveCount(0);
		await expect(page.getByRole('button', { name: '不要这条' })).toHaveCount(1);
		await page.getByRole('button', { name: '不要这条' }).click();
		await page.getByRole('dialog').getByRole('button', { name: '不要了，作废' }).click();
		await expect(page.getByText('没有要处理的')).toBeVisible();
	});

	await test.step("the office reads the one taken in, under its author's name", async () => {
		await office.goto(`${server.url}/office/review`);
		await office.getByLabel('走访人').selectOption({ label: author.name });
		const row = office.getByRole('listitem').filter({ hasText: door });
		await expect(row.filter({ hasText: '在家' })).toBeVisible();
	});
	await desk.close();
	await next.close();
});
