import { expect, type Page } from '@playwright/test';
import { axeFinds } from './axe';

// What a page looks like to the people who look at it. With `LINLI_PICTURES`, a folder, it is kept for our own eyes.

const folder = process.env.LINLI_PICTURES;
// Of the dark axe is asked about colours, and of large letters about what has to be scrolled: they change nothing else.
const looks = [
	['dark', 'normal', ['color-contrast']],
	['light', 'elder', ['scrollable-region-focusable']],
	['light', 'normal', undefined]
] as const;

const dress = (page: Page, theme: string, size: string) =>
	page.evaluate(
		([t, s]) => Object.assign(document.documentElement.dataset, { theme: t, size: s }),
		[theme, size] as const
	);

/** Longer pages are cut: nobody looks at more of one at a time, and few programs show it. */
const mostHigh = 2_600;

async function keep(page: Page, name: string): Promise<void> {
	const path = `${folder}/${name}.png`;
	if (await page.getByRole('dialog').count()) {
		await page.screenshot({ path });
		return;
	}
	const { height, width } = await page.evaluate(() => ({
		height: document.documentElement.scrollHeight,
		width: innerWidth
	}));
	const clip = { x: 0, y: 0, width, height: Math.min(height, mostHigh) };
	await page.screenshot({ path, fullPage: true, clip });
}

/** Fails where a page is wider than the screen in the light, in the dark or in large letters, or not for everybody. */
export async function look(page: Page, name: string): Promise<void> {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	for (const [theme, size, only] of looks) {
		await dress(page, theme, size);
		if (folder) await keep(page, `${name}-${theme}-${size}`);
		const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(over, `${name} ${theme} ${size} is wider than the screen`).toBeLessThanOrEqual(0);
		expect(await axeFinds(page, only), `${name} ${theme} ${size}`).toEqual([]);
	}
}

/** Prints the page as its own style asks for, if pictures are kept. */
export async function paper(page: Page, name: string): Promise<void> {
	if (folder) await page.pdf({ path: `${folder}/${name}.pdf`, preferCSSPageSize: true });
}
