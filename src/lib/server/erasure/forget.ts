import type { Kysely } from 'kysely';
import { isAccounts } from '$lib/domain/erasure/select';
import type { Id } from '$lib/domain/kernel/id';
import { isPostgres } from '../db/open';
import type { OperationsTable, Tables } from '../db/tables';
import { sql } from 'kysely';
import { withoutWords } from './redacted';

/** Operations read at a time: few enough to be looked through between two pushes. */
const batch = 250;
/** After a batch that long a rest, so many times as long as it took: pushes keep nine tenths of the thread. */
const restFactor = 9;

/** One request whose time has come: everything in the log up to an instant that speaks of any of these ids. */
export interface Forgetting {
	erasure: Id;
	ids: ReadonlySet<Id>;
	/** Epoch ms by the server's clock, included. */
	until: number;
}

type Line = Pick<
	OperationsTable,
	| 'community'
	| 'op_id'
	| 'received_at'
	| 'command'
	| 'args'
	| 'base'
	| 'refusal'
	| 'events'
	| 'redacted'
>;

const idPattern = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Acts whose `id` names something that only they and later acts about it speak of. */
const namesItsOwn = /^(visit|question|dispute)\./;

/** Whoever accepts what was held makes it happen: of money that makes a booking, which is kept like every other. */
const makesAccounts = /"kind":"(?:booking|levy)"/;

/**
 * Takes the words out of the log's lines, walking over it once for all requests, oldest line first: what speaks of a line
 * that was found is found as well (a question about a refused entry, a discard). Every batch is a transaction; a walk that
 * was cut off begins anew and finds the rest. `isStopping` is asked between two batches. Resolves with whether it came to the end.
 */
export async function forgetWords(
	db: Kysely<Tables>,
	due: readonly Forgetting[],
	options: { rest: (ms: number) => Promise<unknown>; isStopping(): boolean }
): Promise<boolean> {
	const all = due.map((one) => ({ ...one, ids: new Set(one.ids) }));
	const until = Math.max(...all.map((one) => one.until));
	let after = { at: -1, community: '', id: '' };
	for (;;) {
		if (options.isStopping()) return false;
		const since = performance.now();
		const lines = await linesAfter(db, after, until);
		const last = lines.at(-1);
		if (!last) return true;
		const found = lines.flatMap((line) => {
			const one = all.find((each) => line.received_at <= each.until && speaksOf(line, each.ids));
			return one ? [{ line, erasure: one.erasure }] : [];
		});
		const fresh = found.filter(({ line }) => line.redacted === null);
		if (fresh.length > 0) await db.transaction().execute((trx) => takeOut(trx, fresh));
		after = { at: last.received_at, community: last.community, id: last.op_id };
		await options.rest((performance.now() - since) * restFactor);
	}
}

/** Whether a line speaks of one of the ids; then whatever speaks of the line will be found by it. */
function speaksOf(line: Line, ids: Set<Id>): boolean {
	// What the requests themselves say is ids only, and has to be there for the check of the trail.
	if (line.command.startsWith('erasure.') || isAccounts(line.command)) return false;
	if (makesAccounts.test(line.events)) return false;
	const isFound =
		ids.has(line.op_id) ||
		[line.args, line.events].some((text) =>
			(text.match(idPattern) ?? []).some((id) => ids.has(id))
		);
	if (!isFound) return false;
	ids.add(line.op_id);
	const own = namesItsOwn.test(line.command)
		? /"id":"([0-9a-f-]{36})"/.exec(line.args)?.[1]
		: undefined;
	if (own) ids.add(own);
	return true;
}

const linesAfter = (
	db: Kysely<Tables>,
	after: { at: number; community: string; id: string },
	until: number
): Promise<Line[]> =>
	db
		.selectFrom('operations')
		.select(['community', 'op_id', 'received_at', 'command'])
		.select(['args', 'base', 'refusal', 'events', 'redacted'])
		.where(
			sql<boolean>`(received_at, community, op_id) > (${after.at}, ${after.community}, ${after.id})`
		)
		.where('received_at', '<=', until)
		.orderBy('received_at')
		.orderBy('community')
		.orderBy('op_id')
		.limit(batch)
		.execute();

async function takeOut(
	trx: Kysely<Tables>,
	found: readonly { line: Line; erasure: Id }[]
): Promise<void> {
	for (const { line, erasure } of found)
		await trx
			.updateTable('operations')
			.set(withoutWords(line, erasure))
			.where('community', '=', line.community)
			.where('op_id', '=', line.op_id)
			.where('redacted', 'is', null)
			.execute();
}

/**
 * On SQLite what was overwritten is still in the write-ahead log until it begins anew; PostgreSQL does that by itself (its
 * old rows go with the next vacuum). False when somebody was reading just then, and it has to be tried again.
 */
export async function flushOld(db: Kysely<Tables>): Promise<boolean> {
	if (isPostgres(db)) return true;
	const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
	return rows[0]?.busy === 0;
}
