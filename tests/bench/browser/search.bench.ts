import { join } from 'node:path';
import type { Page } from '@playwright/test';
import Sqlite from 'libsql';
import type { Household } from '../../../src/lib/domain/household/schema';
import { p95, type Measure } from '../measure';
import { startServerProcess, type ServerProcess } from '../server-process';
import { BenchPhone, slowDown, slowness } from './phone';

const perWay = 12;

/** What people type to find somebody, in each of the five ways, from the register itself. */
function queriesFrom(server: ServerProcess): { queries: string[]; haystack: string[] } {
	const db = new Sqlite(join(server.folder, 'linli.db'), { readonly: true });
	const rows = db
		.prepare(
			`select body from rows where kind = 'household' and body is not null and community =
				(select community from rows where kind = 'household' group by community order by count(*) desc limit 1)`
		)
		.all() as { body: string }[];
	db.close();
	const households = rows.map((row) => JSON.parse(row.body) as Household);
	const step = Math.floor(households.length / perWay);
	const queries = Array.from({ length: perWay }, (_, i) => households[i * step]!).flatMap(
		(home) => {
			const one = home.residents[0]!;
			const phone = home.residents.find((resident) => resident.phone)?.phone ?? '13800000000';
			return [
				one.name,
				one.pinyin.replaceAll(' ', ''),
				one.pinyin
					.split(' ')
					.map((syllable) => syllable[0])
					.join(''),
				home.door,
				phone.slice(-4)
			];
		}
	);
	const haystack = households.flatMap((home) =>
		home.residents.map((one) => `${home.door} ${one.name} ${one.pinyin} ${one.phone ?? ''}`)
	);
	return { queries, haystack };
}

/** From the last key to the painted answer; ms. */
const askOnce = (page: Page, query: string): Promise<number> =>
	page.evaluate(
		(text) =>
			new Promise<number>((resolve) => {
				const box = document.querySelector<HTMLInputElement>('input[name=find]')!;
				const main = document.querySelector('main')!;
				const since = performance.now();
				const watch = new MutationObserver(() => {
					watch.disconnect();
					requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - since)));
				});
				watch.observe(main, { childList: true, subtree: true, characterData: true });
				box.value = text;
				box.dispatchEvent(new Event('input', { bubbles: true }));
			}),
		query
	);

/** The floor: looking through the same lines with `includes`, on the same slowed page; ms. */
const scanBare = (page: Page, haystack: string[], query: string): Promise<number> =>
	page.evaluate(
		([lines, text]) => {
			const since = performance.now();
			const hits = lines.filter((line) => line.includes(text));
			return hits.length >= 0 ? performance.now() - since : 0;
		},
		[haystack, query] as const
	);

/** Searching 25,316 residents on a slow device. */
export async function run(): Promise<Measure[]> {
	const server = await startServerProcess('demo');
	const phone = new BenchPhone();
	try {
		const { queries, haystack } = queriesFrom(server);
		const page = await phone.filled(server.url, 'office');
		await page.goto(`${server.url}/find`);
		await page.locator('input[name=find]').fill('王');
		await page.getByRole('link', { name: /王/ }).first().waitFor({ timeout: 120_000 });
		await slowDown(page);
		const took: number[] = [];
		const bare: number[] = [];
		for (const query of queries) {
			await page.locator('input[name=find]').fill('');
			await page.waitForTimeout(50);
			took.push(await askOnce(page, query));
			if (bare.length < perWay) bare.push(await scanBare(page, haystack, query));
		}
		const value = p95(took);
		return [
			{
				name: `search ${haystack.length} residents, key to answer, p95 of ${took.length}, CPU ÷ ${slowness} (beside bare includes)`,
				unit: 'ms',
				value,
				against: p95(bare),
				ratio: value / p95(bare),
				goal: 'p95 ≤ 50',
				met: value <= 50
			}
		];
	} finally {
		await phone.discard();
		await server.end();
	}
}
