import { del, get, set } from 'idb-keyval';
import type { OrderKind } from '$lib/domain/device/schema';
import type { Day } from '$lib/domain/kernel/day';

/** One parting, kept outside of any person's database. It holds no name: whoever finds the phone learns nothing from it. */
export interface Parting {
	personId: string;
	deviceId: string;
	kind: OrderKind | 'ended';
	/** The order; undefined when the person's time was over. */
	orderId?: string;
	/** The last day of the last appointment. */
	ended?: Day;
	/** Saved records and photos that were not sent. */
	lost: number;
	/** Epoch ms by the phone's clock. */
	at: number;
	isDone: boolean;
	/** Whether the server has heard that it is done. */
	isTold: boolean;
}

const partingKey = 'linli-parting';

/** The last parting on this phone, under way or done; undefined where there never was one. */
export const lastParting = (): Promise<Parting | undefined> => get<Parting>(partingKey);

/** Writes down how far a parting has come, so that a killed browser goes on there. */
export const noteParting = (parting: Parting): Promise<void> => set(partingKey, parting);

/** There was no parting after all. */
export const dropParting = (): Promise<void> => del(partingKey);
