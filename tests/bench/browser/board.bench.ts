import type { Page } from '@playwright/test';
import { median, p95, type Measure } from '../measure';
import { startServerProcess } from '../server-process';
import { BenchPhone, openBoard, slowDown, slowness } from './phone';

const saves = 40;
const draws = 12;

/** One save, ms from the tap on "nobody". */
interface Save {
	/** The strict transaction that holds the operation has completed. */
	disk: number;
	/** The sheet, which closes after that, is closed. */
	closed: number;
	/** The tile's new state is painted. */
	painted: number;
}

/** Notes when a transaction that writes to the outbox completes. */
async function watchCommits(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const begin = IDBDatabase.prototype.transaction;
		IDBDatabase.prototype.transaction = function (stores, mode, options) {
			const work = begin.call(this, stores, mode, options);
			const isSave = mode === 'readwrite' && options?.durability === 'strict';
			if (isSave && work.objectStoreNames.contains('outbox'))
				work.addEventListener('complete', () => performance.mark('outbox-committed'));
			return work;
		};
	});
}

async function saveOnce(page: Page, key: string): Promise<Save> {
	await page.locator(`[data-key="${key}"]`).click();
	await page.getByRole('dialog').getByRole('button', { name: /没人/ }).waitFor();
	// A person looks before tapping; the sheet has come up and the last save was sent.
	await page.waitForTimeout(500);
	return page.evaluate(
		(tileKey) =>
			new Promise<Save>((resolve) => {
				const dialog = document.querySelector<HTMLDialogElement>('dialog[open]')!;
				const button = dialog.querySelector<HTMLButtonElement>('button.nobody')!;
				const tile = document.querySelector(`[data-key="${tileKey}"]`)!;
				performance.clearMarks('outbox-committed');
				const since = performance.now();
				let closed = 0;
				const watch = new MutationObserver(() => {
					if (!dialog.open) closed ||= performance.now() - since;
					if (!closed || !tile.classList.contains('tried')) return;
					watch.disconnect();
					requestAnimationFrame(() =>
						setTimeout(() => {
							const disk = performance.getEntriesByName('outbox-committed')[0]!.startTime - since;
							resolve({ disk, closed, painted: performance.now() - since });
						})
					);
				});
				watch.observe(dialog, { attributes: true });
				watch.observe(tile, { attributes: true });
				button.click();
			}),
		key
	);
}

/** The floor: one strict transaction of IndexedDB that writes as many records of the same size, ms each. */
const bareSaves = (page: Page, count: number): Promise<number[]> =>
	page.evaluate(async (times) => {
		const open = indexedDB.open('bare-floor', 1);
		open.onupgradeneeded = () => open.result.createObjectStore('rows');
		await new Promise((resolve) => (open.onsuccess = resolve));
		const took: number[] = [];
		for (let i = 0; i < times; i++) {
			const since = performance.now();
			const work = open.result.transaction('rows', 'readwrite', { durability: 'strict' });
			for (let row = 0; row < 7; row++)
				work.objectStore('rows').put('x'.repeat(600), `${i}-${row}`);
			await new Promise((resolve) => (work.oncomplete = resolve));
			took.push(performance.now() - since);
		}
		open.result.close();
		indexedDB.deleteDatabase('bare-floor');
		return took;
	}, count);

/** From the tap on a building, ms: until its first screen is painted, and until all of it is. */
const drawOnce = (page: Page, doors: number): Promise<{ screen: number; whole: number }> =>
	page.evaluate(
		(expected) =>
			new Promise<{ screen: number; whole: number }>((resolve) => {
				const link = document.querySelector<HTMLAnchorElement>('main a[href^="/doors/"]')!;
				const since = performance.now();
				const painted = () =>
					new Promise<number>((done) =>
						requestAnimationFrame(() => setTimeout(() => done(performance.now() - since)))
					);
				let screen: Promise<number> | undefined;
				const watch = new MutationObserver(() => {
					if (document.querySelectorAll('[role=gridcell]').length < expected) return;
					screen ??= painted();
					if (document.querySelector('.storey.later')) return;
					watch.disconnect();
					void Promise.all([screen, painted()]).then(([first, all]) =>
						resolve({ screen: first, whole: all })
					);
				});
				watch.observe(document.body, { childList: true, subtree: true, attributes: true });
				link.click();
			}),
		doors
	);

/** The floor: as many bare elements put on the page and painted; ms. */
const drawBare = (page: Page, doors: number): Promise<number> =>
	page.evaluate(
		(count) =>
			new Promise<number>((resolve) => {
				const since = performance.now();
				const box = document.createElement('div');
				for (let i = 0; i < count; i++) {
					const tile = document.createElement('div');
					tile.textContent = `${i}`;
					box.append(tile);
				}
				document.body.append(box);
				requestAnimationFrame(() =>
					setTimeout(() => {
						resolve(performance.now() - since);
						box.remove();
					})
				);
			}),
		doors
	);

/** Saving a visit, and drawing a tower's board, on a slow phone. */
export async function run(): Promise<Measure[]> {
	const server = await startServerProcess('demo');
	const phone = new BenchPhone();
	try {
		const page = await phone.filled(server.url, 'gridWorker');
		await watchCommits(page);
		await openBoard(page, server.url);
		const keys = await page
			.locator('[role=gridcell].due')
			.evaluateAll((doors) => doors.map((door) => (door as HTMLElement).dataset.key!));
		const doors = await page.getByRole('gridcell').count();
		await slowDown(page);
		const saved: Save[] = [];
		for (const key of keys.slice(0, saves)) saved.push(await saveOnce(page, key));
		const bare = await bareSaves(page, saves);

		await page.getByRole('link', { name: '返回' }).click();
		const drawn: { screen: number; whole: number }[] = [];
		const plain: number[] = [];
		for (let i = 0; i < draws; i++) {
			await page.locator('main a[href^="/doors/"]').first().waitFor();
			await page.waitForTimeout(500);
			drawn.push(await drawOnce(page, doors));
			plain.push(await drawBare(page, doors));
			await page.getByRole('link', { name: '返回' }).click();
		}
		const floor = p95(bare);
		const ofSaves = (part: keyof Save, what: string, goalMs?: number): Measure => {
			const value = p95(saved.map((one) => one[part]));
			return {
				name: `${what}, p95 of ${saved.length}, CPU ÷ ${slowness} (beside a bare strict transaction)`,
				unit: 'ms',
				value,
				against: floor,
				ratio: value / floor,
				goal: goalMs === undefined ? null : `p95 ≤ ${goalMs}`,
				met: goalMs === undefined ? null : value <= goalMs
			};
		};
		const ofDraws = (part: 'screen' | 'whole', what: string, goalMs?: number): Measure => {
			const value = median(drawn.map((one) => one[part]));
			return {
				name: `${what} of a 34-storey tower, ${doors} doors, CPU ÷ ${slowness} (beside as many bare elements)`,
				unit: 'ms',
				value,
				against: median(plain),
				ratio: value / median(plain),
				goal: goalMs === undefined ? null : `≤ ${goalMs}`,
				met: goalMs === undefined ? null : value <= goalMs
			};
		};
		return [
			ofSaves('disk', 'save a visit until it is on disk', 100),
			ofSaves('closed', 'save a visit until the sheet is closed'),
			ofSaves('painted', 'save a visit until its tile is painted'),
			ofDraws('screen', 'draw the board', 300),
			ofDraws('whole', 'draw the board, also below the screen,')
		];
	} finally {
		await phone.discard();
		await server.end();
	}
}
