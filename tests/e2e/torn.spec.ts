import { expect } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { readyOffline, signInAs } from './people';
import { test } from './policy';

let server: ServerProcess;

test.beforeAll(async () => {
	test.setTimeout(240_000);
	server = await startServerProcess('smallDemo');
});
test.afterAll(() => server?.end());

test('code that did not arrive is told of in plain words, and comes with the next try', async ({
	browser
}) => {
	// The worker that keeps all code on the phone is still on its way: the very first minute.
	const context = await browser.newContext({
		viewport: { width: 390, height: 844 },
		serviceWorkers: 'block'
	});
	const page = await context.newPage();
	// The form is fetched in advance after this long; here it is fetched with the first tap.
	await page.addInitScript(() => {
		const real = window.setTimeout.bind(window);
		window.setTimeout = ((run: () => void, ms?: number) =>
			ms === 1500 ? 0 : real(run, ms)) as typeof window.setTimeout;
	});
	await signInAs(page, server.url, 'gridWorker');
	const due = page.getByRole('main').getByRole('button', { name: /还没走访过/ });
	await expect(due.first()).toBeVisible({ timeout: 60_000 });

	let isCut = false;
	await page.route('**/_app/immutable/chunks/*.js', (route) =>
		isCut ? route.abort() : route.continue()
	);
	await page.goto(`${server.url}/today`, { waitUntil: 'commit' });
	await expect(due.first()).toBeVisible({ timeout: 60_000 });
	isCut = true;
	await due.first().click();
	const bar = page.getByRole('status').filter({ hasText: '邻里没有下载完' });
	await expect(bar).toBeVisible();

	// The signal is back; a browser may remember what failed, so that only a fresh page fetches it.
	isCut = false;
	await bar.getByRole('button', { name: '再试一次' }).click();
	await expect(bar).toBeHidden();
	await due.first().click();
	await expect(page.getByRole('dialog').getByRole('button', { name: /没人/ })).toBeVisible();
	await context.close();
});

test('a first download that was cut is begun anew with the next signal, without a reload', async ({
	browser
}) => {
	const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
	const page = await context.newPage();
	let refused = 0;
	await page.exposeFunction('refuse', () => ++refused);
	// The first try fails as it does on a line that is cut.
	await page.addInitScript(() => {
		const workers = navigator.serviceWorker;
		const real = workers.register.bind(workers);
		let isFirst = true;
		workers.register = async (...given) => {
			if (!isFirst) return real(...given);
			isFirst = false;
			await (window as unknown as { refuse: () => Promise<number> }).refuse();
			throw new TypeError('cut');
		};
	});
	await page.goto(`${server.url}/sign-in`);
	await expect.poll(() => refused).toBe(1);
	expect(await page.evaluate(() => navigator.serviceWorker.getRegistration())).toBeUndefined();
	await page.evaluate(() => dispatchEvent(new Event('online')));
	await readyOffline(page);
	expect(refused).toBe(1);
	await context.close();
});
