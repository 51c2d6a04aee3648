import type { Kysely } from 'kysely';
import { insertMany, type Bulk } from '../db/bulk';
import type { Tables } from '../db/tables';

const devices: Bulk<'devices'> = {
	table: 'devices',
	columns: [
		['community', 'text'],
		['person_id', 'text'],
		['device_id', 'text'],
		['last_seq', 'bigint'],
		['first_seen', 'bigint'],
		['last_seen', 'bigint']
	],
	tail: `on conflict (community, person_id, device_id) do update set last_seen = excluded.last_seen,
		last_seq = case when excluded.last_seq > devices.last_seq then excluded.last_seq else devices.last_seq end`
};

/** Whose each of these devices is: the person who sent from it first. New devices are missing. */
export async function ownersOf(
	trx: Kysely<Tables>,
	deviceIds: readonly string[]
): Promise<Map<string, string>> {
	const known = await trx
		.selectFrom('devices')
		.select(['device_id', 'person_id'])
		.where('device_id', 'in', deviceIds)
		.orderBy('first_seen', 'desc')
		.execute();
	return new Map(known.map((line) => [line.device_id, line.person_id]));
}

/** Notes how far each device has come. A device may send its operations again or out of order; the highest counts. */
export async function writeDevices(
	trx: Kysely<Tables>,
	pushes: readonly {
		community: string;
		personId: string;
		deviceId: string;
		operations: readonly { seq: number }[];
	}[],
	at: number
): Promise<void> {
	const lines = new Map<string, [string, string, string, number, number, number]>();
	for (const { community, personId, deviceId, operations } of pushes) {
		const key = `${community} ${personId} ${deviceId}`;
		const line = lines.get(key) ?? [community, personId, deviceId, 0, at, at];
		for (const { seq } of operations) line[3] = Math.max(line[3], seq);
		lines.set(key, line);
	}
	const sorted = [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
	await insertMany(trx, devices, sorted);
}
