import type { Page } from '@playwright/test';
import type { Role } from '../../../src/lib/domain/kernel/actor';
import { median, type Measure } from '../measure';
import { startServerProcess } from '../server-process';
import { BenchPhone, slowDown, slowness } from './phone';

const samples = 5;

/** Milliseconds from the navigation until the first page shows its work, by the page's own clock. */
async function startOnce(page: Page, url: string, sign: string): Promise<number> {
	await page.addInitScript((selector) => {
		const watch = new MutationObserver(() => {
			if (!document.querySelector(selector)) return;
			watch.disconnect();
			requestAnimationFrame(() => setTimeout(() => performance.mark('usable')));
		});
		watch.observe(document, { childList: true, subtree: true });
	}, sign);
	await slowDown(page);
	await page.goto(`${url}/today`, { waitUntil: 'commit' });
	const usable = await page.waitForFunction(
		() => performance.getEntriesByName('usable')[0]?.startTime,
		undefined,
		{ polling: 500, timeout: 60_000 }
	);
	return (await usable.jsonValue())!;
}

/** The floor: how long the same browser takes to show an empty page of the same worker. */
async function bareOnce(page: Page, url: string): Promise<number> {
	await page.goto(`${url}/manifest.webmanifest`);
	return page.evaluate(() => performance.now());
}

/** Opening 今日 without a server, in a browser that was closed in between, a fresh profile each time. */
async function warmStart(role: Role, sign: string, goalMs: number): Promise<Measure> {
	const took: number[] = [];
	const bare: number[] = [];
	for (let i = 0; i < samples; i++) {
		const server = await startServerProcess('demo');
		const phone = new BenchPhone();
		try {
			const first = await phone.filled(server.url, role);
			await first.goto(`${server.url}/today`);
			await first.locator(sign).first().waitFor({ timeout: 60_000 });
			await phone.close();
			await server.stop();
			const page = await phone.open();
			took.push(await startOnce(page, server.url, sign));
			bare.push(await bareOnce(page, server.url));
		} finally {
			await phone.discard();
			await server.end();
		}
	}
	const value = median(took);
	return {
		name: `warm start without a server until 今日 can be used, ${role}, CPU ÷ ${slowness} (beside a bare file from the same worker)`,
		unit: 'ms',
		value,
		against: median(bare),
		ratio: value / median(bare),
		goal: `≤ ${goalMs}`,
		met: value <= goalMs
	};
}

/** Warm starts with a grid's data and with the office's. */
export async function run(): Promise<Measure[]> {
	return [
		await warmStart('gridWorker', 'main section[aria-labelledby=due-title] li', 1500),
		await warmStart('office', 'main a[href="/office/review"]', 3000)
	];
}
