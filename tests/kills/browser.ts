import { recordsOf } from '../e2e/disk';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import Sqlite from 'libsql';
import { startServerProcess } from '../bench/server-process';
import { allSent, readyOffline, signInAs } from '../e2e/people';
import { Phone } from '../e2e/phone';

/** What came of killing the browser again and again. */
export interface KillReport {
	kills: number;
	acknowledged: number;
	/** Acknowledged visits that were not there after a kill, and those that never reached the server. */
	missing: string[];
}

/** Doors on which a visit was acknowledged, as `unit/door`, with how often. */
type Doors = Map<string, number>;

/** An operation as it lies on the phone. */
interface Kept {
	operation: { command: string };
	seen: { unitId: string; door: string };
}

/** Visits on the phone's disk by door: waiting, refused or settled. */
async function onDisk(page: Page): Promise<string[]> {
	const kept = [
		...(await recordsOf<Kept>(page, 'outbox')),
		...(await recordsOf<Kept>(page, 'archive'))
	];
	return kept.flatMap(({ operation, seen }) =>
		operation.command === 'visit.log' ? [`${seen.unitId}/${seen.door}`] : []
	);
}

const countOf = (doors: readonly string[]): Doors => {
	const counts: Doors = new Map();
	for (const door of doors) counts.set(door, (counts.get(door) ?? 0) + 1);
	return counts;
};

/** Logs visits door after door until the browser dies; what was acknowledged goes into the list. */
async function workUntilDeath(page: Page, acknowledged: string[]): Promise<void> {
	try {
		const tiles = page.locator('[role=gridcell][data-key]:not([aria-disabled=true])');
		await tiles.first().waitFor();
		const count = await tiles.count();
		for (;;) {
			const tile = tiles.nth(Math.floor(Math.random() * count));
			const key = (await tile.getAttribute('data-key'))!;
			await tile.click();
			const form = page.getByRole('dialog');
			await form.getByRole('button', { name: /没人/ }).click();
			await form.waitFor({ state: 'hidden' });
			acknowledged.push(key);
		}
	} catch {
		// The browser is gone in the middle of something, which is what this is about.
		return;
	}
}

/** Chromium writes a cookie to its disk half a minute late; the person who signed in shall still be so after the kills. */
const cookieMs = 35_000;

/** Kills Chromium with SIGKILL during saves and syncs; no acknowledged visit may be missing afterwards. */
export async function killBrowsers(kills: number): Promise<KillReport> {
	const server = await startServerProcess('demo');
	const phone = new Phone();
	const acknowledged: string[] = [];
	const missing: string[] = [];
	const compare = (there: Doors, where: string) => {
		for (const [door, times] of countOf(acknowledged))
			if ((there.get(door) ?? 0) < times) missing.push(`${where}: ${door}`);
	};
	try {
		let page = await phone.on();
		await signInAs(page, server.url, 'gridWorker');
		await allSent(page);
		await readyOffline(page);
		await page.waitForTimeout(cookieMs);
		await page.goto(`${server.url}/doors`);
		await page.getByRole('link', { name: /1号楼/ }).first().click();
		await page.locator('[role=gridcell].due').first().waitFor();
		const board = page.url();
		for (let round = 1; round <= kills; round++) {
			const working = workUntilDeath(page, acknowledged);
			await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 2_500));
			await phone.die();
			await working;
			page = await phone.on();
			await page.goto(board);
			await page.locator('[role=gridcell]').first().waitFor();
			compare(countOf(await onDisk(page)), `after kill ${round}`);
			if (round % 10 === 0)
				process.stdout.write(`${round} kills, ${acknowledged.length} visits acknowledged\n`);
		}
		await allSent(page, 120_000);
		const db = new Sqlite(join(server.folder, 'linli.db'));
		const { author } = db
			.prepare(
				`select person_id as author from operations where command = 'visit.log' order by received_at desc limit 1`
			)
			.get() as { author: string };
		const log = db
			.prepare(
				`select h.body from operations o join rows h on h.kind = 'household' and h.id = o.args->>'householdId'
				where o.person_id = ? and o.command = 'visit.log' and o.result = 'applied'`
			)
			.all(author) as { body: string }[];
		db.close();
		const reached = log.map(({ body }) => {
			const { unitId, door } = JSON.parse(body) as { unitId: string; door: string };
			return `${unitId}/${door}`;
		});
		compare(countOf(reached), 'at the server');
	} finally {
		await phone.discard();
		await server.end();
	}
	return { kills, acknowledged: acknowledged.length, missing };
}
