import { expect, type Page } from '@playwright/test';

/** What people do with cases, tap by tap; shared by the stories of mediation. */

/** The sheet that is open. */
export const sheet = (page: Page) => page.getByRole('dialog');

/** A new case, from the list to its own page. `more` chooses besides the category, on the step where it is asked for. */
export async function takeOn(
	page: Page,
	url: string,
	what: { matter: string; parties: [string, string]; choices: string[] }
): Promise<void> {
	await page.goto(`${url}/cases/new`);
	await page.getByLabel('发生了什么').fill(what.matter);
	await page.getByRole('link', { name: /下一步/ }).click();
	for (const [i, side] of (['甲方', '乙方'] as const).entries()) {
		await page.getByRole('button', { name: `加${side}` }).click();
		await sheet(page).getByLabel('姓名或单位').fill(what.parties[i]!);
		await sheet(page).getByRole('button', { name: '写好了' }).click();
	}
	await page.getByRole('link', { name: /下一步/ }).click();
	for (const name of what.choices) await page.getByRole('radio', { name, exact: true }).click();
	await page.getByRole('link', { name: /下一步/ }).click();
	await page.getByRole('button', { name: '登记这个案件' }).click();
	await expect(page.getByRole('heading', { name: '案卷记录' })).toBeVisible();
}

/** Adds one thing to the case on the page. `kind` as the sheet names it; `choices` besides. */
export async function write(
	page: Page,
	kind: string,
	words: string,
	choices: string[] = []
): Promise<void> {
	await page.getByRole('button', { name: '记一条' }).click();
	await sheet(page).getByRole('radio', { name: kind, exact: true }).click();
	for (const name of choices) await sheet(page).getByRole('radio', { name }).click();
	await sheet(page).getByLabel('内容').fill(words);
	await sheet(page).getByRole('button', { name: '记下' }).click();
	await expect(page.getByText(words)).toBeVisible();
}

/** Gives somebody a seat in the case on the page. */
export async function seat(page: Page, who: RegExp, part?: string): Promise<void> {
	await page.getByRole('button', { name: '请人参加、换人负责' }).click();
	await sheet(page).getByRole('radio', { name: who }).click();
	if (part) await sheet(page).getByRole('radio', { name: part }).click();
	await confirm(page);
}

/** Reads an act once more and saves it. */
export async function confirm(page: Page): Promise<void> {
	await sheet(page).getByRole('button', { name: '再看一遍' }).click();
	await sheet(page).getByRole('button', { name: '没有错，保存' }).click();
	await expect(sheet(page)).toBeHidden();
}

/** Draws a line into the nth field for a signature. */
export async function sign(page: Page, nth: number): Promise<void> {
	const field = page.locator('[data-signature]').nth(nth);
	// Into the middle: the buttons at the foot cover what is at the edge.
	await field.evaluate((one) => one.scrollIntoView({ block: 'center' }));
	const box = (await field.boundingBox())!;
	await page.mouse.move(box.x + 40, box.y + 40);
	await page.mouse.down();
	await page.mouse.move(box.x + 120, box.y + 70, { steps: 5 });
	await page.mouse.move(box.x + 160, box.y + 30, { steps: 5 });
	await page.mouse.up();
}

/** Comes back to the app again and again, as somebody who waits for a colleague's word does, until the page says it. */
export async function hears(page: Page, check: () => Promise<void>): Promise<void> {
	await expect(async () => {
		await page.evaluate(() => dispatchEvent(new Event('focus')));
		await check();
	}).toPass({ timeout: 120_000, intervals: [1_000] });
}

/** As `hears`, for words that then stand on the page. */
export const hearsOf = (page: Page, words: string | RegExp): Promise<void> =>
	hears(page, () => expect(page.getByText(words).first()).toBeVisible({ timeout: 3_000 }));
