import { join } from 'node:path';
import Sqlite from 'libsql';
import { Client } from '../client';
import { download, type Download } from '../download';
import { median, type Measure } from '../measure';
import { startServerProcess } from '../server-process';

const rounds = 5;

/** The same rows read by bare SQL and put into JSON, rows per second. */
function readBare(file: string, homes: readonly string[]): number {
	const db = new Sqlite(file, { readonly: true });
	const communityOf = db.prepare('select community from homes where home = ?');
	const places = homes.flatMap((home) =>
		(communityOf.all(home) as { community: string }[]).map((one) => [one.community, home])
	);
	const read = db.prepare('select * from rows where community = ? and home = ? order by seq');
	const rates: number[] = [];
	for (let i = 0; i < rounds; i++) {
		let rows = 0;
		const began = performance.now();
		for (const place of places) {
			const found = read.all(...place) as { body: string | null }[];
			rows += found.length;
			JSON.stringify(
				found.map((row) => ({
					...row,
					body: row.body === null ? null : (JSON.parse(row.body) as unknown)
				}))
			);
		}
		rates.push((rows * 1000) / (performance.now() - began));
	}
	db.close();
	return median(rates);
}

/** First sync of a grid worker's and of an office's phone over HTTP, beside the same rows read by bare SQL. */
export async function run(): Promise<Measure[]> {
	const server = await startServerProcess('demo');
	const measures: Measure[] = [];
	try {
		const file = join(server.folder, 'linli.db');
		const db = new Sqlite(file, { readonly: true });
		const personFor = db.prepare(
			`select p.person_id as id from posts p join areas a on a.community = p.community and a.id = p.area_id
			where p.role = ? and p.to_day is null and p.community =
				(select community from rows where kind = 'household' group by community order by count(*) desc limit 1)
			order by a.code, p.person_id limit 1`
		);
		const people = (['gridWorker', 'office'] as const).map((role) => ({
			role,
			...(personFor.get(role) as { id: string })
		}));
		db.close();
		for (const { role, id } of people) {
			const client = new Client(server.url);
			await client.signIn(id);
			const all: Download[] = [];
			for (let i = 0; i < rounds; i++) all.push(await download(client));
			client.close();
			const { rows: found, bytes, heads } = all[0]!;
			const rows = found.length;
			const value = median(all.map((one) => (one.rows.length * 1000) / one.tookMs));
			const against = readBare(
				file,
				heads.map(([home]) => home)
			);
			const whose = role === 'office' ? 'the office' : 'a grid';
			const plain = { against: null, ratio: null, goal: null, met: null };
			measures.push(
				{
					name: `first sync of ${whose}, ${rows} rows`,
					unit: 'rows/s',
					value,
					against,
					ratio: value / against,
					goal: null,
					met: null
				},
				{
					name: `first sync of ${whose}, time`,
					unit: 'ms',
					value: median(all.map((one) => one.tookMs)),
					...plain
				},
				{ name: `first sync of ${whose}, size`, unit: 'MB', value: bytes / 1e6, ...plain }
			);
		}
	} finally {
		await server.end();
	}
	return measures;
}
