import type { Place } from './device';

let current = $state.raw<Place | null>(null);

/** The phone of the person who is signed in; changes with the person. Null before the start and after signing out. */
export const placeOrNull = (): Place | null => current;

/** As `placeOrNull`, for code that only runs when somebody is signed in. */
export function place(): Place {
	if (!current) throw new NobodySignedIn();
	return current;
}

/** Thrown by what needs a person's database while nobody is signed in; `live` waits quietly on it. */
export class NobodySignedIn extends Error {
	override name = 'NobodySignedIn';
}

/** Set by the session alone. */
export function setPlace(next: Place | null): void {
	current = next;
}
