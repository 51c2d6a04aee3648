import type { Kysely } from 'kysely';
import { areShown } from '$lib/domain/accounts/select';
import type { Campaign } from '$lib/domain/campaign/schema';
import { dayOf } from '$lib/domain/kernel/day';
import { homeKey } from '$lib/domain/kernel/home';
import type { Objection, RaiseObjection } from '$lib/domain/objection/schema';
import { isUnanswered } from '$lib/domain/objection/select';
import { inName, serverItself } from '../accept/own-actor';
import type { Accept } from '../accept/run';
import type { TreeSource } from '../db/areas';
import { findBody, type FoundBody } from '../db/find-body';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';

/** Objections of neighbours without an account, as the engine offers them. */
export interface ObjectionEngine {
	/**
	 * Takes one in; the same again is taken once. `notFound` (404) as for the accounts, `full` (409) while the office has
	 * too many to answer, `objectionExists` (409) for other words under the same id.
	 */
	objectToAccounts(request: RaiseObjection): Promise<void>;
}

/** So many wait for an answer at most, by campaign: what comes after that nobody would read. */
export const mostUnanswered = 50;

/** Builds it over an open, migrated database that can be written. `now`: epoch ms. */
export function createObjections(
	db: Kysely<Tables>,
	trees: TreeSource,
	{ accept, now }: { accept: Accept; now(): number }
): ObjectionEngine {
	/** One after the other, so that the count below is right. */
	let before: Promise<unknown> = Promise.resolve();

	async function countUnanswered({ body, community }: FoundBody<Campaign>): Promise<number> {
		const rows = await db
			.selectFrom('rows')
			.select('body')
			.where('community', '=', community)
			.where('home', '=', homeKey({ areaId: body.areaId, dataClass: 'money' }))
			.where('kind', '=', 'objection')
			.execute();
		return rows
			.map((row) => JSON.parse(row.body!) as Objection)
			.filter((one) => one.campaignId === body.id && isUnanswered(one)).length;
	}

	async function receive({ id, campaignId, words, from }: RaiseObjection): Promise<void> {
		const tree = await trees(db);
		const known = (await findBody<Objection>(db, tree, 'objection', id))?.body;
		if (known) {
			const isSame = known.words === words && known.from === from;
			if (isSame && known.campaignId === campaignId) return;
			throw new ProblemError(409, 'objectionExists', 'id');
		}
		const at = now();
		const found = await findBody<Campaign>(db, tree, 'campaign', campaignId);
		if (!found || !areShown(found.body, dayOf(at)))
			throw new ProblemError(404, 'notFound', 'campaignId');
		if ((await countUnanswered(found)) >= mostUnanswered)
			throw new ProblemError(409, 'full', 'campaignId');
		const args: RaiseObjection = { id, campaignId, words, from };
		const command = { name: 'objection.receive', version: 1, args };
		const actor = inName(serverItself, { community: found.community, at, appointmentId: id });
		const outcome = await accept.run([{ command }], actor, { at, deviceId: id });
		if (outcome.ok) return;
		// Another server on the same database may have been faster, with the objection or with the office's change.
		if (outcome.refusal.code === 'accountsNotShown')
			throw new ProblemError(404, 'notFound', 'campaignId');
		throw new ProblemError(409, outcome.refusal.code, outcome.refusal.field);
	}

	return {
		objectToAccounts(request) {
			const mine = before.then(() => receive(request));
			before = mine.catch(() => undefined);
			return mine;
		}
	};
}
