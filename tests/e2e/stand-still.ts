import type { Page } from '@playwright/test';

/**
 * Stops a page in the middle of what it does, as a phone stops a tab that nobody looks at: none of its code runs and no
 * event reaches it, while its requests, its lock and its database stay open. Chromium under a driver takes every page
 * for a visible one and ignores `Page.setWebLifecycleState`, so the debugger holds it.
 */
export async function standStill(page: Page): Promise<{ goOn(): Promise<void> }> {
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Debugger.enable');
	const paused = new Promise<void>((resolve) => devtools.once('Debugger.paused', () => resolve()));
	await devtools.send('Debugger.pause');
	// It stops at the next thing that it does, which is this.
	const next = page.evaluate(() => document.title);
	await paused;
	return {
		async goOn() {
			await devtools.send('Debugger.disable');
			await next;
			await devtools.detach();
		}
	};
}
