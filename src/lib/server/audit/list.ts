import { sql, type Expression, type Kysely, type SqlBool } from 'kysely';
import { auditKinds, type AuditCursor, type AuditKind, type AuditOutcome } from '$lib/domain/audit';
import type { Tables } from '../db/tables';
import { compareKeys, joinPages } from './by-time';

/** What is looked for. `from` and `until` are epoch ms, the second one left out. */
export interface AuditQuery {
	communities: readonly string[];
	from: number;
	until: number;
	/** Only what these people did or had done for them; undefined for everybody. */
	people?: readonly string[];
	kind?: AuditKind;
	outcome?: AuditOutcome;
}

/** A line of either table in one shape; ids where the page will show names. */
export interface RawLine {
	community: string;
	id: string;
	at: number;
	personId: string | null;
	carriedBy: string | null;
	action: string;
	result: string;
	deviceId: string | null;
	origin: string | null;
	about: string | null;
}

type Where = Expression<SqlBool>;

/**
 * A page of both tables in the order of time, from `after` on: at most `2 × limit` lines, and none only at the end. The
 * words of an operation (its arguments) are never read: who may see the trail may not see every register by it.
 */
export async function readTrail(
	db: Kysely<Tables>,
	query: AuditQuery,
	page: { after?: AuditCursor; limit: number; newestFirst: boolean }
): Promise<RawLine[]> {
	const { limit, newestFirst } = page;
	const direction = newestFirst ? 'desc' : 'asc';
	const operations = await db
		.selectFrom('operations')
		.select([
			'community',
			'op_id as id',
			'received_at as at',
			'person_id as personId',
			'carried_by as carriedBy',
			'command as action',
			'result',
			'refusal',
			'device_id as deviceId'
		])
		.where(({ and }) =>
			and([...common(query, 'received_at', 'op_id', page), ...ofOperations(query)])
		)
		.orderBy('received_at', direction)
		.orderBy('community', direction)
		.orderBy('op_id', direction)
		.limit(limit)
		.execute();
	const events = await db
		.selectFrom('audit_events')
		.select([
			'community',
			'id',
			'at',
			'person_id as personId',
			'action',
			'result',
			'device_id as deviceId',
			'about',
			'origin'
		])
		.where(({ and }) => and([...common(query, 'at', 'id', page), ...ofEvents(query)]))
		.orderBy('at', direction)
		.orderBy('community', direction)
		.orderBy('id', direction)
		.limit(limit)
		.execute();
	const order = newestFirst
		? (a: AuditCursor, b: AuditCursor) => compareKeys(b, a)
		: (a: AuditCursor, b: AuditCursor) => compareKeys(a, b);
	return joinPages(
		operations.map(({ refusal, result, ...line }): RawLine => ({
			...line,
			result: result === 'applied' ? 'ok' : result === 'refused' ? codeOf(refusal) : result,
			origin: null,
			about: null
		})),
		events.map((line): RawLine => ({ ...line, carriedBy: null })),
		limit,
		order
	);
}

const codeOf = (refusal: string | null): string =>
	refusal === null ? 'malformed' : (JSON.parse(refusal) as { code: string }).code;

function common(
	query: AuditQuery,
	at: string,
	id: string,
	{ after, newestFirst }: { after?: AuditCursor; newestFirst: boolean }
): Where[] {
	const key = sql`(${sql.ref(at)}, community, ${sql.ref(id)})`;
	const conditions: Where[] = [
		sql`${sql.ref(at)} >= ${query.from} and ${sql.ref(at)} < ${query.until}`,
		sql`community in (${sql.join(query.communities)})`
	];
	if (after) {
		const behind = sql.raw(newestFirst ? '<' : '>');
		conditions.push(sql`${key} ${behind} (${after.at}, ${after.community}, ${after.id})`);
	}
	return conditions;
}

const never: Where = sql`1 = 0`;
const among = (column: string, values: readonly string[]): Where =>
	values.length === 0 ? never : sql`${sql.ref(column)} in (${sql.join(values)})`;
const anyOf = (conditions: readonly Where[]): Where =>
	conditions.length === 0 ? never : sql`(${sql.join(conditions, sql` or `)})`;

function ofOperations({ people, kind, outcome }: AuditQuery): Where[] {
	const conditions: Where[] = [];
	if (people) conditions.push(anyOf([among('person_id', people), among('carried_by', people)]));
	if (kind)
		conditions.push(
			anyOf(auditKinds[kind].commands.map((start): Where => sql`command like ${`${start}.%`}`))
		);
	const stored = { ok: 'applied', held: 'held', refused: 'refused' } as const;
	if (outcome) conditions.push(sql`result = ${stored[outcome]}`);
	return conditions;
}

function ofEvents({ people, kind, outcome }: AuditQuery): Where[] {
	const conditions: Where[] = [];
	if (people) conditions.push(anyOf([among('person_id', people), among('about', people)]));
	if (kind) conditions.push(among('action', auditKinds[kind].actions));
	if (outcome === 'held') conditions.push(never);
	if (outcome === 'ok') conditions.push(sql`result = 'ok'`);
	if (outcome === 'refused') conditions.push(sql`result <> 'ok'`);
	return conditions;
}
