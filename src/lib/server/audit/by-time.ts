import { sql, type Kysely } from 'kysely';
import type { AuditCursor } from '$lib/domain/audit';
import type { Tables } from '../db/tables';

/** Which of the two tables a line stands in; the letters that a block's list uses. */
export type Source = 'o' | 'e';

/** The key of a line: unique, and in the order of the time. */
export interface LineKey extends AuditCursor {
	source: Source;
}

/** The order of the indexes: time, community, id. */
export const compareKeys = (a: AuditCursor, b: AuditCursor): number =>
	a.at - b.at || compareText(a.community, b.community) || compareText(a.id, b.id);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The next keys of both tables behind a point, oldest first, at least one unless nothing is left. Read from the indexes
 * alone. The two tables are cut at the same point, so that none overtakes the other.
 */
export async function keysAfter(
	db: Kysely<Tables>,
	after: AuditCursor,
	limit: number
): Promise<LineKey[]> {
	const behind = (at: string, id: string) =>
		sql<boolean>`(${sql.ref(at)}, community, ${sql.ref(id)}) > (${after.at}, ${after.community}, ${after.id})`;
	const operations = await db
		.selectFrom('operations')
		.select(['received_at as at', 'community', 'op_id as id'])
		.where(behind('received_at', 'op_id'))
		.orderBy('received_at')
		.orderBy('community')
		.orderBy('op_id')
		.limit(limit)
		.execute();
	const events = await db
		.selectFrom('audit_events')
		.select(['at', 'community', 'id'])
		.where(behind('at', 'id'))
		.orderBy('at')
		.orderBy('community')
		.orderBy('id')
		.limit(limit)
		.execute();
	return joinPages(
		operations.map((key): LineKey => ({ ...key, source: 'o' })),
		events.map((key): LineKey => ({ ...key, source: 'e' })),
		limit,
		compareKeys
	);
}

/** Two sorted pages as one: what may have something missing before it is left for the next page. */
export function joinPages<T extends AuditCursor>(
	one: readonly T[],
	other: readonly T[],
	limit: number,
	compare: (a: T, b: T) => number
): T[] {
	const all = [...one, ...other].sort(compare);
	const ends = [one, other].flatMap((page) => (page.length < limit ? [] : page.slice(-1)));
	if (ends.length === 0) return all;
	const end = ends.reduce((a, b) => (compare(a, b) <= 0 ? a : b));
	return all.filter((line) => compare(line, end) <= 0);
}
