import { expect, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import type { Role } from '../../src/lib/domain/kernel/actor';
import { axeFinds } from './axe';
import { allSent, signInAs } from './people';
import { test } from './policy';

// Every kind of page, looked at by axe; and with the test of ./policy each is also watched for what its policy forbids.

let server: ServerProcess;

test.beforeAll(async () => {
	test.setTimeout(480_000);
	server = await startServerProcess('smallDemo');
});
test.afterAll(() => server?.end());

const pagesOf: [Role, string[]][] = [
	[
		'gridWorker',
		['/today', '/doors', '/find', '/cases', '/cases/new', '/attention', '/me', '/sync']
	],
	[
		'office',
		[
			'/today',
			'/office/review',
			'/office/cases',
			'/office/register',
			'/office/register/import',
			'/office/staff',
			'/office/figures',
			'/office/audit',
			'/sync'
		]
	],
	['subdistrict', ['/office/figures', '/office/register', '/office/staff', '/office/audit', '/me']]
];

// What the dark changes is colours; what large letters change is what has to be scrolled.
const modes = [
	{ theme: 'light', size: 'normal', only: undefined },
	{ theme: 'dark', size: 'normal', only: ['color-contrast'] },
	{ theme: 'light', size: 'elder', only: ['scrollable-region-focusable'] }
];

async function findsNothing(page: Page, where: string): Promise<void> {
	for (const { theme, size, only } of modes) {
		await page.evaluate(
			([t, s]) => {
				document.documentElement.dataset.theme = t;
				document.documentElement.dataset.size = s;
			},
			[theme, size]
		);
		expect(await axeFinds(page, only), `${where} ${theme} ${size}`).toEqual([]);
		const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(overflow, `${where} ${theme} ${size} is wider than the phone`).toBeLessThanOrEqual(0);
	}
}

test('axe finds nothing on the pages without an account, nor on one that does not exist', async ({
	page
}) => {
	for (const path of ['/sign-in', '/join', '/setup', '/nowhere']) {
		await page.goto(server.url + path);
		await expect(page.getByRole('heading').first()).toBeVisible();
		await findsNothing(page, path);
	}
});

test('a demonstration says so on every page, also before anybody has signed in', async ({
	page
}) => {
	const banner = page.getByRole('complementary', { name: '演示' });
	for (const path of ['/sign-in', '/join', '/setup', '/nowhere']) {
		await page.goto(server.url + path);
		await expect(banner).toBeVisible();
	}
	await page.getByRole('link', { name: '回到首页' }).click();
	await page.getByRole('button', { name: /^网格员 ·/ }).click();
	await expect(page).toHaveURL(/today/);
	await expect(banner).toBeVisible();
});

for (const [role, paths] of pagesOf)
	test(`axe finds nothing on the pages of the role ${role}, none is wider than the phone or wants more than its policy allows`, async ({
		page
	}) => {
		test.setTimeout(480_000);
		await signInAs(page, server.url, role);
		await allSent(page, 90_000);
		for (const path of paths) {
			await page.goto(server.url + path);
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
			await findsNothing(page, `${role} ${path}`);
		}
	});

test('axe finds nothing on a board, a household and the sheet of a visit', async ({ page }) => {
	test.setTimeout(480_000);
	await signInAs(page, server.url, 'unitLeader');
	await allSent(page);
	// With one unit the list of buildings leads straight to its board.
	await page.goto(`${server.url}/doors`);
	await expect(page.getByRole('gridcell').first()).toBeVisible();
	await findsNothing(page, 'board');
	await page.locator('[role=gridcell].due').first().click();
	await expect(page.getByRole('dialog')).toBeVisible();
	await findsNothing(page, 'sheet');
	await page.getByRole('link', { name: '看这一户' }).click();
	await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
	await findsNothing(page, 'household');
});

test('everything speaks English at once when asked to', async ({ page }) => {
	await signInAs(page, server.url, 'gridWorker');
	await page.goto(`${server.url}/me`);
	await page.getByRole('radio', { name: 'English' }).click();
	await expect(page.getByRole('link', { name: /Today/ })).toBeVisible();
	await page.goto(`${server.url}/today`);
	await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
	await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('a door is found by characters, sound, initials, number and the end of a phone', async ({
	page
}) => {
	await signInAs(page, server.url, 'gridWorker');
	await allSent(page);
	await page.goto(`${server.url}/find`);
	const box = page.getByRole('searchbox').or(page.getByRole('textbox')).first();
	await box.fill('101');
	await expect(page.getByRole('link', { name: /101/ }).first()).toBeVisible();
	const name = (await page.getByRole('listitem').first().innerText()).trim();
	expect(name.length).toBeGreaterThan(0);
	await box.fill('zzzzqqq');
	await expect(page.getByText('没有找到“zzzzqqq”').first()).toBeVisible();
});
