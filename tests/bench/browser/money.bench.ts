import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { createAccept } from '../../../src/lib/server/accept/run';
import { createTreeSource } from '../../../src/lib/server/db/areas';
import { openDatabase } from '../../../src/lib/server/db/open';
import { median, p95, type Measure } from '../measure';
import {
	collectAll,
	doorsPerUnit,
	fillBooks,
	foundTown,
	openCampaign,
	shareFen,
	unitsOfTown
} from '../money/accounts';
import type { Asked, Question } from '../money/page';
import { startServerProcess, type ServerProcess } from '../server-process';
import { pageCode } from './page-code';
import { BenchPhone, slowDown, slowness } from './phone';

const entries = 100_000;
const longestMs = 50;

type MoneyWindow = typeof globalThis & { money: typeof import('../money/page') };

/** The accounts of years beside the small demonstration; whose phone holds all of them, and what is asked there. */
async function keepAccounts(server: ServerProcess): Promise<{ personId: string; asked: Asked }> {
	await server.stop();
	const db = await openDatabase({ kind: 'sqlite', file: join(server.folder, 'linli.db') });
	try {
		const town = await foundTown(createAccept(db, createTreeSource()));
		const { office, units } = town;
		const running = await openCampaign(town, units, 60);
		await collectAll(town, running, 60, office);
		await fillBooks(town, running.bookings.length, entries);
		const asked = {
			campaignId: running.id,
			levyId: running.levies[0]!.id,
			bookingId: running.bookings[0]!,
			handFen: doorsPerUnit * shareFen
		};
		return { personId: office.personId, asked };
	} finally {
		await db.destroy();
		await server.start();
	}
}

/** Asks so many times, ms each. Throws where the answer is not the right one. */
async function askAll(page: Page, question: Question, times: number, asked: Asked, warmUps = 2) {
	const took: number[] = [];
	const isHand = !['campaigns', 'record', 'adding'].includes(question);
	for (let i = 0; i < times + warmUps; i++) {
		const { ms, fen } = await page.evaluate(
			([name, about]) => (globalThis as MoneyWindow).money.ask(name, about),
			[question, asked] as const
		);
		if (isHand ? fen !== asked.handFen : fen <= 0) throw new Error(`${question} came to ${fen}`);
		if (i >= warmUps) took.push(ms);
	}
	return took;
}

/** Balances on a slow phone that holds the accounts of years, all of it sealed. */
export async function run(): Promise<Measure[]> {
	const server = await startServerProcess('smallDemo');
	const phone = new BenchPhone();
	try {
		const { personId, asked } = await keepAccounts(server);
		const page = await phone.open();
		await page.addInitScript({ content: await pageCode('tests/bench/money/page.ts', 'money') });
		await page.goto(`${server.url}/healthz`);
		await page.evaluate(
			(id) =>
				fetch('/api/demo/sign-in', {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ personId: id })
				}),
			personId
		);
		const bookings = await page.evaluate(() => (globalThis as MoneyWindow).money.fill());
		// It seals its log for minutes; the phone has no more need of it.
		await server.stop();
		await slowDown(page);
		const floor = await askAll(page, 'record', 60, asked);
		const measures: Measure[] = [];
		const add = async (question: Question, what: string, times: number, goalMs?: number) => {
			const took = await askAll(page, question, times, asked, times > 1 ? 2 : 0);
			const value = p95(took);
			const against = p95(floor);
			measures.push({
				name: `${what}, p95 of ${times} (median ${median(took).toFixed(0)}), ${bookings} bookings on the phone, CPU ÷ ${slowness} (beside one record by key)`,
				unit: 'ms',
				value,
				against,
				ratio: value / against,
				goal: goalMs === undefined ? null : `p95 ≤ ${goalMs}`,
				met: goalMs === undefined ? null : value <= goalMs
			});
		};
		await add('board', `a unit's board: running total and cash in hand`, 40, longestMs);
		await add('lists', `all ${unitsOfTown} open lists and cash in hand`, 40, longestMs);
		await add('hand', `cash in hand with the ${doorsPerUnit} bookings it came by`, 40, longestMs);
		await add('campaigns', 'all campaigns with their totals', 20, longestMs);
		await add('figures', 'all balances of one campaign of 1,972 households', 40, longestMs);
		await add('books', 'its whole books, which come after them, down to the operations', 15);
		await add('adding', 'of that, adding up without the disk', 15);
		await add('all', 'the naive way: cash in hand by adding up all bookings', 1);
		return measures;
	} finally {
		await phone.discard();
		await server.end();
	}
}
