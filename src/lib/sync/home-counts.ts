import { addSums, digestOf, minusSum, noSum, sumOf, type Sum } from '$lib/protocol/digest';
import type { Head } from '$lib/protocol/envelope';
import type { HomeState, PersonDb, StoredRow } from '$lib/store/db';
import { raiseMeta } from '$lib/store/meta';

/** A home that the server has just named. */
export const newHome = (home: string): HomeState => ({
	home,
	cursor: 0,
	live: 0,
	digest: digestOf(noSum),
	head: -1,
	rows: -1,
	theirs: ''
});

/** A home that the server has just named, with what it says of it. */
export const homeAt = ([home, head, rows, theirs]: Head, known = newHome(home)): HomeState => ({
	...known,
	head,
	rows,
	theirs
});

/** Whether a row counts in its home: confirmed, and not gone. */
export const isLive = (row: StoredRow | null | undefined): row is StoredRow =>
	row !== null && row !== undefined && row.seq > 0 && !row.gone;

/** What a reply's rows add to the counts and digests of the homes on this phone. */
export class HomeCounts {
	private readonly added = new Map<string, { live: number; sum: Sum }>();

	/** A confirmed row comes to lie in its home. */
	enter(row: StoredRow | null | undefined): void {
		if (isLive(row)) this.add(row.home, 1, sumOf(row.digest!));
	}

	/** A confirmed row, as it was counted before, gives way. */
	leave(row: StoredRow | null | undefined): void {
		if (isLive(row)) this.add(row.home, -1, minusSum(sumOf(row.digest!)));
	}

	private add(home: string, live: number, sum: Sum): void {
		const known = this.added.get(home) ?? { live: 0, sum: noSum };
		this.added.set(home, { live: known.live + live, sum: addSums(known.sum, sum) });
	}

	/**
	 * Adds everything to the homes and moves their cursors on, inside the caller's transaction. `lying` are the homes for
	 * a caller who knows all of them, and is brought up to date. Returns how many more rows live on this phone.
	 */
	async write(
		db: PersonDb,
		cursors: readonly (readonly [string, number])[] = [],
		lying?: Map<string, HomeState>
	): Promise<number> {
		const reached = new Map(cursors);
		const homes = [...new Set([...this.added.keys(), ...reached.keys()])].sort();
		const known = lying ? homes.map((home) => lying.get(home)) : await db.homes.bulkGet(homes);
		let more = 0;
		const states = homes.flatMap((home, i) => {
			const added = this.added.get(home);
			const state = known[i] ?? (added && newHome(home));
			if (!state) return [];
			const cursor = Math.max(state.cursor, reached.get(home) ?? 0);
			if (!added) return [{ ...state, cursor }];
			more += added.live;
			const digest = digestOf(addSums(sumOf(state.digest), added.sum));
			return [{ ...state, cursor, live: state.live + added.live, digest }];
		});
		await db.homes.bulkPut(states);
		for (const state of states) lying?.set(state.home, state);
		await raiseMeta(db, 'countVersion');
		return more;
	}
}
