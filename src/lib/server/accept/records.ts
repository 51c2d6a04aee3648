import { CompiledQuery, type Kysely } from 'kysely';
import type { Kind } from '$lib/domain/kernel/record';
import { digestOf, minusSum, rowSum, sumOf } from '$lib/protocol/digest';
import { insertMany, type Bulk } from '../db/bulk';
import { isPostgres } from '../db/open';
import type { RowsTable, Tables } from '../db/tables';
import { HomeDigests, raiseCounters } from './homes';
import { homeOf, type Cell } from './overlay';

/** One record to look up, in the community where it may be. */
export type Place = readonly [community: string, kind: Kind, id: string];

const columns = 'r.community, r.kind, r.id, r.home, r.seq, r.written_at, r.body, r.gone, r.digest';
const lookup = {
	sqlite: `select ${columns} from json_each(?) k cross join rows r
		on r.community = k.value->>0 and r.kind = k.value->>1 and r.id = k.value->>2`,
	postgres: `select ${columns} from unnest($1::text[], $2::text[], $3::text[]) as k(c, k, i)
		join rows r on r.community = k.c and r.kind = k.k and r.id = k.i
		order by r.community, r.kind, r.id`
};

/**
 * The rows at these places. For `writing` they are locked on PostgreSQL until the transaction ends, in sorted order, so
 * that what was judged still holds when it is written; SQLite has one writer at a time anyway.
 */
export async function readRecords(
	trx: Kysely<Tables>,
	places: readonly Place[],
	purpose: 'writing' | 'reading' = 'writing'
): Promise<RowsTable[]> {
	if (places.length === 0) return [];
	const query = isPostgres(trx)
		? CompiledQuery.raw(lookup.postgres + (purpose === 'writing' ? ' for update of r' : ''), [
				places.map((place) => place[0]),
				places.map((place) => place[1]),
				places.map((place) => place[2])
			])
		: CompiledQuery.raw(lookup.sqlite, [JSON.stringify(places)]);
	return (await trx.executeQuery<RowsTable>(query)).rows;
}

const rowColumns: Bulk<'rows'>['columns'] = [
	['community', 'text'],
	['kind', 'text'],
	['id', 'text'],
	['home', 'text'],
	['seq', 'bigint'],
	['written_at', 'bigint'],
	['body', 'text'],
	['gone', 'text'],
	['digest', 'text']
];
/** New records: a record that somebody else made meanwhile is an error here, and the operations are judged again. */
const newRows: Bulk<'rows'> = { table: 'rows', columns: rowColumns };
const changedRows: Bulk<'rows'> = {
	table: 'rows',
	columns: rowColumns,
	tail: `on conflict (community, kind, id) do update set home = excluded.home, seq = excluded.seq,
		written_at = excluded.written_at, body = excluded.body, gone = excluded.gone,
		digest = excluded.digest`
};
/**
 * Writes the records: raises the counter of every touched home in sorted order, then the rows with their numbers,
 * then what they add to the digests of homes that are locked already, and nothing after that. A home's counter stays
 * locked until the commit, so whoever sees a counter sees every row up to it: a reader asking for `seq > cursor`
 * cannot miss one.
 */
export async function writeRecords(
	trx: Kysely<Tables>,
	cells: readonly Cell[],
	at: number,
	pause: (done: number) => Promise<void> = () => Promise.resolve()
): Promise<void> {
	const counters = await raiseCounters(trx, cells);
	const digests = new HomeDigests();
	const fresh: unknown[][] = [];
	const changed: unknown[][] = [];
	for (const cell of cells) {
		const { community, kind, id } = cell;
		const home = homeOf(cell);
		const counter = counters.get(`${community} ${home}`)!;
		const seq = ++counter.next;
		const body = cell.body === undefined ? null : JSON.stringify(cell.body);
		const sum = body === null ? null : rowSum({ kind, id, seq }, body);
		const digest = sum && digestOf(sum);
		if (cell.stored?.digest)
			digests.add(community, cell.stored.home, minusSum(sumOf(cell.stored.digest)));
		if (sum) digests.add(community, home, sum);
		(cell.stored ? changed : fresh).push([
			community,
			kind,
			id,
			home,
			seq,
			at,
			body,
			cell.gone === undefined ? null : JSON.stringify(cell.gone),
			digest
		]);
		cell.stored = { home, seq, at, digest };
	}
	let done = 0;
	for (const [bulk, rows] of [
		[newRows, fresh],
		[changedRows, changed]
	] as const)
		for (let from = 0; from < rows.length; from += chunk) {
			const part = rows.slice(from, from + chunk);
			await insertMany(trx, bulk, part);
			await pause((done += part.length));
		}
	await digests.write(trx);
}

const chunk = 1_024;
