import type { Page } from '@playwright/test';
import axe from 'axe-core';

type WithAxe = typeof globalThis & { axe?: typeof axe };

/**
 * Everything that somebody could not see, hear or reach on the page, by axe's rules: the rule and the place. The page is
 * looked at with its colours at rest: in the middle of a change nothing has the contrast that it is read with. `only`: these
 * rules, for a page that has been looked at by all of them and now has other colours or sizes.
 */
export async function axeFinds(page: Page, only?: readonly string[]): Promise<string[]> {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	// Half a megabyte that the browser reads once for each document: most of the time of a look went into that.
	if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
	const found = await page.evaluate(
		async (rules) => {
			// Nothing is written up of what is right: a board of a tower takes a sixth of the time so.
			const { violations } = await (globalThis as WithAxe).axe!.run(document, {
				resultTypes: ['violations'],
				...(rules ? { runOnly: { type: 'rule', values: rules } } : {})
			});
			return violations.flatMap(({ id, nodes }) =>
				nodes.map((one) => `${id}: ${one.target.join(' ')}`)
			);
		},
		only && [...only]
	);
	// What moves has styles of its own, which the page's policy must allow as well.
	await page.emulateMedia({ reducedMotion: 'no-preference' });
	return found;
}
