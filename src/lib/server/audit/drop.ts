import type { Kysely } from 'kysely';
import type { Tables } from '../db/tables';
import { readList } from './canonical.mjs';

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
