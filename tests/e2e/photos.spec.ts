import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { findPlace, readPicture } from '../../src/lib/domain/photo/picture';
import { exifSegment, withSegments } from '../../src/lib/domain/photo/test-pictures';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { serveAndCut, type CuttingServer } from './cutting-server';
import { allSent, readyOffline, signInAs } from './people';
import { Phone } from './phone';

let server: ServerProcess;
let front: CuttingServer;
let phone: Phone;

test.beforeEach(async () => {
	test.setTimeout(300_000);
	server = await startServerProcess('smallDemo');
	front = await serveAndCut(server.url);
	phone = new Phone();
});
test.afterEach(async () => {
	await phone?.discard();
	await front?.end();
	await server?.end();
});

/** A picture as a phone's camera makes it: large, full of detail, and with the place in it. */
async function cameraPicture(page: Page): Promise<Buffer> {
	const base64 = await page.evaluate(async () => {
		const canvas = document.createElement('canvas');
		canvas.width = 2400;
		canvas.height = 1800;
		const brush = canvas.getContext('2d')!;
		// Not noise alone, which no camera sees; not one colour, which would weigh nothing.
		for (let i = 0; i < 24_000; i++) {
			brush.fillStyle = `hsl(${(i * 47) % 360} 60% ${20 + ((i * 13) % 60)}%)`;
			brush.fillRect((i * 7919) % 2400, (i * 104_729) % 1800, 26, 14);
		}
		return canvas.toDataURL('image/jpeg', 0.95).split(',')[1]!;
	});
	const jpeg = Uint8Array.from(Buffer.from(base64, 'base64'));
	return Buffer.from(withSegments(jpeg, exifSegment(40.6583, 109.8403)));
}

/** Photos that the server has kept: the hash by name and the bytes. */
function keptPhotos(): { hash: string; bytes: Buffer }[] {
	const folder = join(server.folder, 'photos');
	const files = () => readdirSync(folder, { recursive: true, withFileTypes: true });
	try {
		return files()
			.filter((file) => file.isFile())
			.map(({ parentPath, name }) => ({
				hash: name,
				bytes: readFileSync(join(parentPath, name))
			}));
	} catch {
		// The folder is made when the first photo comes.
		return [];
	}
}

/** How many photos lie on the phone. */
const photosOnPhone = (page: Page): Promise<number> =>
	page.evaluate(async () => {
		const all = await indexedDB.databases();
		const name = all.find((one) => one.name?.startsWith('linli-'))!.name!;
		const db = await new Promise<IDBDatabase>((done, fail) => {
			const asked = indexedDB.open(name);
			asked.onsuccess = () => done(asked.result);
			asked.onerror = () => fail(asked.error);
		});
		return new Promise<number>((done) => {
			const count = db.transaction('photos').objectStore('photos').count();
			count.onsuccess = () => {
				db.close();
				done(count.result);
			};
		});
	});

/** Waits for the proof. A cookie younger than half a minute dies with the browser; then the phone asks to sign in, and keeps all. */
async function untilSent(page: Page): Promise<void> {
	const signIn = page.getByText(/请重新登录/);
	await expect(signIn.or(page.getByText(/^全部已送达/))).toBeVisible({ timeout: 90_000 });
	if (await signIn.isVisible()) await signInAs(page, front.url, 'gridWorker');
	await allSent(page, 90_000);
}

/** Opens the sheet of the first door that is due, where there is something to note; answers the door's key. */
async function openMatter(page: Page): Promise<string> {
	await page.goto(`${front.url}/doors`);
	await page.getByRole('link', { name: /1号楼/ }).first().click();
	const door = page.locator('[role=gridcell].due').first();
	const key = (await door.getAttribute('data-key'))!;
	await door.click();
	await page.getByRole('dialog').getByRole('button', { name: /有事/ }).click();
	return key;
}

test('a photo taken without signal survives a killed phone and a cut line, and arrives once, whole, without its place', async ({
	page: desk
}) => {
	let page = await phone.on();
	await signInAs(page, front.url, 'gridWorker');
	await allSent(page);
	await readyOffline(page);
	const picture = await cameraPicture(page);
	expect(findPlace(picture).place?.lat).toBeCloseTo(40.6583, 4);
	await openMatter(page);
	await server.stop();

	const form = page.getByRole('dialog');
	const files = form.locator('input[type=file]');
	await files.last().setInputFiles({
		name: 'note.txt',
		mimeType: 'image/jpeg',
		buffer: Buffer.from('not a picture')
	});
	await expect(form.getByText('这个文件打不开')).toBeVisible();
	await files.first().setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: picture });
	await expect(form.getByRole('img', { name: '照片 1 / 1' })).toBeVisible();
	await expect(form.getByLabel(/记下在哪里拍的/)).not.toBeChecked();
	await form.getByRole('button', { name: '保存' }).click();
	await expect(page.getByText(/已记在手机上/)).toBeVisible();
	await phone.die();

	await server.start();
	front.cutPieces(2);
	page = await phone.on();
	await page.goto(`${front.url}/today`);
	await untilSent(page);
	expect(front.cuts()).toBe(2);
	// One upload, gone on with after each cut.
	expect(front.passed.filter((method) => method === 'POST')).toHaveLength(1);
	const pieces = front.passed.filter((one) => one.startsWith('PATCH'));
	expect(front.passed).toContain('HEAD');
	// In the middle of the piece that was cut, and not from its beginning.
	expect(Number(pieces[0]!.split(' ')[1])).toBeGreaterThan(0);

	const [kept, ...others] = keptPhotos();
	expect(others).toEqual([]);
	expect(createHash('sha256').update(kept!.bytes).digest('hex')).toBe(kept!.hash);
	expect(readPicture(kept!.bytes)).toEqual({ type: 'image/jpeg', width: 1600, height: 1200 });
	expect(findPlace(kept!.bytes).hasPlace).toBe(false);
	expect(kept!.bytes.includes('Exif')).toBe(false);
	expect(readdirSync(join(server.folder, 'uploads'))).toEqual([]);
	await expect.poll(() => photosOnPhone(page)).toBe(0);

	// The office sees it, large as well.
	let address = '';
	desk.on('request', (request) => {
		if (request.url().includes('/api/photos/')) address = new URL(request.url()).pathname;
	});
	await signInAs(desk, server.url, 'office');
	await desk.goto(`${server.url}/office/review`);
	const seen = desk.getByRole('button', { name: /^放大看照片/ });
	await desk.getByRole('article').first().waitFor();
	// The earliest come first, and this one is of today.
	const more = desk.getByRole('button', { name: /^再看 \d+ 条/ });
	while (await more.isVisible()) await more.click();
	await seen.click();
	const large = desk.getByRole('dialog').getByRole('img');
	await expect(large).toBeVisible();
	expect(await large.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1600);
	expect(address).toContain(kept!.hash);
	const answered = await desk.evaluate(async (path) => {
		const { status, headers } = await fetch(path);
		return { status, ...Object.fromEntries(headers) };
	}, address);
	expect(answered).toMatchObject({
		status: 200,
		'content-type': 'image/jpeg',
		'content-security-policy': "default-src 'none'; sandbox",
		'cache-control': 'private, no-cache',
		'x-content-type-options': 'nosniff'
	});

	// Another unit's leader is told the same as about a photo that never was; and so is nobody.
	const outside = await desk.context().browser()!.newContext();
	const stranger = await outside.newPage();
	const ask = (path: string) =>
		stranger.evaluate(async (one) => {
			const answer = await fetch(one);
			return `${answer.status} ${await answer.text()}`;
		}, path);
	await stranger.goto(`${server.url}/sign-in`);
	expect(await ask(address)).toBe('401 {"code":"notSignedIn"}');
	await signInAs(stranger, server.url, 'unitLeader');
	expect(await ask(address)).toBe('404 {"code":"notFound"}');
	expect(await ask(address.replace(/.{8}$/, '00000000'))).toBe('404 {"code":"notFound"}');
	await outside.close();
});

test('a photo in a half filled form is still there after the phone died, and the place is kept only when chosen', async () => {
	let page = await phone.on();
	await signInAs(page, front.url, 'gridWorker');
	await allSent(page);
	await readyOffline(page);
	const picture = await cameraPicture(page);
	const key = await openMatter(page);
	const form = () => page.getByRole('dialog');
	const taken = { name: 'IMG_2.jpg', mimeType: 'image/jpeg', buffer: picture };
	await form().locator('input[type=file]').first().setInputFiles(taken);
	await expect(form().getByRole('img', { name: '照片 1 / 1' })).toBeVisible();
	await page.waitForTimeout(1_000); // four times as long as a draft needs to reach the disk
	await phone.die();

	page = await phone.on();
	await openMatterAgain(page);
	await expect(form().getByRole('img', { name: '照片 1 / 1' })).toBeVisible();
	await form()
		.getByLabel(/记下在哪里拍的/)
		.check();
	await form().getByRole('button', { name: '保存' }).click();
	await expect(page.getByText(/已记在手机上/)).toBeVisible();
	await untilSent(page);
	// The line may still be the one from before the save.
	await expect.poll(() => keptPhotos().length).toBe(1);
	const [kept] = keptPhotos();
	expect(findPlace(kept!.bytes).hasPlace).toBe(false);

	await page.goto(`${front.url}/doors`);
	await page.getByRole('link', { name: /1号楼/ }).first().click();
	await page.locator(`[data-key="${key}"]`).click();
	await form()
		.getByRole('link', { name: /看这一户/ })
		.click();
	await page.getByRole('button', { name: /^放大看照片/ }).click();
	await expect(form().getByText('拍摄地点：北纬 40.6583，东经 109.8403')).toBeVisible();
});

/** The sheet opens with what was begun: nobody has to say again that there was something. */
async function openMatterAgain(page: Page): Promise<void> {
	await page.goto(`${front.url}/doors`);
	await page.getByRole('link', { name: /1号楼/ }).first().click();
	await page.locator('[role=gridcell].due').first().click();
	await expect(page.getByRole('dialog').getByText('上次写了一半')).toBeVisible();
}
