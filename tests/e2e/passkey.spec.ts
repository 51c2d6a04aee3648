import { expect, type BrowserContext, type Page } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { allSent, readyOffline } from './people';
import { test } from './policy';
import { goodSheet } from './sheets';
import { appoint, join, setUpTown, unlock } from './town';

let server: ServerProcess;
let links: string[];
const password = '另一句好记的密码';

test.use({ viewport: { width: 390, height: 844 } });
test.beforeAll(async ({ browser }) => {
	test.setTimeout(300_000);
	const started = await startServerProcess('nothing');
	// A bare address has no passkeys; this name means the same machine.
	server = { ...started, url: started.url.replace('127.0.0.1', 'localhost') };
	const desk = await browser.newContext({ locale: 'zh-CN' });
	const page = await desk.newPage();
	await setUpTown(page, server, goodSheet());
	links = [
		await appoint(page, server, '网格乙', '网格员'),
		await appoint(page, server, '网格丁', '网格员')
	];
	await desk.close();
});
test.afterAll(() => server?.end());

/** Puts a fingerprint reader into the browser, which knows its owner. */
async function withReader(context: BrowserContext, page: Page, hasPrf: boolean) {
	const cdp = await context.newCDPSession(page);
	await cdp.send('WebAuthn.enable');
	await cdp.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			ctap2Version: 'ctap2_1',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
			hasPrf
		}
	});
}

/** The next time that this page asks for a finger, its owner turns away. */
const turnAwayOnce = (page: Page): Promise<void> =>
	page.evaluate(() => {
		const { credentials } = navigator;
		const get = credentials.get.bind(credentials);
		credentials.get = () => {
			credentials.get = get;
			return Promise.reject(new DOMException('', 'NotAllowedError'));
		};
	});

const locked = (page: Page) => page.getByRole('heading', { name: /，请解锁/ });
const unlockByFinger = (page: Page) =>
	page.getByRole('button', { name: '用指纹或面容解锁' }).click();

async function lockNow(page: Page): Promise<void> {
	await page.goto(`${server.url}/me`);
	await page.getByRole('button', { name: '现在锁上' }).click();
	await expect(locked(page)).toBeVisible();
}
async function signOut(page: Page): Promise<void> {
	await page.goto(`${server.url}/me`);
	await page.getByRole('button', { name: '退出登录' }).click();
	await page.getByRole('dialog').getByRole('button', { name: '退出登录' }).click();
	await page.waitForURL(/sign-in/);
}

test('a fingerprint unlocks without a server and signs in without a name, until it is removed', async ({
	page,
	context
}) => {
	test.setTimeout(300_000);
	await withReader(context, page, true);
	await join(page, links[0]!, 'wangge1', password);
	await readyOffline(page);

	await test.step('a passkey is added, and opens this phone', async () => {
		await page.goto(`${server.url}/me/access`);
		await page.getByRole('button', { name: '在这台设备上添加' }).click();
		await expect(page.getByText('能解锁这台', { exact: true })).toBeVisible();
		await expect(page.getByText('还没有用它登录过')).toBeVisible();
	});

	await lockNow(page);
	await server.stop();
	await test.step('without a server a finger opens it; turning away opens nothing, and is no wrong try', async () => {
		await page.goto(`${server.url}/doors`);
		await expect(locked(page)).toBeVisible();
		await turnAwayOnce(page);
		await unlockByFinger(page);
		await expect(page.getByText('没有完成。可以再点一次，或者输密码。')).toBeVisible();
		await unlock(page, '猜的密码');
		await expect(page.getByText('还可以试 9 次')).toBeVisible();
		await unlockByFinger(page);
		await expect(page.getByRole('gridcell')).toHaveCount(3);
	});
	await server.start();

	await test.step('signed out, a finger signs in again, and finds everything', async () => {
		await page.goto(`${server.url}/today`);
		await allSent(page);
		await signOut(page);
		await page.getByRole('button', { name: '用通行密钥登录' }).click();
		await page.waitForURL(/today/);
		await allSent(page);
		await page.goto(`${server.url}/me/access`);
		await expect(page.getByText(/^最近登录/)).toBeVisible();
		await expect(page.getByText(/· 通行密钥$/)).toBeVisible();
	});

	await test.step('removed, it neither unlocks nor signs in', async () => {
		await page.getByRole('button', { name: '删除', exact: true }).click();
		await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
		await expect(page.getByText('已经删除')).toBeVisible();
		await lockNow(page);
		await expect(page.getByRole('button', { name: '用指纹或面容解锁' })).toHaveCount(0);
		await unlock(page, password);
		await expect(page.getByRole('button', { name: '现在锁上' })).toBeVisible();
		await signOut(page);
		await page.getByRole('button', { name: '用通行密钥登录' }).click();
		await expect(page.getByText(/这把通行密钥不能用了/)).toBeVisible();
	});
});

test('a passkey that answers no secret signs in, and says where the password is needed once', async ({
	page,
	context
}) => {
	test.setTimeout(300_000);
	await withReader(context, page, false);
	await join(page, links[1]!, 'wangge2', password);
	// Before that, a page that is loaded anew is not open.
	await readyOffline(page);
	await page.goto(`${server.url}/me/access`);
	await page.getByRole('button', { name: '在这台设备上添加' }).click();
	await expect(page.getByText('加好了，可以用来登录。这台设备解锁还是用密码')).toBeVisible();
	await signOut(page);
	await page.getByRole('button', { name: '用通行密钥登录' }).click();
	await expect(locked(page)).toBeVisible();
	await unlock(page, password);
	await page.waitForURL(/today/);
	await signOut(page);
	await page.evaluate(() => indexedDB.deleteDatabase('linli.keys'));
	await page.getByRole('button', { name: '用通行密钥登录' }).click();
	await expect(page.getByText(/请在这台手机上用登录名和密码登录一次/)).toBeVisible();
});
