import { sql, type Kysely } from 'kysely';
import { disputeKind } from '$lib/domain/dispute/kind';
import type { CaseEntry, Dispute } from '$lib/domain/dispute/schema';
import type { Erasure } from '$lib/domain/erasure/schema';
import { isAccounts } from '$lib/domain/erasure/select';
import type { Held } from '$lib/domain/held/schema';
import { homeKey } from '$lib/domain/kernel/home';
import type { Kind, RecordKey } from '$lib/domain/kernel/record';
import type { Id } from '$lib/domain/kernel/id';
import type { Question } from '$lib/domain/question/schema';
import type { Visit } from '$lib/domain/visit/schema';
import type { Tables } from '../db/tables';

/** A household with the community whose row it is. */
export interface Place {
	community: Id;
	erasure: Pick<Erasure, 'householdId' | 'unitId'>;
}

/** A request with the community whose row it is. */
export interface OpenErasure extends Place {
	erasure: Erasure;
}

/** The requests that are not done with: by a day they have things to clear, or words in the log that are due one day. */
export async function openErasures(db: Kysely<Tables>): Promise<OpenErasure[]> {
	const communities = db.selectFrom('areas').select('community').distinct();
	const rows = await db
		.selectFrom('rows')
		.select(['community', 'body'])
		.where('community', 'in', communities)
		.where('kind', '=', 'erasure')
		.where('body', 'like', '%"forgottenAt":null%')
		.execute();
	return rows.map(({ community, body }) => ({ community, erasure: JSON.parse(body!) as Erasure }));
}

/**
 * Households that left the register before an instant (epoch ms by the server's clock) and of which nobody has asked
 * for deletion; those that went into another one live on in it.
 */
export function leftBefore(
	db: Kysely<Tables>,
	before: number
): Promise<{ community: Id; id: Id; home: string }[]> {
	return db
		.selectFrom('rows')
		.select(['community', 'id', 'home'])
		.where('kind', '=', 'household')
		.where('body', 'is', null)
		.where('written_at', '<', before)
		.where('gone', 'not like', '%"merged"%')
		.where('gone', 'not like', '%"erased"%')
		.execute();
}

/** The household and every one that was merged into it, at however many removes. */
export async function householdsOf(
	db: Kysely<Tables>,
	{ community, erasure }: Place
): Promise<Set<Id>> {
	const merged = await db
		.selectFrom('rows')
		.select(['id', 'gone'])
		.where('community', '=', community)
		.where('kind', '=', 'household')
		.where('gone', 'like', '%"merged"%')
		.execute();
	const into = merged.map(({ id, gone }) => ({
		id,
		into: (JSON.parse(gone!) as { into?: Id }).into
	}));
	const found = new Set([erasure.householdId]);
	for (let size = 0; size < found.size;) {
		size = found.size;
		for (const one of into) if (one.into && found.has(one.into)) found.add(one.id);
	}
	return found;
}

/** What was found about these households besides their own rows. */
export interface Words {
	visits: Visit[];
	disputes: Dispute[];
	questions: Question[];
	records: RecordKey[];
	/** Those that may name photos, with their bodies. */
	naming: { kind: Kind; id: Id; body: unknown }[];
}

const bodiesIn = <T>(rows: { body: string | null }[]): T[] =>
	rows.map(({ body }) => JSON.parse(body!) as T);

/** Every visit, held entry and question about these households, those that have lost their words too. */
export async function wordsAbout(
	db: Kysely<Tables>,
	{ community, erasure }: Place,
	households: ReadonlySet<Id>
): Promise<Words> {
	const living = db
		.selectFrom('rows')
		.select('body')
		.where('community', '=', community)
		.where('body', 'is not', null);
	const here = `${erasure.unitId}:visit`;
	// The unit's homes of visits stand together in the index; `;` follows `:`, which begins an author's own.
	const inUnit = living.where('home', '>=', here).where('home', '<', `${here};`);
	const visits = bodiesIn<Visit>(await inUnit.where('kind', '=', 'visit').execute()).filter((one) =>
		households.has(one.householdId)
	);
	const held = bodiesIn<Held>(await inUnit.where('kind', '=', 'held').execute()).filter(
		(one) =>
			!isAccounts(one.command) && one.householdId !== undefined && households.has(one.householdId)
	);
	const { disputes, entries, heldIn } = await casesOf(db, community, households);
	const questions = bodiesIn<Question>(await living.where('kind', '=', 'question').execute());
	const silent = await subjectsAbout(
		db,
		questions.filter(({ entry }) => !entry.said).map(({ entry }) => entry.subject),
		[...households, ...visits.map((one) => one.id)]
	);
	const asked = questions.filter(({ entry: { said, subject } }) =>
		said ? said.householdId !== null && households.has(said.householdId) : silent.has(subject)
	);
	return {
		visits,
		disputes,
		naming: [
			...visits.map((body) => ({ kind: 'visit' as const, id: body.id, body })),
			...entries.map((body) => ({ kind: 'caseEntry' as const, id: body.id, body }))
		],
		questions: asked,
		records: [
			...visits.map(({ id }): RecordKey => ({ kind: 'visit', id })),
			...held.map(({ opId }): RecordKey => ({ kind: 'held', id: opId })),
			...disputes.map(({ id }): RecordKey => ({ kind: 'dispute', id })),
			...entries.map(({ id }): RecordKey => ({ kind: 'caseEntry', id })),
			...heldIn.map(({ opId }): RecordKey => ({ kind: 'held', id: opId })),
			...asked.map(({ id }): RecordKey => ({ kind: 'question', id }))
		]
	};
}

/** The cases in which one of these households is a party, with all that was said in them. */
async function casesOf(
	db: Kysely<Tables>,
	community: Id,
	households: ReadonlySet<Id>
): Promise<{ disputes: Dispute[]; entries: CaseEntry[]; heldIn: Held[] }> {
	const living = db
		.selectFrom('rows')
		.select(['kind', 'body'])
		.where('community', '=', community)
		.where('body', 'is not', null);
	const disputes = bodiesIn<Dispute>(
		await living
			.where('kind', '=', 'dispute')
			.where(({ or, eb }) => or([...households].map((id) => eb('body', 'like', `%${id}%`))))
			.execute()
	).filter(({ parties }) =>
		parties.some(({ householdId }) => householdId !== null && households.has(householdId))
	);
	const entries: CaseEntry[] = [];
	const heldIn: Held[] = [];
	for (const dispute of disputes) {
		const rows = await living.where('home', '=', homeKey(disputeKind.home(dispute))).execute();
		entries.push(...bodiesIn<CaseEntry>(rows.filter(({ kind }) => kind === 'caseEntry')));
		heldIn.push(...bodiesIn<Held>(rows.filter(({ kind }) => kind === 'held')));
	}
	return { disputes, entries, heldIn };
}

/** Which entries that are asked about, without a word of what they say, speak of any of these ids. */
async function subjectsAbout(
	db: Kysely<Tables>,
	subjects: readonly Id[],
	ids: readonly Id[]
): Promise<Set<Id>> {
	const found = new Set<Id>(subjects.filter((one) => ids.includes(one)));
	for (let from = 0; from < subjects.length; from += 200) {
		const rows = await db
			.selectFrom('operations')
			.select(['op_id', sql<string>`args || events`.as('text')])
			.where('op_id', 'in', subjects.slice(from, from + 200))
			.execute();
		for (const { op_id, text } of rows) if (ids.some((id) => text.includes(id))) found.add(op_id);
	}
	return found;
}
