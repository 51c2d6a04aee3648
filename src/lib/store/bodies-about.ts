import type { Kind } from '$lib/domain/kernel/record';
import { bodyOf } from './bodies';
import type { PersonDb } from './db';
import { kindIn } from './row-store';

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
