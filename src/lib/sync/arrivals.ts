import { parseHomeKey } from '$lib/domain/kernel/home';
import type { Head, PullReply } from '$lib/protocol/envelope';
import type { HomeState, PersonDb } from '$lib/store/db';
import { getMetas } from '$lib/store/meta';
import { homeAt } from './home-counts';

/** Whether this phone has neither rows nor homes yet; inside the caller's transaction. */
export const isUntouched = async (db: PersonDb): Promise<boolean> =>
	(await db.homes.count()) === 0 && (await db.rows.isEmpty());

/**
 * What has arrived during one download onto an empty phone. As long as nobody else writes, everything that is not in
 * here is certainly new, and the disk need not be asked for twenty thousand keys and a thousand homes one by one.
 */
export class Arrivals {
	private readonly keys = new Set<string>();
	private readonly areas = new Set<string>();

	private constructor(
		/** Homes as they lie on the disk, or will as soon as anything of theirs arrives. */
		readonly homes: Map<string, HomeState>,
		/** The number of the list that named them. */
		readonly version: number,
		private readonly nextSeq: number | undefined,
		private counted: number
	) {}

	/** Undefined when rows or homes lie here already. */
	static begin(
		db: PersonDb,
		heads: readonly Head[],
		version: number
	): Promise<Arrivals | undefined> {
		return db.transaction('r', [...db.rows.tables, db.homes, db.meta], async () => {
			if (!(await isUntouched(db))) return undefined;
			const { nextSeq, countVersion = 0 } = await getMetas(db, ['nextSeq', 'countVersion']);
			const homes = heads.map((head) => [head[0], homeAt(head)] as const);
			return new Arrivals(new Map(homes), version, nextSeq, countVersion);
		});
	}

	/** Whether nobody has saved or received anything beside this download; asked inside the transaction that writes. */
	async isAlone(db: PersonDb): Promise<boolean> {
		const now = await getMetas(db, ['nextSeq', 'countVersion', 'headsVersion']);
		return (
			now.nextSeq === this.nextSeq &&
			(now.countVersion ?? 0) === this.counted &&
			now.headsVersion === this.version
		);
	}

	/** Which of these records are certainly new, for a download that is alone. */
	newAmong(keys: readonly string[]): ReadonlySet<string> {
		return new Set(keys.filter((key) => !this.keys.has(key)));
	}

	/** Whether an area's rows have begun to arrive. */
	has(areaId: string): boolean {
		return this.areas.has(areaId);
	}

	/** A page has been committed. */
	note(reply: PullReply): void {
		this.counted += 1;
		for (const row of reply.rows) {
			this.keys.add(`${row.kind}:${row.id}`);
			this.areas.add(parseHomeKey(row.home).areaId);
		}
	}
}
