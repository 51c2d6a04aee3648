import { sql, type Kysely } from 'kysely';
import type { CopyReply, CopyRequest } from '$lib/domain/copy';
import type { CaseEntry } from '$lib/domain/dispute/schema';
import type { Household, Particulars } from '$lib/domain/household/schema';
import { postFor } from '$lib/domain/kernel/authority';
import { dayOf } from '$lib/domain/kernel/day';
import type { Id } from '$lib/domain/kernel/id';
import { rights } from '$lib/domain/kernel/rights';
import type { Question } from '$lib/domain/question/schema';
import type { Finding, Visit } from '$lib/domain/visit/schema';
import { actorOf, actorsOf } from '../db/actor';
import { communitiesOf, type TreeSource } from '../db/areas';
import type { Tables } from '../db/tables';
import { householdsOf, wordsAbout } from '../erasure/words-about';
import { ProblemError } from '../http/problem';
import { casesFor } from './cases';
import { feesOf } from './fees';

/** What the engine gives out about somebody for themselves. */
export interface CopyEngine {
	/**
	 * Everything that is held on a household, particulars too. `notAllowed` (403) for whoever has not the right `giveCopy`
	 * over its unit today, and the same for a household that is not there.
	 */
	copyOf(personId: Id, request: CopyRequest): Promise<CopyReply>;
}

/** Builds it over an open, migrated database; a read-only connection will do. `now`: epoch ms. */
export function createCopies(db: Kysely<Tables>, trees: TreeSource, now: () => number): CopyEngine {
	async function bodyOf<T>(communities: Id[], kind: 'household' | 'particulars', id: Id) {
		const row = await db
			.selectFrom('rows')
			.select(['community', 'body'])
			.where('community', 'in', communities)
			.where('kind', '=', kind)
			.where('id', '=', id)
			.executeTakeFirst();
		return row?.body ? { community: row.community, body: JSON.parse(row.body) as T } : undefined;
	}

	return {
		async copyOf(personId, { householdId }) {
			const at = now();
			const actor = await actorOf(db, personId);
			const tree = await trees(db);
			const communities = actor ? communitiesOf(tree, actor) : [''];
			const found = await bodyOf<Household>(communities, 'household', householdId);
			const path = found && tree.byId.get(found.body.unitId)?.path;
			if (!actor || !path || !postFor(actor, rights.giveCopy, path, dayOf(at)))
				throw new ProblemError(403, 'notAllowed');
			const { body: household, community } = found;
			const details = await bodyOf<Particulars>([community], 'particulars', householdId);
			const place = { community, erasure: { householdId, unitId: household.unitId } };
			const households = await householdsOf(db, place);
			const { visits, questions, disputes, naming } = await wordsAbout(db, place, households);
			const entries = naming.flatMap(({ kind, body }) =>
				kind === 'caseEntry' ? [body as CaseEntry] : []
			);
			const losses = [...(household.conflicts ?? []), ...(details?.body.conflicts ?? [])];
			return {
				at,
				door: household.door,
				tenure: household.tenure,
				needsCare: household.needsCare,
				residents: household.residents,
				particulars: details?.body.residents ?? [],
				aside: losses.map((one) => ({
					at: one.at,
					by: one.by.name,
					value: typeof one.value === 'string' ? one.value : JSON.stringify(one.value)
				})),
				visits: visits.map(visitOf).sort((a, b) => a.written[0]!.at - b.written[0]!.at),
				questions: questions.map(questionOf),
				cases: casesFor(disputes, entries, households),
				fees: await feesOf(db, community, households),
				acts: await actsOn(db, [...households, ...visits.map((one) => one.id)])
			};
		}
	};
}

const writtenOf = ({ at, by, result, needs, words, photos = [] }: Finding) => ({
	...{ at, by: by.name, result, needs, words, photos: photos.length }
});

const visitOf = ({ first, amendments, review, withdrawnAt }: Visit) => ({
	written: [first, ...amendments].map(writtenOf),
	comment: review.state === 'returned' ? review.comment : null,
	isWithdrawn: withdrawnAt !== null
});

const questionOf = ({ at, by, words, answers }: Question) => ({
	...{ at, by: by.name, words },
	answers: answers.map((one) => `${one.by.name}: ${one.words}`)
});

/** Who did what with it. Nothing in the log is sorted by household: it is read through, which a rare request may take. */
async function actsOn(db: Kysely<Tables>, ids: readonly Id[]): Promise<CopyReply['acts']> {
	const found = new Map<Id, { at: number; person: Id; command: string; result: string }>();
	for (let from = 0; from < ids.length; from += 50) {
		const speaks = ids
			.slice(from, from + 50)
			.map((id) => sql<boolean>`args || events like ${`%${id}%`}`);
		const rows = await db
			.selectFrom('operations')
			.select(['op_id', 'person_id', 'received_at', 'command', 'result'])
			.where((eb) => eb.or(speaks))
			.execute();
		for (const row of rows)
			found.set(row.op_id, {
				...{ at: row.received_at, person: row.person_id },
				...{ command: row.command, result: row.result }
			});
	}
	const people = [...new Set([...found.values()].map((one) => one.person))];
	const names = await actorsOf(db, people.length > 0 ? people : ['']);
	return [...found.values()]
		.sort((a, b) => a.at - b.at)
		.map(({ person, ...one }) => ({ ...one, by: names.get(person)?.name ?? '' }));
}
