import { expect } from '@playwright/test';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { allSent, readyOffline, signInAs } from './people';
import { test } from './policy';

// Every page does its work under the strictest policy for content that browsers know: pages.spec.ts opens them all, with
// the test that fails for a complaint. Here is what it does not see: that such a complaint is heard, and the kept shell.

let server: ServerProcess;

test.beforeAll(async () => {
	test.setTimeout(240_000);
	server = await startServerProcess('smallDemo');
});
test.afterAll(() => server?.end());

test('a script in the page, a style in the page and text as markup are refused, and this test would see it', async ({
	page,
	complaints
}) => {
	await page.goto(`${server.url}/sign-in`);
	await expect(page.getByRole('heading').first()).toBeVisible();
	expect(complaints).toEqual([]);
	const did = await page.evaluate(() => {
		const script = document.createElement('script');
		try {
			script.text = 'window.ran = true';
		} catch {
			// Trusted Types: text is no script.
		}
		document.body.append(script);
		const style = document.createElement('style');
		style.textContent = 'body { outline: 7px solid red }';
		document.head.append(style);
		let isMarkup = true;
		try {
			document.body.insertAdjacentHTML('beforeend', '<i id="planted"></i>');
		} catch {
			isMarkup = false;
		}
		const ran = (window as { ran?: boolean }).ran ?? false;
		const isStyled = getComputedStyle(document.body).outlineWidth === '7px';
		return { ran, isStyled, isMarkup };
	});
	expect(did).toEqual({ ran: false, isStyled: false, isMarkup: false });
	await expect.poll(() => complaints.length).toBeGreaterThanOrEqual(2);
	complaints.length = 0;
});

test('a board, the sheet of a visit and a household want no more than the policy allows, with signal and without', async ({
	page,
	context
}) => {
	test.setTimeout(240_000);
	await signInAs(page, server.url, 'unitLeader');
	await allSent(page, 90_000);
	await readyOffline(page);
	for (const isOffline of [false, true]) {
		await context.setOffline(isOffline);
		await page.goto(`${server.url}/doors`);
		await page.locator('[role=gridcell].due').first().click();
		await expect(page.getByRole('dialog')).toBeVisible();
		await page.getByRole('link', { name: '看这一户' }).click();
		await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
		// The shell that the phone kept brings its policy along.
		const policy = await page.evaluate(async () =>
			(await fetch('/')).headers.get('content-security-policy')
		);
		expect(policy).toContain("require-trusted-types-for 'script'");
	}
});
