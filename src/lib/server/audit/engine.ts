import { sql, type Kysely } from 'kysely';
import {
	auditPageSize,
	type AuditCursor,
	type AuditExportRequest,
	type AuditLine,
	type AuditReply,
	type AuditRequest
} from '$lib/domain/audit';
import { addDays, startOf } from '$lib/domain/kernel/day';
import { cleanText } from '../db/bulk';
import type { TreeSource } from '../db/areas';
import { isPostgres } from '../db/open';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';
import type { AuditNote, Journal } from './journal';
import { readTrail, type AuditQuery, type RawLine } from './list';
import { auditScope } from './scope';

/** The audit trail as the engine offers it. Both ways of reading throw `notAllowed` (403), see `auditScope`. */
export interface AuditEngine {
	/** A page, newest first. `malformed` (400, field `to`) for days in the wrong order. */
	auditPage(personId: string, request: AuditRequest): Promise<AuditReply>;
	/** The next lines of an export, oldest first; none at the end. */
	auditExportPage(
		personId: string,
		request: AuditExportRequest,
		after: AuditCursor | null
	): Promise<AuditLine[]>;
	/** Notes something that happened outside of the engine; resolves when it is on the disk. */
	noteAudit(note: AuditNote): Promise<void>;
}

/** Lines of an export that are read at a time. */
const exportPageSize = 1_000;

/** A part of a name that fits more people than this is no help. */
const mostPeople = 200;

/** Builds the audit part of the engine. Reading needs no right to write. `now`: epoch ms. */
export function createAudit(
	db: Kysely<Tables>,
	trees: TreeSource,
	options: { now(): number; journal: Journal }
): AuditEngine {
	async function queryOf(personId: string, { from, to }: AuditExportRequest): Promise<AuditQuery> {
		const communities = await auditScope(db, trees, personId, options.now());
		if (to < from) throw new ProblemError(400, 'dayOrder', 'to');
		return { communities, from: startOf(from), until: startOf(addDays(to, 1)) };
	}

	return {
		async auditPage(personId, request) {
			const query = await queryOf(personId, request);
			const words = request.person?.trim();
			const people = words ? await peopleNamed(db, query.communities, words) : undefined;
			const { kind, outcome, after } = request;
			const raw = await readTrail(
				db,
				{ ...query, people, kind, outcome },
				{ after, limit: auditPageSize + 1, newestFirst: true }
			);
			const shown = raw.slice(0, auditPageSize);
			const last = shown.at(-1);
			const more = raw.length > shown.length && last ? cursorOf(last) : null;
			return { lines: await named(db, shown), more };
		},
		async auditExportPage(personId, request, after) {
			const query = await queryOf(personId, request);
			const page = { limit: exportPageSize, newestFirst: false };
			return named(db, await readTrail(db, query, after ? { ...page, after } : page));
		},
		noteAudit: (note) => options.journal.noted(note)
	};
}

const cursorOf = ({ at, community, id }: AuditCursor): AuditCursor => ({ at, community, id });

/** The people with a post in these communities whose name holds the words. Names of others are not even looked at. */
async function peopleNamed(
	db: Kysely<Tables>,
	communities: readonly string[],
	words: string
): Promise<string[]> {
	const pattern = `%${cleanText(words).replace(/[\\%_]/g, '\\$&')}%`;
	const rows = await db
		.selectFrom('posts')
		.select('person_id')
		.distinct()
		.where('community', 'in', communities)
		.where(sql<boolean>`name like ${pattern} escape '\\'`)
		.orderBy('person_id')
		.limit(mostPeople)
		.execute();
	return rows.map((row) => row.person_id);
}

/** The same lines with names, those of each person's latest appointment. */
async function named(db: Kysely<Tables>, lines: readonly RawLine[]): Promise<AuditLine[]> {
	const ids = new Set(
		lines.flatMap(({ personId, carriedBy, about }) =>
			[personId, carriedBy, about].flatMap((id) => id ?? [])
		)
	);
	const names = await namesOf(db, [...ids]);
	const somebody = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? '' });
	return lines.map(({ personId, carriedBy, about, ...line }) => ({
		...line,
		who: somebody(personId),
		carriedBy: somebody(carriedBy),
		about: about !== null && names.has(about) ? somebody(about) : null
	}));
}

async function namesOf(db: Kysely<Tables>, ids: readonly string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const within = isPostgres(db)
		? sql<boolean>`person_id = any(${ids}::text[])`
		: sql<boolean>`person_id in (select value from json_each(${JSON.stringify(ids)}))`;
	const rows = await db
		.selectFrom('posts')
		.select(['person_id', 'name'])
		.where(within)
		.orderBy('from_day')
		.orderBy('appointment_id')
		.execute();
	return new Map(rows.map((row) => [row.person_id, row.name]));
}
