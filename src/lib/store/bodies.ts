import { recordKey, type Kind } from '$lib/domain/kernel/record';
import type { PersonDb, StoredRow } from './db';

/** The only way of bodies back from the disk. It needs no rules of any kind, so that pages read without loading them. */

/** A record's body; undefined when there is none or it is gone. */
export const bodyOf = <B>(row: StoredRow | undefined | null): B | undefined =>
	row && !row.gone ? (row.body as B) : undefined;

/** One record's body from the disk. */
export async function readBody<B>(db: PersonDb, kind: Kind, id: string): Promise<B | undefined> {
	return bodyOf<B>(await db.rows.get(recordKey({ kind, id })));
}

const bodiesIn = <B>(rows: readonly StoredRow[], kind: Kind): B[] =>
	rows.flatMap((row) => (row.kind === kind && !row.gone ? [row.body as B] : []));

/** All living bodies of one kind in one home. */
export async function bodiesInHome<B>(db: PersonDb, home: string, kind: Kind): Promise<B[]> {
	return bodiesIn<B>(await db.rows.inHome(home), kind);
}

/** All living bodies of one kind; meant for kinds of which there are hundreds, such as areas. */
export async function bodiesOfKind<B>(db: PersonDb, kind: Kind): Promise<B[]> {
	const rows = await db.rows.between(`${kind}:`, `${kind};`);
	return rows.flatMap((row) => (row.gone ? [] : [row.body as B]));
}
