import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { allSent, readyOffline, signInAs } from './people';

let server: ServerProcess;

test.beforeAll(async () => {
	test.setTimeout(240_000);
	server = await startServerProcess('smallDemo');
});
test.afterAll(() => server?.end());

const passphrase = '三楼的桂花又开了';
const phoneSize = { width: 390, height: 844 };

/** The smallest picture there is; the phone draws it anew. */
const picture = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
	'base64'
);

/** Names of the photos that the server has kept. */
function keptPhotos(): string[] {
	const files = readdirSync(join(server.folder, 'photos'), {
		recursive: true,
		withFileTypes: true
	});
	return files.filter((file) => file.isFile()).map(({ name }) => name);
}

/** Chooses the file on the page 我的, opens it with a passphrase and leaves the sheet as it then is. */
async function openFile(page: Page, path: string, words = passphrase) {
	await page.goto(`${server.url}/me`);
	await page.getByRole('button', { name: '从文件取回记录' }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByLabel('选择文件').last().setInputFiles(path);
	await sheet.getByLabel('文件的口令').fill(words);
	await sheet.getByRole('button', { name: '打开' }).click();
	return sheet;
}

test('work that a phone cannot send travels as a file, and counts once whoever brings it', async ({
	page,
	context,
	browser
}, info) => {
	test.setTimeout(420_000);
	const path = info.outputPath('work.linli');

	await test.step('without signal the phone saves what it has as a file', async () => {
		await signInAs(page, server.url, 'gridWorker');
		await allSent(page);
		await readyOffline(page);
		await page.goto(`${server.url}/doors`);
		await page.getByRole('link', { name: /1号楼/ }).first().click();
		const due = page.locator('[role=gridcell].due').first();
		await expect(due).toBeVisible();
		const key = await due.getAttribute('data-key');
		await context.setOffline(true);
		await page.locator(`[data-key="${key}"]`).click();
		const form = page.getByRole('dialog');
		await form.getByRole('button', { name: /有事/ }).click();
		await form
			.locator('input[type=file]')
			.first()
			.setInputFiles({ name: 'IMG_1.png', mimeType: 'image/png', buffer: picture });
		await expect(form.getByRole('img', { name: '照片 1 / 1' })).toBeVisible();
		await form.getByRole('button', { name: '保存' }).click();
		await expect(page.getByText(/已记在手机上/)).toBeVisible();

		await page.goto(`${server.url}/me`);
		await page.getByRole('button', { name: '把没上传的记录存成文件' }).click();
		const sheet = page.getByRole('dialog');
		await expect(
			sheet.getByText(/1 条还没有办完的记录、1 份还没传上去的照片或录音会存进文件/)
		).toBeVisible();
		await sheet.getByLabel('给文件设一句口令').fill('太短');
		await sheet.getByRole('button', { name: '存成文件' }).click();
		await expect(sheet.getByText('口令太短了')).toBeVisible();
		await sheet.getByLabel('给文件设一句口令').fill(passphrase);
		await sheet.getByLabel('再写一遍口令').fill(passphrase);
		await page.screenshot({ path: info.outputPath('save.png') });
		const download = page.waitForEvent('download');
		await sheet.getByRole('button', { name: '存成文件' }).click();
		const saved = await download;
		expect(saved.suggestedFilename()).toMatch(/^linli-\d{4}-\d\d-\d\d\.linli$/);
		await saved.saveAs(path);
		await expect(sheet.getByText(/已存成文件 linli-/)).toBeVisible();
		await expect(sheet.getByText('文件里有 1 份照片或录音。')).toBeVisible();
		await page.screenshot({ path: info.outputPath('saved.png') });
		await sheet.getByRole('button', { name: '关闭' }).click();
	});

	const desk = await browser.newContext({ viewport: phoneSize, locale: 'zh-CN' });
	const office = await desk.newPage();
	await test.step('the office brings it with the passphrase, the photo as well', async () => {
		await signInAs(office, server.url, 'office');
		await allSent(office, 90_000);
		const sheet = await openFile(office, path);
		await expect(sheet.getByText(/服务器会记下是您代传的/)).toBeVisible();
		await sheet.getByRole('button', { name: '上传' }).click();
		await expect(sheet.getByText('1 条已上传')).toBeVisible({ timeout: 30_000 });
		await expect(sheet.getByText('1 份照片或录音已上传')).toBeVisible();
		await office.screenshot({ path: info.outputPath('carried.png') });
		expect(keptPhotos()).toHaveLength(1);
		const again = await openFile(office, path);
		await again.getByRole('button', { name: '上传' }).click();
		await expect(again.getByText('1 条服务器早就有了')).toBeVisible({ timeout: 30_000 });
		await expect(again.getByText('1 份照片或录音服务器早就有了')).toBeVisible();
	});

	const second = await browser.newContext({ viewport: phoneSize, locale: 'zh-CN' });
	const other = await second.newPage();
	await test.step('its owner brings it back on another phone, which changes nothing', async () => {
		await signInAs(other, server.url, 'gridWorker');
		await allSent(other, 90_000);
		const locked = await openFile(other, path, '不是这一句口令');
		await expect(locked.getByText(/口令不对/)).toBeVisible();
		const sheet = await openFile(other, path);
		await expect(sheet.getByText('文件里有 1 条记录、1 份照片或录音。')).toBeVisible();
		await other.screenshot({ path: info.outputPath('open.png') });
		await sheet.getByRole('button', { name: '上传' }).click();
		await expect(sheet.getByText('1 条服务器早就有了')).toBeVisible({ timeout: 30_000 });
		await expect(sheet.getByText('1 份照片或录音在这台手机里，会自己上传')).toBeVisible();
		await other.screenshot({ path: info.outputPath('brought.png') });
		await allSent(other, 90_000);
	});

	await test.step('the first phone sends it, too, and everything is there once', async () => {
		await context.setOffline(false);
		await page.evaluate(() => dispatchEvent(new Event('online')));
		await allSent(page, 120_000);
		await page.goto(`${server.url}/me`);
		await expect(page.getByText('现在没有没上传的记录')).toBeVisible();
		expect(keptPhotos()).toHaveLength(1);
	});
	await second.close();
	await desk.close();
});
