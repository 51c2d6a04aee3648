import type { Id } from './id';

/**
 * Data classes: rows that the same people may see travel together.
 * `sensitive` (ID numbers, hardship, illness) never leaves the server until phones encrypt what they hold.
 */
export const dataClasses = [
	'area',
	'register',
	'sensitive',
	'visit',
	'staff',
	'question',
	'money',
	'case',
	'docket'
] as const;
export type DataClass = (typeof dataClasses)[number];

/**
 * Where a row lives. Each row has exactly one home; cursors, counts and digests are kept per home.
 * `own` narrows a home to one author where a role may see only its own entries (a unit leader's visits), or to one case.
 */
export interface Home {
	areaId: Id;
	dataClass: DataClass;
	own?: Id;
}

/** `areaId:class` or `areaId:class:own`; sorts by area, so a range over one area finds all its homes. */
export type HomeKey = string;

/** The text form of a home. */
export const homeKey = (home: Home): HomeKey =>
	home.own ? `${home.areaId}:${home.dataClass}:${home.own}` : `${home.areaId}:${home.dataClass}`;

/** Reads a home back from its text form; the caller knows it is well formed. */
export function parseHomeKey(key: HomeKey): Home {
	const [areaId, dataClass, own] = key.split(':') as [Id, DataClass, Id | undefined];
	return own ? { areaId, dataClass, own } : { areaId, dataClass };
}

/** The home of everybody's entries of the same data class in the same area. */
export function wideHome(key: HomeKey): HomeKey {
	const { areaId, dataClass } = parseHomeKey(key);
	return homeKey({ areaId, dataClass });
}
