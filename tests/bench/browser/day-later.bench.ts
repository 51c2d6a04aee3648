import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import Sqlite from 'libsql';
import { uuid7 } from '../../../src/lib/domain/kernel/uuid';
import {
	maxPushOperations,
	protocolVersion,
	type Operation,
	type PushReply
} from '../../../src/lib/protocol/envelope';
import { demoPeople, readyOffline, signInAs } from '../../e2e/people';
import { Client } from '../client';
import { lengthenLog } from '../long-log';
import { median, type Measure } from '../measure';
import { startServerProcess, type ServerProcess } from '../server-process';
import { forgetSeen, waitForSeen, watchSync } from './first-sync-watch';
import { BenchPhone, slowDown, slowness } from './phone';

const changedRows = 200;
const rounds = 7;
const longLog = 3_000_000;
/** Medians, ms. */
interface DayTimes {
	full: number;
	slow: number;
}

const goals = { ms: 300, ratio: 1.15 };

const newId = () => uuid7(Date.now(), randomBytes(10));

/** Somebody else who works in the grid of the demonstration's first grid worker, and its households. */
function colleagueOf(folder: string, workerId: string): { personId: string; households: string[] } {
	const db = new Sqlite(join(folder, 'linli.db'), { readonly: true });
	try {
		const [post] = db
			.prepare(
				`select c.person_id, c.area_id, c.community from posts w join posts c on c.area_id = w.area_id
				where w.person_id = ? and w.to_day is null and c.to_day is null and c.role = 'gridParty' limit 1`
			)
			.all(workerId) as { person_id: string; area_id: string; community: string }[];
		const households = db
			.prepare(
				`select r.id from rows r join areas a on a.community = r.community and a.id = substr(r.home, 1, 36)
				where r.community = ? and r.kind = 'household' and r.body is not null and a.path like ? limit ?`
			)
			.all(post!.community, `%${post!.area_id}%`, changedRows) as { id: string }[];
		return { personId: post!.person_id, households: households.map(({ id }) => id) };
	} finally {
		db.close();
	}
}

/** The colleague's day: a visit at each of two hundred doors. */
async function changeRows(
	client: Client,
	deviceId: string,
	households: readonly string[],
	day: number
) {
	const at = Date.now();
	const operations = households.map((householdId, i): Operation => ({
		opId: newId(),
		seq: day * changedRows + i + 1,
		command: 'visit.log',
		version: 1,
		args: { id: newId(), householdId, result: 'home', needs: [], words: '都好' },
		at,
		clock: `${at}-0000`,
		base: {},
		scope: ''
	}));
	for (let from = 0; from < operations.length; from += maxPushOperations) {
		const part = operations.slice(from, from + maxPushOperations);
		const { body } = await client.post<PushReply>('/api/sync/push', {
			protocol: protocolVersion,
			deviceId,
			operations: part
		});
		const applied = body.receipts.filter(({ result }) => result === 'applied').length;
		if (applied !== part.length) throw new Error(`${applied} of ${part.length} were applied`);
	}
}

/** From the moment the phone has a connection again until its disk has everything and all was proven. */
async function dayLater(page: Page, change: () => Promise<void>): Promise<number> {
	await page.context().setOffline(true);
	await change();
	await forgetSeen(page);
	await page.context().setOffline(false);
	const { online, settled } = await waitForSeen(page, 'settled');
	return settled! - online!;
}

/** One community, its server and the phone of a grid worker who is away for days. */
class Grid {
	readonly took = { full: [] as number[], slow: [] as number[] };
	private day = 0;

	private constructor(
		private readonly phone: BenchPhone,
		private readonly page: Page,
		private readonly client: Client,
		private readonly households: readonly string[],
		private readonly deviceId = newId()
	) {}

	static async open(server: ServerProcess): Promise<Grid> {
		const worker = (await demoPeople(server.url)).find(({ role }) => role === 'gridWorker')!;
		const { personId, households } = colleagueOf(server.folder, worker.personId);
		if (households.length < changedRows)
			throw new Error(`The grid has ${households.length} households`);
		const client = new Client(server.url);
		await client.signIn(personId);
		const phone = new BenchPhone();
		try {
			const page = await phone.open();
			await watchSync(page);
			await signInAs(page, server.url, 'gridWorker');
			await waitForSeen(page, 'complete');
			await waitForSeen(page, 'settled');
			await readyOffline(page);
			return new Grid(phone, page, client, households);
		} catch (error) {
			client.close();
			await phone.discard();
			throw error;
		}
	}

	slowDown(): Promise<void> {
		return slowDown(this.page);
	}

	/** A day without signal, in which a colleague works, and the moment after it; ms. */
	live(): Promise<number> {
		const { page, client, deviceId, households } = this;
		return dayLater(page, () => changeRows(client, deviceId, households, this.day++));
	}

	async close(): Promise<void> {
		this.client.close();
		await this.phone.discard();
	}
}

/** The same days in turn on both, so that whatever else the machine does falls on both alike: medians in ms. */
async function days(grids: readonly Grid[]): Promise<DayTimes[]> {
	for (const speed of ['full', 'slow'] as const) {
		if (speed === 'slow') for (const grid of grids) await grid.slowDown();
		// The first one warms up.
		for (let i = 0; i <= rounds; i++)
			for (const grid of grids) {
				const one = await grid.live();
				if (i > 0) grid.took[speed].push(one);
			}
	}
	return grids.map(({ took }) => ({ full: median(took.full), slow: median(took.slow) }));
}

/** A day later, beside the same day on a log of three million operations. */
export async function run(): Promise<Measure[]> {
	const servers: ServerProcess[] = [];
	const grids: Grid[] = [];
	try {
		const lines: number[] = [];
		for (const added of [0, longLog]) {
			const server = await startServerProcess('demo');
			servers.push(server);
			await server.stop();
			lines.push(lengthenLog(server.folder, added));
			await server.start();
		}
		for (const server of servers) grids.push(await Grid.open(server));
		const [before, after] = lines;
		const [short, long] = (await days(grids)) as [DayTimes, DayTimes];
		const name = `a day later, ${changedRows} changed rows, a log of`;
		const plain = { against: null, ratio: null };
		const within = (value: number) => ({ goal: `≤ ${goals.ms}`, met: value <= goals.ms });
		const speed = `CPU ÷ ${slowness}`;
		const unit = 'ms';
		return [
			{ name: `${name} ${before}`, unit, value: short.full, ...plain, ...within(short.full) },
			{
				name: `${name} ${before}, ${speed}`,
				unit,
				value: short.slow,
				...plain,
				...within(short.slow)
			},
			{
				name: `${name} ${after} beside one of ${before}`,
				unit,
				value: long.full,
				against: short.full,
				ratio: long.full / short.full,
				goal: `ratio ≤ ${goals.ratio}`,
				met: long.full / short.full <= goals.ratio
			},
			{
				name: `${name} ${after} beside one of ${before}, ${speed}`,
				unit,
				value: long.slow,
				against: short.slow,
				ratio: long.slow / short.slow,
				goal: `ratio ≤ ${goals.ratio}`,
				met: long.slow / short.slow <= goals.ratio
			}
		];
	} finally {
		for (const grid of grids) await grid.close();
		for (const server of servers) await server.end();
	}
}
