import { CompiledQuery, type Kysely } from 'kysely';
import { isPostgres } from '../db/open';
import type { Tables } from '../db/tables';
import type { LineKey } from './by-time';
import { sources } from './canonical.mjs';

/** A line as its table holds it. */
export type StoredLine = Record<string, string | number | null>;

/** Lines by `source community id`; those that are not there are missing. The statements' text never grows with the keys. */
export async function readLines(
	trx: Kysely<Tables>,
	keys: readonly Pick<LineKey, 'source' | 'community' | 'id'>[]
): Promise<Map<string, StoredLine>> {
	const found = new Map<string, StoredLine>();
	const ids = new Map<string, string[]>();
	for (const { source, community, id } of keys) {
		const name = `${source} ${community}`;
		ids.set(name, [...(ids.get(name) ?? []), id]);
	}
	for (const [name, wanted] of ids) {
		const source = name[0] as LineKey['source'];
		const community = name.slice(2);
		const { table, columns, id } = sources[source];
		const text = `select ${columns.join(', ')} from ${table} where`;
		const query = isPostgres(trx)
			? CompiledQuery.raw(`${text} community = $1 and ${id} = any($2::text[])`, [community, wanted])
			: CompiledQuery.raw(`${text} community = ? and ${id} in (select value from json_each(?))`, [
					community,
					JSON.stringify(wanted)
				]);
		for (const row of (await trx.executeQuery<StoredLine>(query)).rows)
			found.set(`${name} ${String(row[id])}`, row);
	}
	return found;
}
