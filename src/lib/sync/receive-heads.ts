import type { Actor } from '$lib/domain/kernel/actor';
import type { Head } from '$lib/protocol/envelope';
import type { PersonDb } from '$lib/store/db';
import { getMeta, raiseMeta, setMeta } from '$lib/store/meta';
import { isKeptHere } from '$lib/store/rows';
import { refreshDerived } from '$lib/store/shelves';
import { isUntouched } from './arrivals';
import { homeAt } from './home-counts';
import { isNotYet } from './receipts';
import { readLying, rebuild } from './rebuild';
import { inOne } from './receive';

/** Which homes the person may hold: the server's list of heads, and what leaves the phone with a home that is not in it. */

/** What a list of heads brought: homes that left the scope, and by which number the list is known (`headsVersion`). */
export interface HeadsIn {
	left: string[];
	version: number;
}

/** Notes which homes the person may hold and how far each has come. */
export function receiveHeads(db: PersonDb, heads: readonly Head[]): Promise<HeadsIn> {
	return inOne(db, async () => {
		const version = await raiseMeta(db, 'headsVersion');
		// A first download writes each home with its first rows: twice would cost a third of it.
		if (await isUntouched(db)) return { left: [], version };
		const known = new Map((await db.homes.toArray()).map((state) => [state.home, state]));
		const kept = heads.filter(([home]) => isKeptHere(home));
		const isNews = ([home, head, rows, theirs]: Head) => {
			const state = known.get(home);
			return state?.head !== head || state.rows !== rows || state.theirs !== theirs;
		};
		await db.homes.bulkPut(kept.filter(isNews).map((head) => homeAt(head, known.get(head[0]))));
		for (const [home] of kept) known.delete(home);
		// Nothing is caught up with until all of this is here; and should these heads be late ones, the next will say so.
		await db.meta.delete('token');
		return { left: [...known.keys()], version };
	});
}

/**
 * All that a list of heads named is here. The next one need not repeat it, unless another list came in meanwhile: then
 * nobody knows which of the two is the later.
 */
export function receiveComplete(db: PersonDb, token: string, version: number): Promise<void> {
	return db.transaction('rw', db.meta, async () => {
		if ((await getMeta(db, 'headsVersion')) === version) await setMeta(db, 'token', token);
	});
}

/**
 * Takes a home off the phone. The person's own operations stay, and so do records that only they have written and that
 * no server has received yet. What the server holds for somebody else is shown by its operation alone: by now its
 * household has left (a unit's register goes before its visits), and its record goes with it.
 */
export function dropHome(db: PersonDb, actor: Actor, home: string): Promise<void> {
	return inOne(db, async () => {
		const rows = await db.rows.inHome(home);
		const { confirmed } = await readLying(
			db,
			rows.map((row) => row.key)
		);
		const leaving = new Map(
			rows.flatMap((row) => (confirmed.get(row.key) ? [[row.key, null] as const] : []))
		);
		const held = await db.outbox
			.where('state')
			.equals('held')
			.filter(({ receipt }) => !isNotYet(receipt))
			.toArray();
		const here = new Set(rows.map((row) => row.key));
		const hoped = held.flatMap((entry) => entry.keys).filter((key) => here.has(key));
		await refreshDerived(db, await rebuild(db, actor, leaving, hoped));
		await db.homes.delete(home);
		// Should the area come back just as it was, the heads must not be taken for those that were caught up with.
		await db.meta.delete('token');
		await raiseMeta(db, 'countVersion');
	});
}
