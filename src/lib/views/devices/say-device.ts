import { dayOf } from '$lib/domain/kernel/day';
import type { OrderState, SeenDevice } from '$lib/domain/device/schema';
import { t } from '$lib/text/text.svelte';
import { sayWhen, today } from '../visit/say-when.svelte';

/** When a device was last here: today with the time, else the day alone. More would be watching people. */
export function sayDay(atMs: number): string {
	const when = sayWhen(atMs);
	return dayOf(atMs) === today() ? when : when.replace(/\s*\d\d:\d\d$/, '');
}

/** What a device has not sent, as it last said. */
export function sayUnsent({ unsent, photos, lastSeen }: SeenDevice): string {
	const { devices } = t;
	if (unsent === null) return devices.unknown;
	const many = devices.someUnsent(unsent, photos ?? 0);
	return many ? `${many} · ${devices.asReported(sayDay(lastSeen))}` : devices.noneUnsent;
}

/** What was asked of a device and what has become of it. */
export const sayOrder = ({ kind, askedAt, doneAt, lost }: OrderState): string =>
	doneAt === null
		? t.devices.asked[kind](sayDay(askedAt))
		: t.devices.done[kind](sayDay(doneAt), lost ?? 0);

/** The version in words: whether it is that of the very browser on which the office looks. */
export const sayVersion = (version: string | null, here: string): string =>
	version === null
		? t.devices.unknown
		: version === here
			? t.devices.sameVersion
			: t.devices.otherVersion(version.slice(0, 12));

/** What a wipe at once would lose, for whoever is about to ask for it. */
export function sayLoss({ unsent, photos, lastSeen }: SeenDevice): string {
	const { devices } = t;
	if (unsent === null) return devices.wipeNowUnknown;
	const when = sayDay(lastSeen);
	return unsent + (photos ?? 0) > 0
		? devices.wipeNowLost(unsent, photos ?? 0, when)
		: devices.wipeNowNone(when);
}
