import type { Page } from '@playwright/test';
import { demoPeople } from '../../e2e/people';
import { median, type Measure } from '../measure';
import { startServerProcess } from '../server-process';
import { pageCode } from './page-code';
import { BenchPhone, slowDown, slowness } from './phone';

const syncs = 9;
const saves = 100;
const unlocks = 9;
const longestUnlockMs = 1_000;

type VaultWindow = typeof globalThis & { vault: typeof import('../vault/page') };

const syncOnce = (page: Page, isSealed: boolean): Promise<number> =>
	page.evaluate((sealed) => (globalThis as VaultWindow).vault.firstSync(sealed), isSealed);
const saveOnce = (page: Page, isSealed: boolean, n: number): Promise<number> =>
	page.evaluate(([sealed, at]) => (globalThis as VaultWindow).vault.saveOne(sealed, at), [
		isSealed,
		n
	] as const);

const unlockOnce = (page: Page): Promise<number> =>
	page.evaluate(() => (globalThis as VaultWindow).vault.unlockOnce());

/** What sealing everything costs: the same store and sync with and without, in turn, on a slow phone. */
export async function run(): Promise<Measure[]> {
	const server = await startServerProcess('demo');
	const phone = new BenchPhone();
	try {
		const code = await pageCode('tests/bench/vault/page.ts', 'vault');
		const page = await phone.open();
		const worker = (await demoPeople(server.url)).find(({ role }) => role === 'gridWorker')!;
		await page.addInitScript({ content: code });
		await page.goto(`${server.url}/healthz`);
		await page.evaluate(
			(personId) =>
				fetch('/api/demo/sign-in', {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ personId })
				}),
			worker.personId
		);
		await slowDown(page);
		const empty = () => ({ on: [] as number[], off: [] as number[] });
		const took = { syncs: empty(), saves: empty() };
		// The first of each warms the page up and is not counted.
		for (let i = 0; i <= syncs; i++)
			for (const isSealed of i % 2 ? [true, false] : [false, true]) {
				const ms = await syncOnce(page, isSealed);
				if (i > 0) took.syncs[isSealed ? 'on' : 'off'].push(ms);
			}
		for (let i = 0; i <= saves; i++)
			for (const isSealed of i % 2 ? [true, false] : [false, true]) {
				const ms = await saveOnce(page, isSealed, i);
				if (i > 0) took.saves[isSealed ? 'on' : 'off'].push(ms);
			}
		const opened: number[] = [];
		for (let i = 0; i <= unlocks; i++) {
			const ms = await unlockOnce(page);
			if (i > 0) opened.push(ms);
		}
		const measure = (name: string, { on, off }: { on: number[]; off: number[] }, most: number) => {
			const ratio = median(on) / median(off);
			return {
				name: `${name}, sealed, CPU ÷ ${slowness} (beside the same in clear)`,
				unit: 'ms',
				value: median(on),
				against: median(off),
				ratio,
				goal: `ratio ≤ ${most}`,
				met: ratio <= most
			};
		};
		return [
			measure('first sync of a grid', took.syncs, 1.25),
			measure('save a visit', took.saves, 1.15),
			{
				name: `unlock by PIN, until the first answer, CPU ÷ ${slowness}`,
				unit: 'ms',
				value: median(opened),
				against: null,
				ratio: null,
				goal: `≤ ${longestUnlockMs}`,
				met: median(opened) <= longestUnlockMs
			}
		];
	} finally {
		await phone.discard();
		await server.end();
	}
}
