import Dexie, { type Table } from 'dexie';
import type { Shelf } from '$lib/domain/tile';
import type { AttachmentType } from '$lib/domain/photo/naming';
import type { PhotoPlace } from '$lib/domain/photo/schema';
import type { Operation, Receipt } from '$lib/protocol/envelope';
import { RowStore } from './row-store';
import type { Sealing } from './sealing';
import type { Sums } from './stored-sums';
import type { Pack, StoredRow } from './stored-row';

export type { Pack, StoredRow } from './stored-row';

/**
 * One database per person: another person on the same phone opens another one and never sees this queue.
 * Indexes are what a write costs, so there is one only where a screen or the sync asks by it.
 */

/** The confirmed row of a record that has operations waiting; the hopeful one lies in `rows`. */
export interface BaseRow {
	key: string;
	/** Null when the server knows no such record yet. */
	row: StoredRow | null;
}

/** Where an operation stands: still to be sent, refused by the server, or held there for somebody. */
export type OutboxState = 'waiting' | 'refused' | 'held';

/** An operation that is not settled yet. */
export interface OutboxEntry {
	opId: string;
	seq: number;
	operation: Operation;
	/** Records that the operation writes, as `kind:id`. */
	keys: string[];
	state: OutboxState;
	receipt?: Receipt;
	/** Epoch ms by the phone's clock. */
	savedAt: number;
	/**
	 * What the person saw when saving, so that a refused act can be named after its record has gone; `place` is the names
	 * of building and unit, `path` the ids of the areas down to the unit.
	 */
	seen?: {
		householdId?: string;
		unitId?: string;
		path?: string[];
		place?: string;
		door?: string;
		head?: string;
	};
}

/** What became of an operation in the end. */
export type ArchiveState = 'applied' | 'discarded' | 'corrected';

/** A settled operation, kept to prove to the server what this device has sent. */
export interface ArchiveEntry extends Omit<OutboxEntry, 'state'> {
	state: ArchiveState;
	/** Epoch ms by the phone's clock. */
	settledAt: number;
}

/** One home that the person may hold. */
export interface HomeState {
	home: string;
	/** Up to which of the home's numbers this phone has everything. */
	cursor: number;
	/** How many confirmed rows that are not gone lie on this phone, and the digest of those rows by its own reckoning. */
	live: number;
	digest: string;
	/** The home's counter, number of rows and digest as the server last said; -1 and '' before it said anything. */
	head: number;
	rows: number;
	theirs: string;
	/** When and at which counter of the home its rows were last compared one by one, epoch ms. */
	repairedAt?: number;
	repairedHead?: number;
}

/** The lines by which one unit is searched; derived from rows, rebuilt when missing. */
export interface FinderUnit {
	unitId: string;
	lines: string;
	/** Household of each line. */
	ids: string[];
}

/** A small named fact. */
export interface MetaEntry {
	name: string;
	value: unknown;
}

/** What a half-filled form holds. */
export interface DraftEntry {
	key: string;
	value: unknown;
	savedAt: number;
}

/**
 * Where a photo stands: in a form that is not saved yet, to be sent, checked and kept by the server, or not taken by it.
 * One that the server keeps leaves the phone as soon as the records that name it are settled.
 */
export type PhotoState = 'draft' | 'waiting' | 'confirmed' | 'refused';

/** A photo or a sound on this phone. A sound that is being recorded lies here in parts, see `store/sound-parts.ts`. */
export interface PhotoEntry {
	sha256: string;
	/** Plain bytes: some browsers lose Blobs that lie in a database. */
	bytes: ArrayBuffer;
	type: AttachmentType;
	state: PhotoState;
	/** Visits of this phone that name it, by id. */
	visitIds: string[];
	/** Other records of this phone that name it, as `kind:id`. */
	records?: string[];
	/** Epoch ms by the phone's clock. */
	savedAt: number;
	/** How often sending it failed since it last went on, and when to try again, epoch ms. */
	tries: number;
	nextTryAt: number;
	/** Where the server goes on with an upload that was begun. */
	uploadUrl?: string;
	/** Where it was taken, until its form is saved: then it is kept in the record or nowhere. */
	found?: PhotoPlace;
	/** When the recording began of which this is a part, epoch ms. */
	since?: number;
}

/**
 * A photo that the server has confirmed: `kept` as far as this phone has heard, to be asked about (`open`) since the
 * server was restored from a backup, or `gone` with the server's disk.
 */
export interface SentPhoto {
	sha256: string;
	/** Shows that this phone once had the bytes, see `photoProofWords`. */
	proof: string;
	state: 'kept' | 'open' | 'gone';
}

/** A person's database. Every connection commits with strict durability: what resolved is on the disk. */
export class PersonDb extends Dexie {
	readonly loose!: Table<StoredRow, string>;
	readonly packs!: Table<Pack, string>;
	readonly rows: RowStore;
	readonly base!: Table<BaseRow, string>;
	readonly outbox!: Table<OutboxEntry, string>;
	readonly archive!: Table<ArchiveEntry, string>;
	readonly homes!: Table<HomeState, string>;
	readonly shelves!: Table<Shelf, string>;
	readonly finder!: Table<FinderUnit, string>;
	readonly sums!: Table<Sums, string>;
	readonly meta!: Table<MetaEntry, string>;
	readonly drafts!: Table<DraftEntry, string>;
	readonly photos!: Table<PhotoEntry, string>;
	readonly sentPhotos!: Table<SentPhoto, string>;

	/** Without a sealing records lie in clear; on a person's phone none does. */
	constructor(
		readonly personId: string,
		sealing?: Sealing
	) {
		super(databaseName(personId), {
			chromeTransactionDurability: 'strict',
			// Else pages would be shown what is not committed yet, and every answer be cloned a second time.
			cache: 'disabled'
		});
		this.version(1).stores({
			loose: '&key, home, todo, about',
			packs: '&id, home, *keys',
			base: '&key',
			outbox: '&opId, seq, state, *keys',
			archive: '&opId, seq',
			homes: '&home',
			shelves: '&unitId',
			finder: '&unitId',
			meta: '&name',
			drafts: '&key',
			photos: '&sha256, state, *visitIds',
			sentPhotos: '&sha256, state'
		});
		this.version(2).stores({ sums: '&key' });
		if (sealing) this.use(sealing);
		this.rows = new RowStore(this.loose, this.packs);
	}
}

/** The name of a person's database. */
export const databaseName = (personId: string): string => `linli-${personId}`;
