import type { DeviceOrder } from '$lib/domain/device/schema';
import type { Actor } from '$lib/domain/kernel/actor';
import type { Day } from '$lib/domain/kernel/day';
import type { RefusalCode } from '$lib/domain/kernel/refusal';
import type { ProblemCode } from '$lib/protocol/problem';
import type { PersonDb } from '$lib/store/db';
import { getMeta } from '$lib/store/meta';

/** What a cycle needs from outside; the simulation passes its own. */
export interface Phone {
	db: PersonDb;
	person: { id: string; name: string };
	fetch: typeof fetch;
	/** Epoch ms. */
	now(): number;
	/** Told after every page: confirmed rows here, rows in the scope. */
	onProgress?(done: number, total: number): void;
	/** The app's version, which the device reports of itself; without it nothing is reported. */
	version?: string;
	/** Told with every answer to heads what is asked of this device, and whether the person's access is over. */
	onWord?(word: Word): void;
}

/** What the server says of the device and its person, besides records. */
export interface Word {
	order?: DeviceOrder | undefined;
	ended?: Day | undefined;
}

/** Why a cycle stopped early. */
export type CycleProblem = ProblemCode | RefusalCode | 'unreachable';

/** How a cycle ended. `complete`: everything up to the heads is here and all counts agree. */
export interface CycleEnd {
	problem: CycleProblem | null;
	complete: boolean;
}

/** The person with the appointments that this phone last heard of. */
export const readActor = async (phone: Pick<Phone, 'db' | 'person'>): Promise<Actor> => ({
	personId: phone.person.id,
	name: phone.person.name,
	posts: (await getMeta(phone.db, 'posts')) ?? []
});

/** What the lane of the photos needs from outside; a simulation passes its own. */
export interface PhotoPhone {
	db: PersonDb;
	fetch: typeof fetch;
	/** Epoch ms. */
	now(): number;
	/** Between 0 and 1. */
	random(): number;
}
