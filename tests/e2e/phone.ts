import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { findBrowser } from '../../src/launch/browser.mjs';

const flags = [
	'--headless=new',
	'--remote-debugging-port=0',
	'--no-first-run',
	'--no-default-browser-check',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--disable-quic',
	'--disable-gpu',
	'--lang=zh-CN',
	'--window-size=390,844'
];

/**
 * A phone that can really die: Chromium as a process of its own with a profile on disk, steered over its debugging
 * port, so that SIGKILL takes everything that was not durably written, as an empty battery would.
 */
export class Phone {
	/** The folder of everything that this browser keeps. */
	readonly profile = mkdtempSync(join(tmpdir(), 'linli-phone-'));
	private process?: ChildProcess;
	private browser?: Browser;

	/** Switches the phone on and opens a page; the profile is the same every time. */
	async on(): Promise<Page> {
		const executable = (await findBrowser()) ?? chromium.executablePath();
		const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
		const child = spawn(
			executable,
			[...flags, ...asRoot, `--user-data-dir=${this.profile}`, 'about:blank'],
			{ detached: true, stdio: ['ignore', 'ignore', 'pipe'] }
		);
		this.process = child;
		const endpoint = await new Promise<string>((resolve, reject) => {
			let said = '';
			const late = setTimeout(() => reject(new Error(`Chromium did not start: ${said}`)), 30_000);
			child.stderr!.on('data', (chunk: Buffer) => {
				said += chunk.toString();
				const found = /DevTools listening on (ws:\S+)/.exec(said);
				if (!found) return;
				clearTimeout(late);
				resolve(found[1]!);
			});
			child.once('exit', (code) => reject(new Error(`Chromium ended with ${code}: ${said}`)));
		});
		this.browser = await chromium.connectOverCDP(endpoint);
		const page = this.context.pages()[0] ?? (await this.context.newPage());
		await page.setViewportSize({ width: 390, height: 844 });
		return page;
	}

	/** The profile's context while the phone is on. */
	get context(): BrowserContext {
		return this.browser!.contexts()[0]!;
	}

	/** SIGKILL to the browser and every process of it; nothing is flushed, nothing is said goodbye to. */
	async die(): Promise<void> {
		const child = this.process;
		if (!child) return;
		const gone = new Promise((resolve) => child.once('exit', resolve));
		if (child.exitCode === null && child.signalCode === null) {
			const { browser } = this;
			// Until it is known here as well, traces are asked of a browser that is dead.
			const cut = browser?.isConnected()
				? new Promise((resolve) => browser.once('disconnected', resolve))
				: undefined;
			process.kill(-child.pid!, 'SIGKILL');
			await gone;
			await cut;
		}
		this.process = undefined;
		// A lock of the dead browser would keep the next one from using the profile.
		for (const lock of ['SingletonLock', 'SingletonCookie', 'SingletonSocket'])
			rmSync(join(this.profile, lock), { force: true });
	}

	/** Switches off and throws the profile away. */
	async discard(): Promise<void> {
		await this.die();
		rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
	}
}
