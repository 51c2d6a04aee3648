import { expect, type Locator, type Page } from '@playwright/test';

// What people do on the door board, in the words of the tests.

/** Opens the board of the first tower; answers the keys of its due doors. */
export async function openBoard(page: Page, url: string): Promise<string[]> {
	await page.goto(`${url}/doors`);
	await page.getByRole('link', { name: /1号楼/ }).first().click();
	const due = page.locator('[role=gridcell].due');
	await due.first().waitFor();
	return due.evaluateAll((doors) => doors.map((door) => (door as HTMLElement).dataset.key!));
}

/** A door, whatever it shows. */
export const door = (page: Page, key: string): Locator => page.locator(`[data-key="${key}"]`);

/** A door as long as it shows this: `due`, `tried`, `done`. */
export const tile = (page: Page, key: string, tone: string): Locator =>
	page.locator(`[data-key="${key}"].${tone}`);

/** The button of an open door for nobody at home. */
export const nobody = (page: Page): Locator =>
	page.getByRole('dialog').getByRole('button', { name: /没人/ });

/** Two taps: nobody at home. Returns when the door shows it. */
export async function knock(page: Page, key: string): Promise<void> {
	await door(page, key).click();
	await nobody(page).click();
	await expect(tile(page, key, 'tried')).toBeVisible();
}

/** Opens the page of a door's household; answers its id. */
export async function openHousehold(page: Page, key: string): Promise<string> {
	await door(page, key).click();
	await page.getByRole('link', { name: '看这一户' }).click();
	await page.waitForURL(/household/);
	return new URL(page.url()).pathname.split('/')[2]!;
}
