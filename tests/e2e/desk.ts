import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { axeFinds } from './axe';
import { openHousehold } from './board';
import { allSent, readyOffline, signInAs } from './people';

// What several people at once need: desks in the office, and signal that comes and goes.

/** Somebody of the office at a browser of their own, with everything on it that they may hold. */
export interface Desk {
	context: BrowserContext;
	page: Page;
}

/** Opens a desk; `isOffline`: its pages open without a server, too. */
export async function openDesk(
	browser: Browser,
	url: string,
	{ isOffline = false, width = 390 } = {}
): Promise<Desk> {
	const context = await browser.newContext({ viewport: { width, height: 844 } });
	const page = await context.newPage();
	await signInAs(page, url, 'office');
	await allSent(page, 90_000);
	if (isOffline) await readyOffline(page);
	return { context, page };
}

/** The office looks a due household up on the board of the first grid; answers its id. */
export async function findHousehold(page: Page, url: string): Promise<string> {
	await page.goto(`${url}/doors`);
	await page.getByText('第1网格', { exact: true }).click();
	await page.getByRole('link', { name: /1号楼/ }).first().click();
	const due = page.locator('[role=gridcell].due').first();
	return openHousehold(page, (await due.getAttribute('data-key'))!);
}

/** The office takes a household out of the register; returns when the server has it. */
export async function takeOut(page: Page, url: string, householdId: string): Promise<void> {
	await page.goto(`${url}/office/register/household/${householdId}`);
	await page.getByRole('button', { name: '迁出或注销' }).click();
	const sheet = page.getByRole('dialog');
	await sheet.getByRole('radio', { name: '登记迁出' }).click();
	const push = pushed(page);
	await sheet.getByRole('button', { name: '是的，就这样办' }).click();
	await push;
}

/** Resolves when the server has answered the page's next push. */
export const pushed = (page: Page): Promise<unknown> =>
	page.waitForResponse((answer) => answer.url().endsWith('/api/sync/push') && answer.ok());

/** Tells the page that there is signal again, as browsers do some time after it is there. */
export const online = (page: Page): Promise<unknown> =>
	page.evaluate(() => dispatchEvent(new Event('online')));

/** Fails for anything on the page that somebody could not see, hear or reach. */
export async function isForEverybody(page: Page): Promise<void> {
	expect(await axeFinds(page)).toEqual([]);
}
