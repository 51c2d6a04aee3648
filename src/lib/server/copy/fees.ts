import type { Kysely } from 'kysely';
import type { Booking } from '$lib/domain/booking/schema';
import type { CopyReply } from '$lib/domain/copy';
import type { Id } from '$lib/domain/kernel/id';
import type { Levy } from '$lib/domain/levy/schema';
import { receiptNumber } from '$lib/domain/levy/select';
import type { Tables } from '../db/tables';

/** What these households of a community have paid for their shares, by list and receipt, with what went back of it. */
export async function feesOf(
	db: Kysely<Tables>,
	community: Id,
	households: ReadonlySet<Id>
): Promise<CopyReply['fees']> {
	const living = db
		.selectFrom('rows')
		.select('body')
		.where('community', '=', community)
		.where('body', 'is not', null);
	const found = await living
		.where('kind', '=', 'booking')
		.where(({ or, eb }) => or([...households].map((id) => eb('body', 'like', `%${id}%`))))
		.execute();
	const bookings = found.map(({ body }) => JSON.parse(body!) as Booking);
	const lists = await living.where('kind', '=', 'levy').execute();
	const levies = new Map(
		lists.map(({ body }) => JSON.parse(body!) as Levy).map((one) => [one.id, one])
	);
	return bookings
		.flatMap(({ fact, levyId, no, at, by, reversal, refunds }): CopyReply['fees'] => {
			if (fact.kind !== 'collection' || !households.has(fact.householdId)) return [];
			const { fen, method, isLate } = fact;
			return [
				{
					...{ at, by: by.name, title: levies.get(levyId!)?.title ?? '', fen, method, isLate },
					...{ no: receiptNumber(levyId!, no!), isReversed: reversal !== null },
					refunds: refunds.map((one) => ({
						...{ at: one.at, by: one.by.name, fen: one.fen },
						isReversed: one.reversal !== null
					}))
				}
			];
		})
		.sort((a, b) => a.at - b.at);
}
