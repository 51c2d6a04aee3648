import lighthouse from 'lighthouse';
import { chromium } from '@playwright/test';
import { createServer, type AddressInfo } from 'node:net';
import { findBrowser } from '../../../src/launch/browser.mjs';
import { allSent, readyOffline, signInAs } from '../../e2e/people';
import { median, type Measure } from '../measure';
import { startServerProcess } from '../server-process';

const categories = ['performance', 'accessibility', 'best-practices'] as const;
const runsPerPage = 3;

const freePort = (): Promise<number> =>
	new Promise((resolve) => {
		const probe = createServer().listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => resolve(port));
		});
	});

/** Scores of one page (0–100 by category): the median of a few runs as a phone on a slow network. */
async function scores(url: string, port: number): Promise<Record<string, number>> {
	const seen: Record<string, number[]> = {};
	for (let i = 0; i < runsPerPage; i++) {
		const result = await lighthouse(url, {
			port,
			logLevel: 'error',
			onlyCategories: [...categories],
			// Signed in is signed in: the page is measured as its people see it.
			disableStorageReset: true
		});
		for (const category of categories) {
			const score = result?.lhr.categories[category]?.score;
			if (typeof score !== 'number') throw new Error(`Lighthouse gave no ${category} for ${url}`);
			(seen[category] ??= []).push(Math.round(score * 100));
		}
	}
	return Object.fromEntries(Object.entries(seen).map(([name, values]) => [name, median(values)]));
}

/** Lighthouse (mobile) on the page to sign in and on 今日. */
export async function run(): Promise<Measure[]> {
	const [server, bare] = [await startServerProcess('demo'), await startServerProcess('nothing')];
	const port = await freePort();
	const executablePath = await findBrowser();
	const browser = await chromium.launch({
		...(executablePath ? { executablePath } : {}),
		args: [`--remote-debugging-port=${port}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
	});
	try {
		const measures: Measure[] = [];
		const note = (page: string, found: Record<string, number>) => {
			for (const [category, value] of Object.entries(found))
				measures.push({
					name: `Lighthouse ${category}, ${page}`,
					unit: 'points',
					value,
					against: 100,
					ratio: value / 100,
					goal: '≥ 95',
					met: value >= 95
				});
		};
		note('sign-in', await scores(`${bare.url}/sign-in`, port));
		note('sign-in of a demonstration', await scores(`${server.url}/sign-in`, port));
		// Lighthouse opens its own tab in the browser's own profile; that is where somebody must be signed in.
		const own = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
		const page = await own.contexts()[0]!.newPage();
		await signInAs(page, server.url, 'gridWorker');
		await allSent(page);
		await readyOffline(page);
		await page.close();
		note('今日', await scores(`${server.url}/today`, port));
		return measures;
	} finally {
		await browser.close();
		await server.end();
		await bare.end();
	}
}
