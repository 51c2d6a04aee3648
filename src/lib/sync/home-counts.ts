import { addSums, digestOf, minusSum, noSum, sumOf, type Sum } from '$lib/protocol/digest';
import type { HomeState, PersonDb, StoredRow } from '$lib/store/db';

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

	/** Adds everything to the homes, inside the caller's transaction. Returns how many more rows live on this phone. */
	async write(db: PersonDb): Promise<number> {
		const homes = [...this.added.keys()].sort();
		const known = await db.homes.bulkGet(homes);
		let more = 0;
		await db.homes.bulkPut(
			homes.map((home, i) => {
				const state = known[i] ?? newHome(home);
				const { live, sum } = this.added.get(home)!;
				more += live;
				const digest = digestOf(addSums(sumOf(state.digest), sum));
				return { ...state, live: state.live + live, digest };
			})
		);
		return more;
	}
}
