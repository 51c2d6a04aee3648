import type { Page } from '@playwright/test';
import { id, rawPhone } from '../../e2e/fees-raw';
import { median, p95, type Measure } from '../measure';
import { startServerProcess } from '../server-process';
import { BenchPhone, slowDown, slowness } from './phone';

const entries = 200;
const opens = 20;
/** Words of a session as somebody writes them down in a stairwell. */
const words = '先听楼上，再听楼下；说好下周把东西搬走，物业一起来看。'.repeat(3);

/** A case of the grid's worker with so many entries of every kind; answers its id. */
async function fillCase(url: string): Promise<string> {
	const worker = await rawPhone(url, 'gridWorker');
	const area = (await worker.rows()).find(
		({ kind, body }) => kind === 'area' && body.kind === 'grid'
	)!;
	const caseId = id();
	const party = (side: string, name: string) => ({
		...{ id: id(), side, householdId: null, residentId: null, name, sex: 0, birthYear: null },
		...{ ethnicity: '', occupation: '', phone: null, address: '', guardian: null, agent: null }
	});
	const parties = [party('first', '楼上甲'), party('second', '楼下乙')];
	await worker.act([
		'dispute.open',
		{
			...{ id: caseId, placeId: area.body.id, source: 'applied', category: 'neighbours' },
			...{ scale: 'ordinary', colour: 'blue', place: '楼道', people: 2 },
			...{ matter: '楼道里堆东西，说了很多次。', demand: '', parties }
		}
	]);
	const kinds = [
		{ kind: 'session', way: 'apart', present: parties.map((one) => one.id), others: '' },
		{ kind: 'note' },
		{ kind: 'inquiry', of: '物业' },
		{ kind: 'evidence', takenAt: null, from: '' }
	];
	for (let from = 0; from < entries; from += 50) {
		const some = Array.from({ length: Math.min(50, entries - from) }, (_, i) => i + from);
		await worker.act(
			...some.map((i): [string, unknown] => [
				'dispute.addEntry',
				{ id: id(), caseId, step: null, words: `${i}：${words}`, fact: kinds[i % kinds.length] }
			])
		);
	}
	return caseId;
}

/**
 * From the tap on the case, ms: until its page with the first entries is painted, by the browser's own clock of paints, and
 * until as many as it shows at once are. Asking in every frame whether they are there would itself cost a slow phone much.
 */
const openOnce = (page: Page, caseId: string): Promise<{ screen: number; whole: number }> =>
	page.evaluate(
		(wanted) =>
			new Promise<{ screen: number; whole: number }>((resolve) => {
				const link = document.querySelector<HTMLAnchorElement>(`main a[href="/cases/${wanted}"]`)!;
				const since = performance.now();
				const screen = new Promise<number>((painted) =>
					new PerformanceObserver((list, observer) => {
						const [first] = list.getEntries() as (PerformanceEntry & { renderTime: number })[];
						observer.disconnect();
						painted(first!.renderTime - since);
					}).observe({ type: 'element', buffered: false })
				);
				const watch = new MutationObserver(() => {
					const shown = document.querySelectorAll('ol[aria-label="案卷记录"] > li');
					shown[0]?.querySelector('h3')?.setAttribute('elementtiming', 'entry');
					if (shown.length < 60) return;
					watch.disconnect();
					requestAnimationFrame(() =>
						setTimeout(() => {
							const whole = performance.now() - since;
							void screen.then((first) => resolve({ screen: first, whole }));
						})
					);
				});
				watch.observe(document.body, { childList: true, subtree: true });
				link.click();
			}),
		caseId
	);

/** The floor: as many bare list items with as many letters put on the page and painted; ms. */
const drawBare = (page: Page, text: string): Promise<number> =>
	page.evaluate(
		({ count, letters }) =>
			new Promise<number>((resolve) => {
				const since = performance.now();
				const box = document.createElement('ol');
				for (let i = 0; i < count; i++) {
					const item = document.createElement('li');
					item.textContent = `${i}：${letters}`;
					box.append(item);
				}
				document.body.append(box);
				requestAnimationFrame(() =>
					setTimeout(() => {
						resolve(performance.now() - since);
						box.remove();
					})
				);
			}),
		{ count: entries, letters: text }
	);

/** Opening a case with two hundred entries on a slow phone. */
export async function run(): Promise<Measure[]> {
	const server = await startServerProcess('demo');
	const phone = new BenchPhone();
	try {
		const caseId = await fillCase(server.url);
		const page = await phone.filled(server.url, 'gridWorker');
		await page.goto(`${server.url}/cases`);
		await slowDown(page);
		const opened: { screen: number; whole: number }[] = [];
		const plain: number[] = [];
		for (let i = 0; i < opens; i++) {
			await page.locator(`main a[href="/cases/${caseId}"]`).waitFor();
			await page.waitForTimeout(500);
			opened.push(await openOnce(page, caseId));
			plain.push(await drawBare(page, words));
			await page.getByRole('link', { name: '返回' }).click();
		}
		const floor = median(plain);
		const of = (
			part: 'screen' | 'whole',
			what: string,
			[how, reckon]: [string, (took: number[]) => number],
			goalMs?: number
		): Measure => {
			const value = reckon(opened.map((one) => one[part]));
			return {
				name: `${what}, ${how} of ${opens}, CPU ÷ ${slowness} (beside ${entries} bare list items)`,
				...{ unit: 'ms', value, against: floor, ratio: value / floor },
				goal: goalMs === undefined ? null : `≤ ${goalMs}`,
				met: goalMs === undefined ? null : value <= goalMs
			};
		};
		const open = `open a case with ${entries} entries`;
		return [
			of('screen', open, ['median', median], 200),
			of('screen', open, ['p95', p95], 200),
			of('whole', 'the same until its newest 60 entries are painted', ['median', median])
		];
	} finally {
		await phone.discard();
		await server.end();
	}
}
