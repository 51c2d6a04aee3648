import type { Kysely } from 'kysely';
import { addSums, digestOf, noSum, textSum, type Sum } from '$lib/protocol/digest';
import type { Work } from '$lib/protocol/envelope';
import { insertMany, type Bulk } from '../db/bulk';
import type { Tables } from '../db/tables';

const devices: Bulk<'devices'> = {
	table: 'devices',
	columns: [
		['community', 'text'],
		['person_id', 'text'],
		['device_id', 'text'],
		['last_seq', 'bigint'],
		['applied', 'bigint'],
		['sum_high', 'bigint'],
		['sum_low', 'bigint'],
		['first_seen', 'bigint'],
		['last_seen', 'bigint']
	],
	tail: `on conflict (community, person_id, device_id) do update set last_seen = excluded.last_seen,
		applied = devices.applied + excluded.applied,
		sum_high = (devices.sum_high + excluded.sum_high) & 4294967295,
		sum_low = (devices.sum_low + excluded.sum_low) & 4294967295,
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

/** One device of one person in a community. */
export interface DevicePlace {
	community: string;
	personId: string;
	deviceId: string;
}

/** What a device has sent: the numbers of its operations, and the ids of those applied for the first time. */
export interface DeviceWork extends DevicePlace {
	seqs: readonly number[];
	applied: readonly string[];
}

/** Notes how far each device has come. A device may send its operations again or out of order; the highest counts. */
export async function writeDevices(
	trx: Kysely<Tables>,
	works: readonly DeviceWork[],
	at: number
): Promise<void> {
	const lines = new Map<string, { place: DevicePlace; seq: number; applied: number; sum: Sum }>();
	for (const { seqs, applied, ...place } of works) {
		const key = `${place.community} ${place.personId} ${place.deviceId}`;
		const line = lines.get(key) ?? { place, seq: 0, applied: 0, sum: noSum };
		for (const seq of seqs) line.seq = Math.max(line.seq, seq);
		for (const opId of applied) line.sum = addSums(line.sum, textSum(opId));
		line.applied += applied.length;
		lines.set(key, line);
	}
	const sorted = [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
	await insertMany(
		trx,
		devices,
		sorted.map(({ place: { community, personId, deviceId }, seq, applied, sum }) => [
			community,
			personId,
			deviceId,
			seq,
			applied,
			...sum,
			at,
			at
		])
	);
}

/** What the server has applied of a device's operations, over all communities that its person ever wrote from. */
export async function workOf(
	trx: Kysely<Tables>,
	personId: string,
	deviceId: string
): Promise<Work> {
	const lines = await trx
		.selectFrom('devices')
		.select(['last_seq', 'applied', 'sum_high', 'sum_low'])
		.where('device_id', '=', deviceId)
		.where('person_id', '=', personId)
		.execute();
	let sum = noSum;
	for (const line of lines) sum = addSums(sum, [line.sum_high, line.sum_low]);
	return {
		seq: Math.max(0, ...lines.map((line) => line.last_seq)),
		applied: lines.reduce((count, line) => count + line.applied, 0),
		digest: digestOf(sum)
	};
}
