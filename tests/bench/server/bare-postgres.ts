import pg from 'pg';
import { median } from '../measure';
import type { BareLoad } from './bare-sql';

/** What one request wrote: log lines, rows, and by how much it raised each home. */
interface Part {
	lines: unknown[];
	rows: unknown[];
	homes: { community: string; home: string; count: number }[];
}

/** As many transactions at once as the server makes. */
const connections = 4;

const statements = {
	lines: 'insert into operations select * from json_populate_recordset(null::operations, $1)',
	rows: 'insert into rows select * from json_populate_recordset(null::rows, $1)',
	homes: `update homes h set seq = h.seq + k.count, rows = h.rows + k.count
		from json_to_recordset($1) as k(community text, home text, count bigint)
		where h.community = k.community and h.home = k.home`
};

/**
 * The same as `writeBare` on PostgreSQL: the server's last visits are taken out of its own database and written again,
 * three statements and a durable commit per request, over several connections. Answers operations per second.
 */
export async function writeBarePostgres(url: string, load: BareLoad): Promise<number> {
	const pool = new pg.Pool({ connectionString: url, max: connections });
	try {
		const parts = await partsOf(pool, load);
		const rates: number[] = [];
		for (let i = 0; i < load.rounds; i++) {
			await takeOut(pool, parts);
			const began = performance.now();
			const waiting = parts.values();
			await Promise.all(
				Array.from({ length: connections }, async () => {
					for (const part of waiting) await write(pool, part);
				})
			);
			rates.push((load.operations * 1_000) / (performance.now() - began));
		}
		return median(rates);
	} finally {
		await pool.end();
	}
}

async function partsOf(pool: pg.Pool, { operations, perCommit }: BareLoad): Promise<Part[]> {
	const { rows: all } = await pool.query<{
		line: unknown;
		row: { community: string; home: string };
	}>(
		`select to_json(o) as line, to_json(r) as row from operations o
		join rows r on r.community = o.community and r.kind = 'visit' and r.id = o.args::json->>'id'
		where o.command = 'visit.log' order by o.op_id desc limit $1`,
		[operations]
	);
	const parts: Part[] = [];
	for (let at = 0; at < all.length; at += perCommit) {
		const part = all.slice(at, at + perCommit);
		const homes = new Map<string, Part['homes'][number]>();
		for (const { row } of part) {
			const known = homes.get(row.home) ?? { community: row.community, home: row.home, count: 0 };
			homes.set(row.home, { ...known, count: known.count + 1 });
		}
		parts.push({
			lines: part.map(({ line }) => line),
			rows: part.map(({ row }) => row),
			homes: [...homes.values()]
		});
	}
	return parts;
}

async function takeOut(pool: pg.Pool, parts: readonly Part[]): Promise<void> {
	const lines = JSON.stringify(parts.flatMap((part) => part.lines));
	const rows = JSON.stringify(parts.flatMap((part) => part.rows));
	await pool.query(
		`delete from operations o using json_to_recordset($1) as k(community text, op_id text)
		where o.community = k.community and o.op_id = k.op_id`,
		[lines]
	);
	await pool.query(
		`delete from rows r using json_to_recordset($1) as k(community text, kind text, id text)
		where r.community = k.community and r.kind = k.kind and r.id = k.id`,
		[rows]
	);
}

async function write(pool: pg.Pool, part: Part): Promise<void> {
	const connection = await pool.connect();
	try {
		for (let attempt = 1; ; attempt++)
			try {
				await connection.query('begin');
				for (const name of ['lines', 'rows', 'homes'] as const)
					await connection.query({
						name,
						text: statements[name],
						values: [JSON.stringify(part[name])]
					});
				await connection.query('commit');
				return;
			} catch (error) {
				await connection.query('rollback');
				// Two that wait for each other's homes: one of them is sent back by the database and comes again.
				if ((error as { code?: string }).code !== '40P01' || attempt > 10) throw error;
			}
	} finally {
		connection.release();
	}
}
