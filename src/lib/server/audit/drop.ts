import type { Kysely } from 'kysely';
import type { Tables } from '../db/tables';
import { readList } from './canonical.mjs';

/** The law's least: 网络安全法 wants logs of the network kept for no less than six months. */
const leastDays = 184;

/** Two years, the time after which an administrative offence can as a rule no longer be punished (行政处罚法 art. 36). */
const usualDays = 731;

/** How many days events are kept, from `LINLI_AUDIT_DAYS`. Throws for what cannot be meant or is against the law. */
export function keptDays(given: string | undefined): number {
	if (!given) return usualDays;
	const days = /^\d{1,5}$/.test(given) ? Number(given) : 0;
	if (days < leastDays)
		throw new Error(`LINLI_AUDIT_DAYS is a number of days from ${leastDays}, "${given}" is not`);
	return days;
}

const dayMs = 86_400_000;

/**
 * Drops the events of blocks that are older than so many days, from the beginning of the chain. The blocks stay with all
 * their hashes, so the chain can be checked as before; operations are never dropped, since they are the receipts of the
 * phones. Resolves with the number of the last block that it emptied, null without any.
 */
export async function dropOldEvents(
	db: Kysely<Tables>,
	options: { now: number; days: number }
): Promise<number | null> {
	const old = options.now - options.days * dayMs;
	let last: number | null = null;
	for (;;) {
		const block = await db
			.selectFrom('audit_blocks')
			.select(['number', 'high_at', 'list'])
			.where('dropped_at', 'is', null)
			.orderBy('number')
			.limit(1)
			.executeTakeFirst();
		if (!block || block.high_at >= old) return last;
		await db.transaction().execute(async (trx) => {
			const events = readList(block.list).filter(({ source }) => source === 'e');
			for (const { community, id } of events)
				await trx
					.deleteFrom('audit_events')
					.where('community', '=', community)
					.where('id', '=', id)
					.where('at', '<', old)
					.execute();
			await trx
				.updateTable('audit_blocks')
				.set({ dropped_at: options.now })
				.where('number', '=', block.number)
				.execute();
		});
		last = block.number;
	}
}
