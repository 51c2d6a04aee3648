import type { Page } from '@playwright/test';
import { wideHome } from '../../../src/lib/domain/kernel/home';
import { recordsOf } from '../../e2e/disk';

/** What the watch has seen, epoch ms by the page's finer clock; kept over navigations. */
export interface Seen {
	/** The answer to the sign-in. */
	signedIn?: number;
	/** The app has begun to open the person's database; what comes before is the start of a page. */
	opened?: number;
	/** The transaction that notes a complete first sync has committed. */
	complete?: number;
	/** The browser said that there is a connection again, and the next cycle that went through to its end. */
	online?: number;
	settled?: number;
}

/**
 * Notes in every page from now on when sign-in was answered, when the person's database was opened, when the phone's disk holds a complete first sync, and when
 * a cycle begins and ends. It only looks at what the app does anyway and asks the disk nothing.
 */
export async function watchSync(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const now = () => performance.timeOrigin + performance.now();
		const note = (name: string) => {
			const seen = JSON.parse(sessionStorage.getItem('bench') ?? '{}') as Record<string, number>;
			seen[name] ??= now();
			sessionStorage.setItem('bench', JSON.stringify(seen));
		};
		const fetching = globalThis.fetch;
		globalThis.fetch = async (input, init) => {
			const address = input instanceof Request ? input.url : String(input);
			const answer = await fetching(input, init);
			if (address.endsWith('/api/demo/sign-in')) note('signedIn');
			return answer;
		};
		const open = IDBFactory.prototype.open;
		IDBFactory.prototype.open = function (...args) {
			if (/^linli-\w{8}-/.test(args[0])) note('opened');
			return open.apply(this, args);
		};
		addEventListener('online', () => note('online'));
		const facts: Record<string, string> = { firstSyncDone: 'complete', lastSuccessAt: 'settled' };
		const put = IDBObjectStore.prototype.put;
		IDBObjectStore.prototype.put = function (value: { name?: string }, key?: IDBValidKey) {
			const fact = this.name === 'meta' && facts[value.name ?? ''];
			if (fact) this.transaction.addEventListener('complete', () => note(fact));
			return put.call(this, value, key);
		};
	});
}

/** Waits for something to be seen. */
export async function waitForSeen(page: Page, name: keyof Seen): Promise<Seen> {
	const seen = await page.waitForFunction(
		(wanted) => {
			const all = JSON.parse(sessionStorage.getItem('bench') ?? '{}') as Record<string, number>;
			return all[wanted] === undefined ? undefined : all;
		},
		name,
		{ polling: 100, timeout: 240_000 }
	);
	return (await seen.jsonValue()) as Seen;
}

/** Looks anew. */
export const forgetSeen = (page: Page): Promise<void> =>
	page.evaluate(() => sessionStorage.removeItem('bench'));

/**
 * Loads the page anew and asks the phone's disk which rows live in a home, by the index; answers how many and the ms
 * from the beginning of the navigation. The app starts beside it as always.
 */
export async function askAfterReload(
	page: Page,
	home: string
): Promise<{ rows: number; atMs: number }> {
	await page.reload({ waitUntil: 'commit' });
	const wide = wideHome(home);
	const [loose, packs] = await Promise.all([
		recordsOf<{ key: string }>(page, 'loose', ['home', home]),
		recordsOf<{ text: string }>(page, 'packs', ['home', wide])
	]);
	const packed = packs.flatMap(({ text }) => JSON.parse(text) as { key: string; home?: string }[]);
	const keys = packed.flatMap((row) => ((row.home ?? wide) === home ? [row.key] : []));
	const rows = new Set([...loose.map(({ key }) => key), ...keys]);
	return { rows: rows.size, atMs: await page.evaluate(() => performance.now()) };
}
