import { expect, test } from '@playwright/test';
import { paperCases, pictures } from './paper-cases';
import { printed, readFont, startDrawing, type Drawing } from './paper-drawing';
import { charactersOf } from './woff2-characters';

// Every kind of paper of a mediation file as it comes out of the printer, held against a picture of it that somebody has
// looked at. After a change that is meant: `npx playwright test paper-pictures --update-snapshots`, and look at them again.

let drawing: Drawing;
test.beforeAll(async () => {
	drawing = await startDrawing();
});
test.afterAll(() => drawing?.end());

test('the font of the pictures has every character of the papers', () => {
	const has = charactersOf(readFont());
	const drawn = paperCases.map(({ sheets }) => JSON.stringify(sheets())).join('');
	const missing = [...new Set(drawn)].filter((char) => !has.has(char)).sort();
	expect(missing.join(''), 'make the font anew: node tests/e2e/fonts/make.mjs').toBe('');
});

for (const { name, called, pages, sheets } of paperCases)
	test(`${called} is printed as it was`, async ({ page }) => {
		await page.setContent(drawing.html(sheets(), pictures));
		await page.evaluate(() => document.fonts.ready);
		const found = await printed(page);
		for (const [i, picture] of found.entries())
			// A stroke of the pen may come out a shade lighter; two characters that are not there are far more.
			expect.soft(picture).toMatchSnapshot(`${name}-${i + 1}.png`, { maxDiffPixels: 20 });
		expect(found).toHaveLength(pages);
	});
