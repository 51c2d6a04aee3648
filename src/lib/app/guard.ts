import { getMeta } from '$lib/store/meta';
import { afterAnswers } from './after-paint';
import type { Place } from './device';
import { watchIdle } from './idle';
import { whenLockedElsewhere } from './key-tabs';
import { keepDeviceId, keepShare, sealRest } from './keys';

/** A phone that its person has opened, and how it is shut: by this page for all, or by another page for this one. */
export interface OpenPhone {
	place: Place;
	key: Uint8Array;
	/** When it was opened, epoch ms. */
	since: number;
	isOffice(): boolean;
	/** Whether the key is still in use here. */
	isOpen(): boolean;
	lock(options: { tellTabs: boolean }): void;
}

/**
 * What an open phone does about its key: it locks with other pages, and when it is left alone. When nobody waits for the
 * page any more, the ring gets the device's id, what lies here in clear is sealed, and the server gets its share.
 */
export async function guardPhone({ place, key, since, ...phone }: OpenPhone): Promise<void> {
	const { id } = place.person;
	whenLockedElsewhere(() => phone.lock({ tellTabs: false }));
	await afterAnswers();
	if (!phone.isOpen()) return;
	watchIdle(() => phone.lock({ tellTabs: true }), phone.isOffice(), since);
	await keepDeviceId(id, await getMeta(place.db, 'deviceId'));
	await sealRest(id, place.db);
	await keepShare(id, key);
}
