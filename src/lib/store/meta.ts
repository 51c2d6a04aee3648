import type { Post } from '$lib/domain/kernel/actor';
import type { Day } from '$lib/domain/kernel/day';
import type { Contact } from '$lib/domain/lease';
import type { Work } from '$lib/protocol/envelope';
import type { PersonDb } from './db';

/** The small facts that a person's database keeps, each in a row of its own so that watchers wake narrowly. */
export interface Meta {
	/** This installation, for this person. */
	deviceId: string;
	/** The number of the next operation. */
	nextSeq: number;
	/** The hybrid clock as last used. */
	clock: string;
	/** The server's instance; it changes when a backup was restored. */
	epoch: string;
	/** Version of the scope the server last told. */
	scope: string;
	/** Names the heads that this phone has caught up with entirely. */
	token: string;
	/** The person's appointments, ended ones too. */
	posts: Post[];
	/** Whether every row of the scope has arrived once. */
	firstSyncDone: boolean;
	/** When a cycle last went through to its end, epoch ms by the phone's clock. */
	lastSuccessAt: number;
	/** Whether that cycle found every counter and every count to agree. */
	countsAgree: boolean;
	/** What of this device's operations the server has applied, by the receipts: see `Work` in the protocol. */
	work: Work;
	/** Whether the server, when last asked, had applied the very operations that this phone has receipts for. */
	workAgrees: boolean;
	/** When the archive was last sent again because it had not, epoch ms. */
	resentAt: number;
	/** The server's instance for which the photos' lane last looked at what it had sent. */
	photoEpoch: string;
	/** Set by a change of the epoch, until all that the restored server has was fetched. */
	isRestored: boolean;
	/** How often rows of a home were compared one by one, how many rows that set right, and when last (epoch ms). */
	repairs: { times: number; rows: number; at: number };
	/** When something was last saved on this phone, epoch ms. */
	lastSaveAt: number;
	/** Raised by every change of an area row; caches of the tree live by it. */
	areaVersion: number;
	/** Raised whenever a unit's search lines were thrown away. */
	finderVersion: number;
	/** Whether overviews of money lie beside the rows that they follow from (`sums.ts`). */
	sumsBuilt: boolean;
	/** How many rows to ask for in one page, once a page did not arrive. */
	pageRows: number;
	/** Raised whenever confirmed rows or homes on this phone change. */
	countVersion: number;
	/** Raised whenever a server's list of homes comes in, so that a late one is known by its number. */
	headsVersion: number;
	/** When a syncing tab last showed that it is alive, epoch ms. */
	beatAt: number;
	/** When a tab last sent something of a photo, epoch ms. */
	photoBeatAt: number;
	/** The kinds of record that the app knew when it last looked through its rows. */
	kinds: string[];
	/** When the server was last asked about held operations, epoch ms. */
	heldAskedAt: number;
	/** The last contact with the server, for the lease; up to ten minutes old. */
	contact: Contact;
	/** The latest time that the phone's clock has shown since, epoch ms. */
	latestAt: number;
	/**
	 * How long this phone may be read without another contact, as last looked at: begun days, the same once the person is
	 * to be told (else 0), and when it closes by the phone's own clock (epoch ms; 0 when it is closed, be it for good).
	 */
	lease: { daysLeft: number; soonDays: number; closesAt: number };
	/** With what this phone signs receipts, in hexadecimal; lies sealed like everything here (decision 24). */
	slipKey: { privateKey: string; publicKey: string };
	/** That the server vouches for it, in hexadecimal. */
	slipCertificate: string;
	/** The last day of the person's last appointment, once the server has said that access is over. */
	ended: Day;
}

/** Reads one fact; undefined before it was first written. */
export async function getMeta<N extends keyof Meta>(
	db: PersonDb,
	name: N
): Promise<Meta[N] | undefined> {
	const entry = await db.meta.get(name);
	return entry?.value as Meta[N] | undefined;
}

/** Reads several facts with one question to the disk. */
export async function getMetas<N extends keyof Meta>(
	db: PersonDb,
	names: readonly N[]
): Promise<{ [K in N]?: Meta[K] }> {
	const entries = await db.meta.bulkGet([...names]);
	const found = entries.flatMap((entry) => (entry ? [[entry.name, entry.value]] : []));
	return Object.fromEntries(found) as { [K in N]?: Meta[K] };
}

/** Writes one fact. */
export async function setMeta<N extends keyof Meta>(
	db: PersonDb,
	name: N,
	value: Meta[N]
): Promise<void> {
	await db.meta.put({ name, value });
}

/** Writes several facts at once. */
export async function setMetas(db: PersonDb, facts: Partial<Meta>): Promise<void> {
	await db.meta.bulkPut(Object.entries(facts).map(([name, value]) => ({ name, value })));
}

/** Raises a counter by one and returns it; runs inside the caller's transaction. */
export async function raiseMeta(
	db: PersonDb,
	name: 'areaVersion' | 'finderVersion' | 'countVersion' | 'headsVersion'
): Promise<number> {
	const raised = ((await getMeta(db, name)) ?? 0) + 1;
	await setMeta(db, name, raised);
	return raised;
}
