import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * Everything that somebody could not see, hear or reach on the page, by axe's rules: the rule and the place. The page is
 * looked at with its colours at rest: in the middle of a change nothing has the contrast that it is read with. `only`: these
 * rules, for a page that has been looked at by all of them and now has other colours or sizes.
 */
export async function axeFinds(page: Page, only?: readonly string[]): Promise<string[]> {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	// Nothing is written up of what is right, and all of it happens in the page, since that has no frames of others: a
	// board of a tower takes a sixth of the time so.
	const { violations } = await new AxeBuilder({ page })
		.options({
			resultTypes: ['violations'],
			...(only ? { runOnly: { type: 'rule', values: [...only] } } : {})
		})
		.setLegacyMode()
		.analyze();
	// What moves has styles of its own, which the page's policy must allow as well.
	await page.emulateMedia({ reducedMotion: 'no-preference' });
	return violations.flatMap(({ id, nodes }) =>
		nodes.map((one) => `${id}: ${one.target.join(' ')}`)
	);
}
