import { closeSync, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'libsql';

/**
 * Makes the log of the community with the full register `lines` longer: copies of a logged visit under ids of their own,
 * by bare SQL, as years of work would leave them; 0 changes nothing. Once per database. The server must not be running. Answers how many lines there are then.
 */
export function lengthenLog(dataFolder: string, lines: number): number {
	const db = new Sqlite(join(dataFolder, 'linli.db'), { timeout: 10_000 });
	try {
		// Lost power would cost nothing but the benchmark.
		db.exec('pragma synchronous = off');
		const sample = db
			.prepare(
				`select * from operations where command = 'visit.log' and community =
				(select community from rows where kind = 'household' group by community order by count(*) desc limit 1)
				limit 1`
			)
			.all()[0] as Record<string, unknown>;
		const columns = Object.keys(sample).filter((name) => name !== 'op_id');
		if (lines > 0)
			db.prepare(
				`with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)
			insert into operations (op_id, ${columns.join(',')})
			select printf('01700000-%04x-7000-8000-%012x', i >> 16, i), ${columns.map(() => '?').join(',')} from n`
			).run(lines, ...columns.map((name) => sample[name]));
		db.exec('pragma wal_checkpoint(truncate)');
		const [count] = db.prepare('select count(*) as n from operations').all() as { n: number }[];
		return count!.n;
	} finally {
		db.close();
		flush(join(dataFolder, 'linli.db'));
	}
}

/** Else the system writes the new gigabyte while somebody else's saves, which wait for the same disk, are measured. */
function flush(path: string): void {
	const file = openSync(path, 'r+');
	fsyncSync(file);
	closeSync(file);
}
