import { CompiledQuery, type Kysely } from 'kysely';
import type { Held } from '$lib/domain/held/schema';
import type { Event } from '$lib/domain/kernel/record';
import type { Refusal } from '$lib/domain/kernel/refusal';
import type { Receipt } from '$lib/protocol/envelope';
import { isPostgres } from '../db/open';
import { insertMany, type Bulk } from '../db/bulk';
import type { OperationsTable, Tables } from '../db/tables';

const operations: Bulk<'operations'> = {
	table: 'operations',
	columns: [
		['community', 'text'],
		['op_id', 'text'],
		['person_id', 'text'],
		['device_id', 'text'],
		['seq', 'bigint'],
		['command', 'text'],
		['version', 'bigint'],
		['args', 'text'],
		['claimed_at', 'bigint'],
		['received_at', 'bigint'],
		['clock', 'text'],
		['scope', 'text'],
		['base', 'text'],
		['supersedes', 'text'],
		['result', 'text'],
		['refusal', 'text'],
		['events', 'text'],
		['carried_by', 'text'],
		['redacted', 'text']
	]
};

/** Appends operations to the log. Fails when one of the ids is taken by a transaction that was quicker. */
export async function writeLog(
	trx: Kysely<Tables>,
	entries: readonly OperationsTable[]
): Promise<void> {
	await insertMany(
		trx,
		operations,
		entries.map((entry) => operations.columns.map(([name]) => entry[name]))
	);
}

/** An operation that the log holds already. */
export type LoggedOperation = Pick<
	OperationsTable,
	| 'community'
	| 'op_id'
	| 'person_id'
	| 'command'
	| 'version'
	| 'args'
	| 'result'
	| 'refusal'
	| 'events'
	| 'redacted'
>;

// On SQLite `cross join` also fixes the order: left to choose, the planner walks over the community's whole log.
const known = {
	sqlite: `select o.community, o.op_id, o.person_id, o.command, o.version, o.args, o.result, o.refusal, o.events, o.redacted
		from json_each(?) c cross join json_each(?) i
		cross join operations o on o.community = c.value and o.op_id = i.value`,
	postgres: `select community, op_id, person_id, command, version, args, result, refusal, events, redacted
		from operations where community = any($1::text[]) and op_id = any($2::text[])`
};

/** Those of the operations that the log of these communities holds. */
export async function readLog(
	trx: Kysely<Tables>,
	communities: readonly string[],
	opIds: readonly string[]
): Promise<LoggedOperation[]> {
	if (opIds.length === 0) return [];
	const query = isPostgres(trx)
		? CompiledQuery.raw(known.postgres, [communities, opIds])
		: CompiledQuery.raw(known.sqlite, [JSON.stringify(communities), JSON.stringify(opIds)]);
	return (await trx.executeQuery<LoggedOperation>(query)).rows;
}

/**
 * The receipt that a logged operation was given, in the same words again. That never changes: what became of a held
 * one stands in its record, `held`, and `forWhom` names who looks after the area by now.
 */
export function receiptOf(
	entry: Pick<OperationsTable, 'op_id' | 'result' | 'refusal' | 'events'>,
	held: Held | undefined,
	forWhom: Held['forWhom'] | undefined = held?.forWhom
): Receipt {
	const opId = entry.op_id;
	if (entry.result === 'refused')
		return {
			opId,
			result: 'refused',
			refusal: JSON.parse(entry.refusal ?? '{"code":"malformed"}') as Refusal
		};
	if (entry.result === 'applied')
		return { opId, result: 'applied', ...(isPartly(entry) ? { partly: true } : {}) };
	const state = held?.state ?? { name: 'waiting' };
	switch (state.name) {
		case 'waiting':
			return { opId, result: 'held', forWhom: forWhom?.name ?? '', since: held?.since ?? 0 };
		case 'accepted':
			return { opId, result: 'applied', afterHold: true };
		case 'declined':
			return {
				opId,
				result: 'refused',
				refusal: { code: 'heldDeclined' },
				declined: { name: state.by.name, at: state.at, reason: state.reason }
			};
		case 'withdrawn':
			return { opId, result: 'refused', refusal: { code: 'visitWithdrawn' } };
	}
}

/** The records that a logged operation changed. */
export const eventsOf = (entry: Pick<OperationsTable, 'events'>): Event[] =>
	JSON.parse(entry.events) as Event[];

/** Whether one of an operation's events took force in part only. Asked of every receipt: the text tells it cheaply. */
const isPartly = (entry: Pick<OperationsTable, 'events'>): boolean =>
	entry.events.includes('"partly":true') && eventsOf(entry).some((event) => event.partly);
