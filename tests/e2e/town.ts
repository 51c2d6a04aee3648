import { expect, type Page } from '@playwright/test';
import type { ServerProcess } from '../bench/server-process';
import type { UploadFile } from './sheets';
import { allSent, readyOffline } from './people';

/** The administrator of a town that a test has set up. */
export const admin = { login: '管理甲', password: '一句好记的长密码' };

/** Unlocks the page if it is locked. */
export async function unlock(page: Page, secret: string): Promise<void> {
	await page.getByLabel('数字密码或登录密码').fill(secret);
	await page.getByRole('button', { name: '解锁', exact: true }).click();
}

/** From an empty server to a register: the first administrator, one community, and what a sheet has. */
export async function setUpTown(
	page: Page,
	server: ServerProcess,
	sheet: UploadFile
): Promise<void> {
	await page.goto(`${server.url}/setup#t=${server.setupToken()}`);
	await page.getByLabel('街道名称').fill('万青路街道');
	await page.getByLabel('区划代码').fill('150204003');
	await page.getByLabel('姓名').fill('管理甲');
	await page.getByLabel('登录名').fill(admin.login);
	await page.getByLabel('密码', { exact: true }).fill(admin.password);
	await page.getByRole('button', { name: '完成设置' }).click();
	await page
		.getByRole('link', { name: /加社区/ })
		.first()
		.click();
	await page.getByRole('button', { name: '添加社区' }).first().click();
	const form = page.getByRole('dialog');
	await form.getByLabel('名称').fill('柳荫社区');
	await form.getByLabel('社区代码的后 3 位').fill('008');
	await form.getByRole('button', { name: '添加社区' }).click();
	await expect(page.getByText('柳荫社区').first()).toBeVisible();
	await allSent(page);
	// From then on a page that is loaded anew stays open.
	await readyOffline(page);
	await page.goto(`${server.url}/office/register/import`);
	await page.setInputFiles('input[type=file]', sheet);
	await page.getByRole('button', { name: '确认导入' }).click({ timeout: 60_000 });
	await expect(page.getByRole('heading', { name: '导入完成' })).toBeVisible({ timeout: 60_000 });
}

/** Whom tests appoint, as the page names them. */
export type StaffRole = '网格员' | '社区工作人员' | '调解员' | '调委会主任' | '驻点律师、民警';

/** Appoints somebody in the town's first community, a grid worker in its first grid; answers the one-time link. */
export async function appoint(page: Page, server: ServerProcess, name: string, role: StaffRole) {
	await page.goto(`${server.url}/office/staff`);
	await allSent(page);
	await page.getByRole('button', { name: '任命' }).click();
	const form = page.getByRole('dialog');
	await form.getByRole('radio', { name: role }).click();
	await form.getByRole('combobox', { name: '社区' }).selectOption({ label: '柳荫社区' });
	if (role === '网格员')
		await form.getByRole('combobox', { name: '网格' }).selectOption({ label: '第一网格' });
	await form.getByLabel('姓名').fill(name);
	await form.getByRole('button', { name: '任命' }).click();
	const link = page.getByText(/\/join#t=/);
	await expect(link).toBeVisible({ timeout: 30_000 });
	return (await link.innerText()).trim();
}

/** Opens a one-time link and sets the password with which its person signs in from then on; ends where they begin. */
export async function join(
	page: Page,
	link: string,
	login: string,
	password: string,
	home = /today/
) {
	await page.goto(link);
	await page.getByLabel('登录名').fill(login);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '开始使用' }).click();
	await page.waitForURL(home);
	await allSent(page, 120_000);
}
