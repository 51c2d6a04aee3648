import type { Household } from '$lib/domain/household/schema';
import { homeKey } from '$lib/domain/kernel/home';
import type { Id } from '$lib/domain/kernel/id';
import type { Kind } from '$lib/domain/kernel/record';
import type { Visit } from '$lib/domain/visit/schema';
import { bodyOf } from './bodies';
import type { PersonDb } from './db';
import { kindIn } from './row-store';

/** Bodies about a record, apart from the other ways of reading: the first screen asks for none. */

/**
 * Living bodies of one kind about one record, of kinds that are not `numerous`: the questions about an entry. A
 * campaign's few lists are read without its thousands of bookings.
 */
export async function bodiesAbout<B>(db: PersonDb, id: string, kind: Kind): Promise<B[]> {
	const keys = await db.loose.where('about').equals(id).primaryKeys();
	const own = keys.filter((key) => kindIn(key) === kind);
	// Where most are meant, all of them at once cost less than asking for each.
	const rows = own.length * 2 > keys.length ? await db.rows.about(id) : await db.loose.bulkGet(own);
	// One may have left, or be about something else, since its key was read.
	return rows.flatMap((row) =>
		row?.kind === kind && row.about === id ? (bodyOf<B>(row) ?? []) : []
	);
}

/** Keys of all that there is of one kind about a record, gone ones too, in the order of their ids. */
export async function keysAbout(db: PersonDb, id: string, kind: Kind): Promise<string[]> {
	const keys = await db.loose.where('about').equals(id).primaryKeys();
	return keys.filter((key) => kindIn(key) === kind).sort();
}

/** Living bodies under some of these keys, in their order; nothing else is unsealed. */
export async function bodiesUnder<B>(db: PersonDb, keys: readonly string[]): Promise<B[]> {
	const rows = await db.loose.bulkGet([...keys]);
	return rows.flatMap((row) => bodyOf<B>(row) ?? []);
}

/** How the names of all homes begin in which a unit's visits lie. */
export const visitHomes = (unitId: Id): string => homeKey({ areaId: unitId, dataClass: 'visit' });

/** A household's visits that are not gone, in no order; `unitId` is where it lies. */
export async function visitsAbout(
	db: PersonDb,
	{ id, unitId }: Pick<Household, 'id' | 'unitId'>
): Promise<Visit[]> {
	const rows = await db.rows.aboutIn(visitHomes(unitId), id);
	return rows.flatMap((row) => (row.kind === 'visit' ? (bodyOf<Visit>(row) ?? []) : []));
}
