import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'libsql';
import { median } from '../measure';

type Line = Record<string, string | number | null>;

/** What is to be written again: the last `operations` visits that the server took, `perCommit` in a transaction. */
export interface BareLoad {
	operations: number;
	perCommit: number;
	rounds: number;
}

/**
 * Writes the log lines, rows and counters of the server's last visits into a copy of its database, by prepared
 * statements alone: no rules, no rights, no receipts. Same durability: WAL, `synchronous=FULL`, a commit per request.
 * Answers operations per second, the median of the rounds.
 */
export async function writeBare(dataFolder: string, load: BareLoad): Promise<number> {
	const folder = mkdtempSync(join(tmpdir(), 'linli-bare-'));
	try {
		const file = join(folder, 'linli.db');
		const source = new Sqlite(join(dataFolder, 'linli.db'), { timeout: 10_000 });
		source.exec(`vacuum into '${file}'`);
		source.close();
		const rates: number[] = [];
		for (let i = 0; i < load.rounds; i++) rates.push(writeOnce(file, load));
		return median(rates);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function writeOnce(file: string, { operations, perCommit }: BareLoad): number {
	const db = new Sqlite(file, { timeout: 10_000 });
	db.exec('pragma journal_mode = WAL');
	db.exec('pragma synchronous = FULL');
	db.exec('pragma cache_size = -65536');
	const log = db
		.prepare(`select * from operations where command = 'visit.log' order by op_id desc limit ?`)
		.all(operations) as Line[];
	const rowOf = db.prepare(`select * from rows where community = ? and kind = 'visit' and id = ?`);
	const homeOf = db.prepare('select * from homes where community = ? and home = ?');
	const loads = log.map((line) => {
		const { id } = JSON.parse(line.args as string) as { id: string };
		// `all`, since `get` adds a field of the driver's own.
		const [row] = rowOf.all(line.community, id) as [Line];
		const [home] = homeOf.all(row.community, row.home) as [Line];
		return { line, row, home };
	});
	const takeLine = db.prepare('delete from operations where community = ? and op_id = ?');
	const takeRow = db.prepare(`delete from rows where community = ? and kind = 'visit' and id = ?`);
	db.exec('begin immediate');
	for (const { line, row } of loads) {
		takeLine.run(line.community, line.op_id);
		takeRow.run(row.community, row.id);
	}
	db.exec('commit');

	const insert = (table: string, one: Line, tail = '') =>
		db.prepare(
			`insert into ${table} (${Object.keys(one).join(',')}) values (${Object.keys(one)
				.map(() => '?')
				.join(',')}) ${tail}`
		);
	const first = loads[0]!;
	const putLine = insert('operations', first.line);
	const putRow = insert('rows', first.row);
	const raise = insert(
		'homes',
		first.home,
		'on conflict (community, home) do update set seq = homes.seq + 1, rows = homes.rows + 1'
	);
	const began = performance.now();
	for (let at = 0; at < loads.length; at += perCommit) {
		db.exec('begin immediate');
		for (const { line, row, home } of loads.slice(at, at + perCommit)) {
			putLine.run(...Object.values(line));
			putRow.run(...Object.values(row));
			raise.run(...Object.values(home));
		}
		db.exec('commit');
	}
	const tookMs = performance.now() - began;
	db.close();
	return (loads.length * 1000) / tookMs;
}
