import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { isGone, mayOrder, postsInSight } from '$lib/domain/device/rules';
import type { OrderRequest } from '$lib/domain/device/schema';
import { dayOf } from '$lib/domain/kernel/day';
import { actorOf } from '../db/actor';
import type { TreeSource } from '../db/areas';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';
import { keeperOf } from './list';

/**
 * Asks something of a device, or takes back what was asked. A sign-out and a wipe that does not wait for unsent work end
 * the device's session at once; one that waits leaves it, since the device needs it to send.
 *
 * Throws `notAllowed` (403) for whoever looks after no devices, or may only see this one; `notFound` (404) for a device
 * that is not there, is not that person's, or is nobody's in the caller's area; `nothingChanged` (409) for one that was
 * wiped, and when there is nothing to take back; `unsentChanged` (409) when a wipe at once would lose another number of
 * records than the caller was told.
 */
export async function giveOrder(
	db: Kysely<Tables>,
	trees: TreeSource,
	by: string,
	request: OrderRequest,
	now: number
): Promise<void> {
	const { personId, deviceId, kind } = request;
	const keeper = await keeperOf(db, by, now);
	const [person, tree] = await Promise.all([actorOf(db, personId), trees(db)]);
	const day = dayOf(now);
	const pathOf = (areaId: string) => tree.byId.get(areaId)?.path;
	const isSeen = person && postsInSight(keeper, person.posts, pathOf, day).length > 0;
	await db.transaction().execute(async (trx) => {
		const line = await trx
			.selectFrom('device_contacts')
			.selectAll()
			.where('person_id', '=', personId)
			.where('device_id', '=', deviceId)
			.executeTakeFirst();
		if (!isSeen || !line) throw new ProblemError(404, 'notFound', 'deviceId');
		if (!mayOrder(keeper, person, pathOf, day)) throw new ProblemError(403, 'notAllowed');
		const isOpen = line.order_id !== null && line.done_at === null;
		const isWiped = line.order_kind && isGone({ kind: line.order_kind, doneAt: line.done_at });
		if (isWiped || (kind === 'takeBack' && !isOpen)) throw new ProblemError(409, 'nothingChanged');
		if (kind === 'wipeNow' && request.lost !== (line.unsent ?? 0) + (line.photos ?? 0))
			throw new ProblemError(409, 'unsentChanged', 'lost');
		const nothing = { order_id: null, order_kind: null, ordered_by: null, ordered_at: null };
		const order =
			kind === 'takeBack'
				? nothing
				: { order_id: randomUUID(), order_kind: kind, ordered_by: by, ordered_at: now };
		await trx
			.updateTable('device_contacts')
			.set({ ...order, done_at: null, lost: null })
			.where('person_id', '=', personId)
			.where('device_id', '=', deviceId)
			.execute();
		if ((kind === 'signOut' || kind === 'wipeNow') && line.session_id !== null)
			await trx
				.deleteFrom('sessions')
				.where('id', '=', line.session_id)
				.where('person_id', '=', personId)
				.execute();
	});
}
