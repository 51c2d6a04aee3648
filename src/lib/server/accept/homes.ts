import type { Kysely } from 'kysely';
import { addSums, noSum, type Sum } from '$lib/protocol/digest';
import { insertMany, type Bulk } from '../db/bulk';
import type { Tables } from '../db/tables';
import { homeOf, type Cell } from './overlay';

const columns: Bulk<'homes'>['columns'] = [
	['community', 'text'],
	['home', 'text'],
	['area_id', 'text'],
	['data_class', 'text'],
	['own', 'text'],
	['seq', 'bigint'],
	['rows', 'bigint'],
	['sum_high', 'bigint'],
	['sum_low', 'bigint']
];
const counters: Bulk<'homes'> = {
	table: 'homes',
	columns,
	tail: `on conflict (community, home) do update set seq = homes.seq + excluded.seq,
		rows = homes.rows + excluded.rows returning community, home, seq`
};
const sums: Bulk<'homes'> = {
	table: 'homes',
	columns,
	tail: `on conflict (community, home) do update set
		sum_high = (homes.sum_high + excluded.sum_high) & 4294967295,
		sum_low = (homes.sum_low + excluded.sum_low) & 4294967295`
};

const keyOf = (community: string, home: string) => `${community} ${home}`;

const lineOf = (community: string, home: string, seq: number, rows: number, sum: Sum) => {
	const [areaId, dataClass, own] = home.split(':');
	return [community, home, areaId, dataClass, own ?? '', seq, rows, ...sum];
};

const inOrder = <T>(byKey: ReadonlyMap<string, T>): T[] =>
	[...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);

/**
 * Raises the counter of every home that the records touch, in sorted order, and its number of living rows. Answers
 * by `community home` the number before the first that these records may take.
 */
export async function raiseCounters(
	trx: Kysely<Tables>,
	cells: readonly Cell[]
): Promise<Map<string, { next: number }>> {
	const raises = new Map<string, { community: string; home: string; seq: number; rows: number }>();
	const raise = (community: string, home: string, rows: number) => {
		const key = keyOf(community, home);
		const entry = raises.get(key) ?? { community, home, seq: 0, rows: 0 };
		entry.seq += 1;
		entry.rows += rows;
		raises.set(key, entry);
	};
	for (const { community, body, stored, ...cell } of cells) {
		const home = homeOf(cell);
		const isAlive = body !== undefined ? 1 : 0;
		const wasAlive = stored?.digest ? 1 : 0;
		const hasMoved = stored && stored.home !== home;
		raise(community, home, isAlive - (hasMoved ? 0 : wasAlive));
		// The old home's counter moves as well: phones that hold it compare digests and mend it.
		if (hasMoved) raise(community, stored.home, -wasAlive);
	}
	const raised = await insertMany<'homes', { community: string; home: string; seq: number }>(
		trx,
		counters,
		inOrder(raises).map(({ community, home, seq, rows }) =>
			lineOf(community, home, seq, rows, noSum)
		)
	);
	return new Map(
		raised.map(({ community, home, seq }) => {
			const key = keyOf(community, home);
			return [key, { next: seq - raises.get(key)!.seq }];
		})
	);
}

/** What a transaction adds to the digests of the homes whose counters it has raised. */
export class HomeDigests {
	private readonly added = new Map<string, { community: string; home: string; sum: Sum }>();

	/** Adds one row's sum, or takes one away (see `minusSum`). */
	add(community: string, home: string, sum: Sum): void {
		const key = keyOf(community, home);
		const known = this.added.get(key);
		this.added.set(key, { community, home, sum: addSums(known?.sum ?? noSum, sum) });
	}

	/** Writes the sums; each home's line is this transaction's already. */
	async write(trx: Kysely<Tables>): Promise<void> {
		await insertMany(
			trx,
			sums,
			inOrder(this.added).map(({ community, home, sum }) => lineOf(community, home, 0, 0, sum))
		);
	}
}
