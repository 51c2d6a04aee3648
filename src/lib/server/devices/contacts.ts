import type { Kysely } from 'kysely';
import type { DeviceOrder, DeviceReport } from '$lib/domain/device/schema';
import type { Tables } from '../db/tables';

/** A device that says the same again is written down anew after this long, ms. */
export const noteEveryMs = 600_000;

/** Devices of one person that are remembered; the longest unseen gives way. */
const mostDevices = 50;

/** One device at one contact: whose it is, what it says of itself, and the session that it came with. */
export interface DeviceContact {
	personId: string;
	deviceId: string;
	report: DeviceReport;
	sessionId: string | null;
}

/** Writes down that a device was here, and what it said. What was asked of it stays as it is. */
export async function noteContact(
	db: Kysely<Tables>,
	{ personId, deviceId, report, sessionId }: DeviceContact,
	now: number
): Promise<void> {
	const said = { last_seen: now, ...report, session_id: sessionId };
	await db
		.insertInto('device_contacts')
		.values({ person_id: personId, device_id: deviceId, first_seen: now, ...said })
		.onConflict((c) => c.columns(['person_id', 'device_id']).doUpdateSet(said))
		.execute();
	const over = await db
		.selectFrom('device_contacts')
		.select('device_id')
		.where('person_id', '=', personId)
		.orderBy('last_seen', 'desc')
		.limit(20)
		.offset(mostDevices)
		.execute();
	if (over.length > 0)
		await db
			.deleteFrom('device_contacts')
			.where('person_id', '=', personId)
			.where(
				'device_id',
				'in',
				over.map((row) => row.device_id)
			)
			// What was asked of a lost phone is not forgotten because somebody makes up fifty others.
			.where((eb) => eb.or([eb('order_id', 'is', null), eb('done_at', 'is not', null)]))
			.execute();
}

/** What is asked of a device and has not happened yet; null when nothing is. Without `personId` whosever it is. */
export async function openOrder(
	db: Kysely<Tables>,
	deviceId: string,
	personId?: string
): Promise<(DeviceOrder & { personId: string }) | null> {
	const found = await db
		.selectFrom('device_contacts')
		.select(['order_id', 'order_kind', 'person_id'])
		.where('device_id', '=', deviceId)
		.$if(personId !== undefined, (query) => query.where('person_id', '=', personId!))
		.where('order_id', 'is not', null)
		.where('done_at', 'is', null)
		.executeTakeFirst();
	return found ? { id: found.order_id!, kind: found.order_kind!, personId: found.person_id } : null;
}

/** Writes down that a device has done what this very order asked. Answers whose device it is; null for any other order. */
export async function noteDone(
	db: Kysely<Tables>,
	{ deviceId, orderId, lost }: { deviceId: string; orderId: string; lost: number },
	now: number
): Promise<string | null> {
	const done = await db
		.updateTable('device_contacts')
		.set({ done_at: now, lost, last_seen: now, unsent: 0, photos: 0 })
		.where('device_id', '=', deviceId)
		.where('order_id', '=', orderId)
		.where('done_at', 'is', null)
		.returning('person_id')
		.executeTakeFirst();
	return done?.person_id ?? null;
}
