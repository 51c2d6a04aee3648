import type { Kind } from '$lib/domain/kernel/record';
import type { Role } from '$lib/domain/kernel/actor';
import type { AreaKind } from '$lib/domain/area/schema';
import type { AttachmentType } from '$lib/domain/photo/naming';
import type { DataClass } from '$lib/domain/kernel/home';
import type { AuditAction } from '$lib/domain/audit';
import type { AuthTables } from '../auth/tables';
import type { DeviceTables } from '../devices/tables';

// The community stands first in every primary key, so that a distributed PostgreSQL can shard by it.
// For an area it is the community on the area's path, for a sub-district the sub-district itself (see areas.ts).
// All times are epoch ms by the server's clock unless the name says otherwise; JSON is text on both databases.

/**
 * The log: every operation received, refused ones too. Never deleted, and never changed but for words that somebody's
 * request takes out (`erasure/`); it is the audit trail.
 */
export interface OperationsTable {
	/** The author's own community, so that a retry finds its receipt whatever the operation was about. */
	community: string;
	op_id: string;
	person_id: string;
	device_id: string;
	/** The device's own count; 0 when it sent none that could be read. */
	seq: number;
	command: string;
	version: number;
	args: string;
	/** By the phone's clock, as it said. */
	claimed_at: number;
	received_at: number;
	clock: string;
	scope: string;
	base: string;
	supersedes: string | null;
	result: 'applied' | 'refused' | 'held';
	refusal: string | null;
	events: string;
	/** Who brought it from a file in the author's name; null when the author's own sign-in did. */
	carried_by: string | null;
	/** The hash of words that were deleted on request, and by which one (`audit/canonical.mjs`); null while they are there. */
	redacted: string | null;
}

/** Every record as it stands: its body, or (body null) why it is gone. */
export interface RowsTable {
	community: string;
	kind: Kind;
	id: string;
	home: string;
	/** The home's counter when the row was written. */
	seq: number;
	written_at: number;
	body: string | null;
	gone: string | null;
	/** What the row counts in its home's digest (`protocol/digest.ts`); null when the record is gone. */
	digest: string | null;
}

/** One line per home: its counter, how many living rows it holds, and the sum of their digests in two halves. */
export interface HomesTable {
	community: string;
	home: string;
	area_id: string;
	data_class: DataClass;
	/** The author whose own home it is, or ''. */
	own: string;
	seq: number;
	rows: number;
	sum_high: number;
	sum_low: number;
}

/** What each person's device has sent so far, and what of it was applied: how much, and the digest of its ids. */
export interface DevicesTable {
	community: string;
	person_id: string;
	device_id: string;
	last_seq: number;
	applied: number;
	sum_high: number;
	sum_low: number;
	first_seen: number;
	last_seen: number;
}

/** The area tree without doors, written together with the area rows. `path` is a JSON array from the sub-district down. */
export interface AreasTable {
	community: string;
	id: string;
	parent_id: string | null;
	kind: AreaKind;
	name: string;
	code: string | null;
	path: string;
}

/** What authority asks at every request, written together with the appointment rows. Days are `YYYY-MM-DD` in China. */
export interface PostsTable {
	community: string;
	person_id: string;
	appointment_id: string;
	name: string;
	role: Role;
	area_id: string;
	from_day: string;
	to_day: string | null;
}

/**
 * Whose a seat in a case is, written together with the case: what decides who may hold the case's home. `holder` is an
 * appointment, or `role@area` for whoever has that post (`dispute/seats.ts`).
 */
export interface SeatsTable {
	community: string;
	case_id: string;
	seat_id: string;
	holder: string;
	/** 1 while it lasts, else 0. */
	is_open: number;
}

/**
 * Photos that were received and checked, once for each person who brought one: naming a hash in a visit opens nothing
 * to somebody who never had the picture. `community` is the person's own, as in the log. Sounds stand here as well, with
 * 0 for `width` and `height`.
 */
export interface PhotosTable {
	community: string;
	sha256: string;
	person_id: string;
	type: AttachmentType;
	bytes: number;
	width: number;
	height: number;
	uploaded_at: number;
}

/** A photo that its author brought, and whose bytes are nowhere any more. */
export interface PhotosGoneTable {
	community: string;
	sha256: string;
	person_id: string;
	told_at: number;
}

/** Facts of the installation itself: `epoch`, `areas` (version of the area tree). No community's data. */
export interface InstallationTable {
	key: string;
	value: string;
}

/** An import that one of several servers runs, as the others see it. A line goes an hour after its last sign of life. */
export interface ImportJobsTable {
	job_id: string;
	person_id: string;
	/** JSON of `ImportStatus`, and of its problems. */
	status: string;
	problems: string;
	/** What another server was asked to have done with it. */
	wanted: 'confirm' | 'cancel' | null;
	/** When the server that runs it last said so, by its clock. */
	beat_at: number;
}

/** What happened besides operations. Lines are added, and dropped when their time is over; never changed. */
export interface AuditEventsTable {
	/** The person's own, as in the log; '' when nobody is known. */
	community: string;
	id: string;
	at: number;
	person_id: string | null;
	device_id: string | null;
	action: AuditAction;
	/** `ok`, or the code of the refusal. */
	result: string;
	/** An id: the person or the visit that it is about, or a hash or number of the chain. Never words. */
	about: string | null;
	/** Tells one network address from another without naming it (`audit/origin.ts`). */
	origin: string | null;
}

/** One link of the chain that seals operations and events; see decision 18. The number orders all communities' lines. */
export interface AuditBlocksTable {
	number: number;
	/** The hash of the block before. */
	prev: string;
	hash: string;
	count: number;
	/** SHA-256 of `list`. */
	digest: string;
	/** The latest time of any line sealed so far, in this block or before. */
	high_at: number;
	sealed_at: number;
	/** Which lines it seals, and their hashes (`audit/canonical.mjs`). */
	list: string;
	/** When its events were dropped; null while they are kept. */
	dropped_at: number | null;
}

/** A key by which the server vouches for phones that sign receipts (`slips/keys.ts`). No community's data. */
export interface SlipKeysTable {
	id: string;
	public_key: string;
	sealed: string;
	made_at: number;
}

/** The tables of the write path. */
export interface CoreTables {
	operations: OperationsTable;
	rows: RowsTable;
	homes: HomesTable;
	devices: DevicesTable;
	areas: AreasTable;
	posts: PostsTable;
	seats: SeatsTable;
	photos: PhotosTable;
	photos_gone: PhotosGoneTable;
	installation: InstallationTable;
	import_jobs: ImportJobsTable;
	audit_events: AuditEventsTable;
	audit_blocks: AuditBlocksTable;
	slip_keys: SlipKeysTable;
}

/** Every table of the database. */
export type Tables = CoreTables & AuthTables & DeviceTables;
