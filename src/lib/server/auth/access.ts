import type { Kysely } from 'kysely';
import type { AccessReply, OpenPlace } from '$lib/protocol/access';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';
import { endTrust } from './devices';
import { factorOf, isCompulsory, maySetPolicy } from './factor';
import { historyOf } from './history';
import { passkeysOf } from './passkeys';
import { codesLeft } from './recovery';
import type { Session } from './session';

const timeOf = (instant: string | Date) => new Date(instant).getTime();

/** Where the person is signed in, this place first, and devices that are only trusted. */
async function placesOf(db: Kysely<Tables>, here: Session, now: number): Promise<OpenPlace[]> {
	const { personId } = here;
	const sessions = await db
		.selectFrom('sessions')
		.select(['id', 'device_id', 'user_agent', 'created_at', 'updated_at'])
		.where('person_id', '=', personId)
		.where('expires_at', '>', new Date(now).toISOString())
		.execute();
	const devices = await db
		.selectFrom('sign_in_devices')
		.select(['id', 'device_kind', 'last_at', 'trusted_until'])
		.where('person_id', '=', personId)
		.where('trusted_until', '>', now)
		.execute();
	const trusted = new Map(devices.map((device) => [device.id, device]));
	const open = sessions.map(({ id, device_id, user_agent, created_at, updated_at }): OpenPlace => {
		const device = device_id ? trusted.get(device_id) : undefined;
		return {
			id,
			device: user_agent ?? '',
			since: timeOf(created_at),
			lastAt: timeOf(updated_at),
			here: id === here.id,
			trustedUntil: device?.trusted_until ?? null,
			signedIn: true
		};
	});
	const inUse = new Set(sessions.map(({ device_id }) => device_id));
	const onlyTrusted = devices
		.filter(({ id }) => !inUse.has(id))
		.map(({ id, device_kind, last_at, trusted_until }): OpenPlace => {
			const at = Number(last_at);
			return {
				id,
				device: device_kind,
				since: at,
				lastAt: at,
				here: false,
				trustedUntil: trusted_until,
				signedIn: false
			};
		});
	return [...open, ...onlyTrusted].sort(
		(a, b) => Number(b.here) - Number(a.here) || b.lastAt - a.lastAt
	);
}

/** What a person sees of their own sign-in. */
export async function accessOf(
	db: Kysely<Tables>,
	here: Session,
	now: number
): Promise<AccessReply> {
	const { personId } = here;
	const { wanted, since } = await factorOf(db, personId, now);
	const account = await db
		.selectFrom('accounts')
		.select('id')
		.where('person_id', '=', personId)
		.executeTakeFirst();
	return {
		history: await historyOf(db, personId),
		places: await placesOf(db, here, now),
		factor: { wanted, since, codesLeft: await codesLeft(db, personId) },
		passkeys: await passkeysOf(db, personId),
		compulsory: await isCompulsory(db),
		maySetPolicy: await maySetPolicy(db, personId, now),
		hasPassword: account !== undefined
	};
}

/**
 * Ends one of the person's places, a session or the trust in a device, or (null) all but the one that asks. Throws
 * `notFound` (404) for a place that is not theirs.
 */
export async function endPlaces(
	db: Kysely<Tables>,
	here: Session,
	id: string | null
): Promise<void> {
	const { personId } = here;
	if (id === null) {
		await db
			.deleteFrom('sessions')
			.where('person_id', '=', personId)
			.where('id', '!=', here.id)
			.execute();
		return endTrust(db, personId, { but: here.deviceId });
	}
	const session = await db
		.deleteFrom('sessions')
		.where('person_id', '=', personId)
		.where('id', '=', id)
		.returning(['id', 'device_id'])
		.executeTakeFirst();
	const device = await db
		.selectFrom('sign_in_devices')
		.select('id')
		.where('person_id', '=', personId)
		.where('id', '=', session?.device_id ?? id)
		.executeTakeFirst();
	if (!session && !device) throw new ProblemError(404, 'notFound', 'id');
	if (device) await endTrust(db, personId, { only: device.id });
}
