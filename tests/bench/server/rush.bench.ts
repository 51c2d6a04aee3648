import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase, type Where } from '../../../src/lib/server/db/open';
import { startTestPostgres } from '../../../src/lib/server/db/test-postgres';
import { median, p95, type Measure } from '../measure';
import { startServerProcess, type ServerProcess } from '../server-process';
import { writeBarePostgres } from './bare-postgres';
import { writeBare, type BareLoad } from './bare-sql';
import { prepareDevices, runLoad, type Visitor } from './load';
import { watchProcess } from './process-watch';

const phones = 2_000;
const visitsPerPhone = 20;
const spreadMs = 60_000;
/** Phones at the door at the same moment when all come at once. */
const lanes = 50;
const floodPhones = 500;
const rounds = 3;
const goals = { syncMs: 1_000, growth: 1.1, ratio: 0.5 };

/** Everybody who may log visits in the community with the full register: unit leaders above all, as in real life. */
async function visitorsOf(where: Where): Promise<Visitor[]> {
	const db = await openDatabase(where, { readOnly: true });
	try {
		const largest = await db
			.selectFrom('rows')
			.select('community')
			.where('kind', '=', 'household')
			.groupBy('community')
			.orderBy((e) => e.fn.countAll(), 'desc')
			.limit(1)
			.executeTakeFirstOrThrow();
		const { community } = largest;
		const areas = await db
			.selectFrom('areas')
			.selectAll()
			.where('community', '=', community)
			.execute();
		const pathOf = new Map(areas.map((area) => [area.id, JSON.parse(area.path) as string[]]));
		const households = await db
			.selectFrom('rows')
			.select(['id', 'home'])
			.where('community', '=', community)
			.where('kind', '=', 'household')
			.where('body', 'is not', null)
			.execute();
		const below = new Map<string, string[]>();
		for (const { id, home } of households)
			for (const areaId of pathOf.get(home.split(':')[0]!) ?? [])
				below.set(areaId, [...(below.get(areaId) ?? []), id]);
		const posts = await db
			.selectFrom('posts')
			.select(['person_id', 'area_id'])
			.where('community', '=', community)
			.where('role', 'in', ['unitLeader', 'gridWorker', 'gridParty'])
			.where('to_day', 'is', null)
			.orderBy('person_id')
			.execute();
		return posts.flatMap(({ person_id: personId, area_id: areaId }) =>
			below.has(areaId) ? [{ personId, households: below.get(areaId)! }] : []
		);
	} finally {
		await db.destroy();
	}
}

/** Two thousand phones within a minute: each pushes its day and pulls what others did. */
async function rushHour(
	server: ServerProcess,
	people: Visitor[],
	name: string
): Promise<Measure[]> {
	const devices = await prepareDevices(server.url, people, {
		count: phones,
		perDevice: visitsPerPhone
	});
	const stop = watchProcess(server.pid()!);
	const met = await runLoad(server.url, devices, { spreadMs, lanes, isPulling: true });
	const watched = stop?.();
	const what = `rush hour, ${phones} phones × ${visitsPerPhone} visits in ${spreadMs / 1_000} s, ${name}`;
	const slowest = p95(met.took);
	const plain = { against: null, ratio: null, goal: null, met: null };
	const measures: Measure[] = [
		{
			name: `${what}: a sync, p95 (${met.rows} rows came down)`,
			unit: 'ms',
			value: slowest,
			...plain,
			goal: `≤ ${goals.syncMs}`,
			met: slowest <= goals.syncMs
		},
		{ name: `${what}: a sync, median`, unit: 'ms', value: median(met.took), ...plain },
		{
			name: `${what}: syncs that failed${met.problems[0] ? ` (${met.problems[0]})` : ''}`,
			unit: 'syncs',
			value: met.problems.length,
			...plain,
			goal: '0',
			met: met.problems.length === 0
		}
	];
	if (!watched) return measures;
	const third = Math.floor(watched.memory.length / 3);
	const first = median(watched.memory.slice(0, third));
	const last = median(watched.memory.slice(-third));
	measures.push(
		{
			name: `${what}: the server's memory, last third beside the first (peak ${Math.max(...watched.memory).toFixed(0)} MB)`,
			unit: 'MB',
			value: last,
			against: first,
			ratio: last / first,
			goal: `ratio ≤ ${goals.growth}`,
			met: last / first <= goals.growth
		},
		{
			name: `${what}: the server's processor time beside the phones'`,
			unit: 'ms',
			value: watched.cpuMs,
			against: met.cpuMs,
			ratio: watched.cpuMs / met.cpuMs,
			goal: null,
			met: null
		}
	);
	return measures;
}

/** As fast as it goes: phones that all stand at the door, beside bare SQL writing what they wrote. */
async function flood(
	server: ServerProcess,
	people: Visitor[],
	name: string,
	bare: (load: BareLoad) => Promise<number>
): Promise<Measure[]> {
	const operations = floodPhones * visitsPerPhone;
	const rates: number[] = [];
	const shares: number[] = [];
	for (let i = 0; i < rounds; i++) {
		const devices = await prepareDevices(server.url, people, {
			count: floodPhones,
			perDevice: visitsPerPhone
		});
		const stop = watchProcess(server.pid()!);
		const met = await runLoad(server.url, devices, { spreadMs: 0, lanes, isPulling: false });
		const watched = stop?.();
		if (met.problems[0]) throw new Error(met.problems[0]);
		rates.push((operations * 1_000) / met.wallMs);
		if (watched) shares.push((operations * 1_000) / watched.cpuMs);
	}
	const against = await bare({ operations, perCommit: visitsPerPhone, rounds });
	const value = median(rates);
	const measures: Measure[] = [
		{
			name: `push as fast as it goes, ${floodPhones} phones × ${visitsPerPhone} visits, ${name}; bare SQL: one commit per request`,
			unit: 'operations/s',
			value,
			against,
			ratio: value / against,
			goal: `ratio ≥ ${goals.ratio}`,
			met: value / against >= goals.ratio
		}
	];
	if (shares.length > 0)
		measures.push({
			name: `the same per second of the server's own processor time, ${name}`,
			unit: 'operations/s',
			value: median(shares),
			against,
			ratio: median(shares) / against,
			goal: null,
			met: null
		});
	return measures;
}

async function measure(
	server: ServerProcess,
	where: Where,
	name: string,
	bare: (load: BareLoad) => Promise<number>
): Promise<Measure[]> {
	const people = await visitorsOf(where);
	const measures = await flood(server, people, name, bare);
	await wait(2_000);
	return [...measures, ...(await rushHour(server, people, name))];
}

/** Noon: everybody comes back into the signal within a minute, on both databases. */
export async function run(): Promise<Measure[]> {
	const measures: Measure[] = [];
	const embedded = await startServerProcess('demo');
	try {
		const where = { kind: 'sqlite', file: `${embedded.folder}/linli.db` } as const;
		const bare = (load: BareLoad) => writeBare(embedded.folder, load);
		measures.push(...(await measure(embedded, where, 'embedded database', bare)));
	} finally {
		await embedded.end();
	}
	const postgres = await startTestPostgres();
	try {
		const url = await postgres.freshUrl();
		const server = await startServerProcess('demo', { databaseUrl: url });
		try {
			const bare = (load: BareLoad) => writeBarePostgres(url, load);
			measures.push(...(await measure(server, { kind: 'postgres', url }, 'PostgreSQL', bare)));
		} finally {
			await server.end();
		}
	} finally {
		await postgres.stop();
	}
	return measures;
}
