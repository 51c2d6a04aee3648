import type { DeviceReport } from '$lib/domain/device/schema';
import { dayMs, leaseOf } from '$lib/domain/lease';
import type { HeadsReply } from '$lib/protocol/envelope';
import type { PersonDb } from '$lib/store/db';
import { getMetas, setMeta, type Meta } from '$lib/store/meta';

/** What each contact with the server leaves on the phone: when it was, and for how long the phone may be read without. */

/** A contact is written down anew after so long, ms: fourteen days do not depend on ten minutes, a phone's disk does. */
const noteEveryMs = 600_000;

/** Notes that the server was reached, and whether it said that the person's access is over. */
export async function noteContact(
	db: PersonDb,
	{ now: serverAt, lease, ended }: Pick<HeadsReply, 'now' | 'lease' | 'ended'>,
	phoneAt: number
): Promise<void> {
	const known = await getMetas(db, ['contact', 'latestAt', 'ended']);
	if (known.ended !== ended) {
		if (ended) await setMeta(db, 'ended', ended);
		else await db.meta.delete('ended');
		await noteTime(db, phoneAt);
	}
	if (lease === undefined) return;
	const { contact, latestAt } = known;
	const isFresh =
		contact?.days === lease &&
		phoneAt >= contact.phoneAt &&
		phoneAt - contact.phoneAt < noteEveryMs &&
		// A clock that ran ahead meanwhile and was put right is forgiven by a contact.
		(latestAt ?? 0) <= phoneAt;
	if (isFresh) return;
	await db.transaction('rw', db.meta, async () => {
		await setMeta(db, 'contact', { serverAt, phoneAt, days: lease });
		await setMeta(db, 'latestAt', phoneAt);
	});
	await noteTime(db, phoneAt);
}

/**
 * Looks at the phone's clock, which each cycle does: keeps the latest time that it has shown, so that setting it back wins
 * nothing (every ten minutes is enough), and how the lease stands by it. What the pages ask is then one fact on the disk.
 */
export async function noteTime(db: PersonDb, phoneAt: number): Promise<void> {
	const known = await getMetas(db, ['contact', 'latestAt', 'lease', 'ended']);
	const { contact, latestAt = 0 } = known;
	if (!contact) return;
	if (phoneAt - Math.max(latestAt, contact.phoneAt) >= noteEveryMs)
		await setMeta(db, 'latestAt', phoneAt);
	const { state, daysLeft } = leaseOf(contact, latestAt, phoneAt);
	const isOpen = state !== 'over' && known.ended === undefined;
	const lease: Meta['lease'] = {
		daysLeft,
		soonDays: state === 'soon' ? daysLeft : 0,
		closesAt: isOpen ? contact.phoneAt + contact.days * dayMs : 0
	};
	if (JSON.stringify(lease) !== JSON.stringify(known.lease)) await setMeta(db, 'lease', lease);
}

/** Saved work that no server has received yet: operations, and photos of saved records. */
export async function unsentHere(db: PersonDb): Promise<{ unsent: number; photos: number }> {
	return {
		unsent: await db.outbox.where('state').equals('waiting').count(),
		photos: await db.photos.where('state').equals('waiting').count()
	};
}

/** What this device says of itself; undefined in a version that has no name. */
export const reportOf = async (
	db: PersonDb,
	version: string | undefined
): Promise<DeviceReport | undefined> =>
	version === undefined ? undefined : { version, ...(await unsentHere(db)) };
