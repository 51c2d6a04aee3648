import type { Id } from '$lib/domain/kernel/id';
import { uuid7 } from '$lib/domain/kernel/uuid';
import type { PersonDb } from '$lib/store/db';

/** Whose phone it is, and its clock and dice. */
export interface Place {
	db: PersonDb;
	person: { id: string; name: string };
	/** Epoch ms. */
	now(): number;
	random(bytes: number): Uint8Array;
}

/** A fresh id in order of time. */
export const idAt = (place: Pick<Place, 'now' | 'random'>): Id =>
	uuid7(place.now(), place.random(10));
