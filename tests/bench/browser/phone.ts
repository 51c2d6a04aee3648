import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { findBrowser } from '../../../src/launch/browser.mjs';
import type { Role } from '../../../src/lib/domain/kernel/actor';
import { allSent, readyOffline, signInAs } from '../../e2e/people';

/** How much slower the phone's processor is than this machine's. Does not reach workers and WebCrypto. */
export const slowness = 4;

/** A Chromium with a profile of its own on the disk; a used or an incognito one misleads by half. */
export class BenchPhone {
	readonly profile = mkdtempSync(join(tmpdir(), 'linli-bench-'));
	private context?: BrowserContext;

	/** Starts the browser on the profile and opens a page. */
	async open(): Promise<Page> {
		const executablePath = await findBrowser();
		this.context = await chromium.launchPersistentContext(this.profile, {
			...(executablePath ? { executablePath } : {}),
			args: [
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])
			],
			locale: 'zh-CN',
			viewport: { width: 390, height: 844 },
			hasTouch: true,
			isMobile: true
		});
		return this.context.pages()[0] ?? (await this.context.newPage());
	}

	/** Opens, signs in and waits until everything has arrived and the pages open without a server. */
	async filled(url: string, role: Role): Promise<Page> {
		const page = await this.open();
		await signInAs(page, url, role);
		await allSent(page, 240_000);
		await readyOffline(page);
		return page;
	}

	/** Ends the browser, keeps the profile. */
	async close(): Promise<void> {
		await this.context?.close();
		this.context = undefined;
	}

	/** Ends the browser and throws the profile away. */
	async discard(): Promise<void> {
		await this.close();
		rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
	}
}

/** Slows the page's processor down from now on. */
export async function slowDown(page: Page): Promise<void> {
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowness });
}

/** Opens the board of the first tower, the tallest of the demonstration, and waits until it is drawn. */
export async function openBoard(page: Page, url: string): Promise<void> {
	await page.goto(`${url}/doors`);
	await page.getByRole('link', { name: /1号楼/ }).first().click();
	await page.getByRole('gridcell').first().waitFor();
}
