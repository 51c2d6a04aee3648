import * as v from 'valibot';
import type { Gone, Kind } from '$lib/domain/kernel/record';
import { DeviceOrder, DeviceReport } from '$lib/domain/device/schema';
import { DaySchema } from '$lib/domain/kernel/day-schema';
import { Id } from '$lib/domain/kernel/id';
import { Post } from '$lib/domain/kernel/actor';
import { RefusalSchema } from '$lib/domain/kernel/refusal';

/** Raised whenever the shape of anything in this room changes; `protocol.test.ts` holds the shape's fingerprint. */
export const protocolVersion = 1;

/** Most operations in one push, and the largest body of one (bytes). */
export const maxPushOperations = 100;
export const maxPushBytes = 1_000_000;
/** Most rows in one page of a pull, and in the answer to a comparison. */
export const maxPullRows = 2_000;
export const maxMendedRows = 500;

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

/**
 * One act on its way up. `seq` counts the device's operations from 1 without gaps; `at` is the phone's clock (epoch ms);
 * `clock` the hybrid logical clock; `base` the row numbers that the author saw (record key → seq); `scope` the version
 * of the scope it was written under. `args` stay unchecked here: one bad operation must not spoil its push. `again` says
 * since when (`at`'s clock) the phone knows that the server was restored from a backup after this was done: what it
 * builds on may still be on another phone.
 */
export const Operation = v.object({
	opId: Id,
	seq: v.pipe(count, v.minValue(1)),
	command: v.pipe(v.string(), v.maxLength(60)),
	version: v.pipe(count, v.minValue(1)),
	args: v.unknown(),
	at: count,
	clock: v.pipe(v.string(), v.regex(/^\d{13,16}-\d{4,10}$/)),
	base: v.record(v.pipe(v.string(), v.maxLength(60)), count),
	scope: v.pipe(v.string(), v.maxLength(64)),
	supersedes: v.optional(Id),
	again: v.optional(count)
});
export type Operation = v.InferOutput<typeof Operation>;

/** The command by which an author gives up an operation that was refused or is held; its argument is that `opId`. */
export const discardName = 'operation.discard';

/** A row on its way down: a record's whole body, or why it is gone. `seq` is its home's counter when it was written. */
export interface Row {
	kind: Kind;
	id: string;
	home: string;
	seq: number;
	/** When the server wrote it, epoch ms by the server's clock. */
	at: number;
	/** Null when the record is gone. */
	body: unknown;
	gone?: Gone;
}

/** A newer server has kinds that are not in this list of ours; their rows are kept, and counted, all the same. */
const KindSchema = v.custom<Kind>(
	(kind) => typeof kind === 'string' && /^[a-zA-Z]{1,40}$/.test(kind)
);

const RowSchema = v.object({
	kind: KindSchema,
	id: Id,
	home: v.string(),
	seq: count,
	at: count,
	body: v.unknown(),
	gone: v.optional(
		v.object({
			reason: v.picklist(['movedAway', 'struckOff', 'merged', 'mistake']),
			into: v.optional(Id),
			erased: v.optional(Id)
		})
	)
});

/** Who declined a held operation, when (epoch ms) and in which words. */
const Declined = v.object({ name: v.string(), at: count, reason: v.string() });

/**
 * What became of an operation. An operation that is not mentioned has not been received. A held one waits for
 * `forWhom` (empty when nobody looks after the area) since an instant of the server's clock, or, `restored`, for
 * other phones to bring back what it builds on (its phone goes on with this `since` where it is before its own `again`), or, `notYet`, for a server that knows this command in this version:
 * such a one is not logged, and nothing that came after it in its push was taken; `declined` comes with the refusal `heldDeclined`. `afterHold`: somebody
 * accepted what had been held; `Work` does not count it, since it was not applied when it came. `partly`: somebody else
 * had written on the same fields, and what did not take force stands in the record as conflicts.
 */
export const Receipt = v.variant('result', [
	v.object({
		opId: Id,
		result: v.literal('applied'),
		afterHold: v.optional(v.literal(true)),
		partly: v.optional(v.literal(true))
	}),
	v.object({
		opId: Id,
		result: v.literal('refused'),
		refusal: RefusalSchema,
		declined: v.optional(Declined)
	}),
	v.object({
		opId: Id,
		result: v.literal('held'),
		forWhom: v.string(),
		since: count,
		restored: v.optional(v.literal(true)),
		notYet: v.optional(v.literal(true))
	})
]);
export type Receipt = v.InferOutput<typeof Receipt>;

/** A receipt, or what a newer server has in its place: then the operation goes on waiting, and its neighbours do not. */
const ReceiptOrNewer = v.union([Receipt, v.object({ opId: Id, result: v.string() })]);

/**
 * Body of `POST /api/sync/push`. Operations in `seq` order. `epoch` is the one that the phone last heard of: under
 * another one nothing is taken and no receipt given, so that the phone first hears that the server was restored.
 */
export const PushRequest = v.object({
	protocol: count,
	deviceId: Id,
	epoch: v.optional(v.pipe(v.string(), v.maxLength(64))),
	operations: v.pipe(v.array(Operation), v.minLength(1), v.maxLength(maxPushOperations))
});
export type PushRequest = v.InferOutput<typeof PushRequest>;

/**
 * Its answer: a receipt for every operation sent, and the rows as they now stand (those the person may hold). `known`
 * are the operations that the server had received before.
 */
export const PushReply = v.object({
	epoch: v.string(),
	now: count,
	receipts: v.array(ReceiptOrNewer),
	rows: v.array(RowSchema),
	known: v.optional(v.array(Id))
});
export type PushReply = {
	epoch: string;
	now: number;
	receipts: Receipt[];
	rows: Row[];
	known?: string[];
};

/**
 * Body of `POST /api/sync/carry`: operations out of a file, brought by somebody else in their author's name. The
 * answer is a `PushReply` without rows, since what the author may see need not be the carrier's to see.
 */
export const CarryRequest = v.object({ ...PushRequest.entries, personId: Id });
export type CarryRequest = v.InferOutput<typeof CarryRequest>;

/** A digest as it travels (see `digest.ts`). */
const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));

/** The state of one home: its counter, how many rows live in it, and their digest. */
export const Head = v.tuple([v.string(), count, count, digest]);
export type Head = [home: string, seq: number, rows: number, digest: string];

/** What of a device's operations was applied: the highest number, how many, and the digest of their ids. */
export const Work = v.object({ seq: count, applied: count, digest });
export type Work = v.InferOutput<typeof Work>;

/**
 * Body of `POST /api/sync/heads`: has anything changed since `token`? Costs a few bytes when nothing has. `report` is
 * what the device says of itself; older versions say nothing.
 */
export const HeadsRequest = v.object({
	protocol: count,
	deviceId: Id,
	token: v.nullable(v.pipe(v.string(), v.maxLength(128))),
	report: v.optional(DeviceReport)
});
export type HeadsRequest = v.InferOutput<typeof HeadsRequest>;

/**
 * The homes that the person may hold, own doors first; `heads` is null when `token` still holds. Homes that are
 * missing from the list have left the scope. `posts` are the person's appointments as they stand, `work` is what the
 * server has applied of what this device ever sent. `lease` is how many days the phone may be read without hearing from
 * the server again; `ended` the last day of the last appointment of a person whose access is over; `order` what an office
 * asks of this device.
 */
export const HeadsReply = v.object({
	epoch: v.string(),
	now: count,
	token: v.string(),
	scope: v.string(),
	posts: v.array(Post),
	work: Work,
	heads: v.nullable(v.array(Head)),
	lease: v.optional(v.pipe(count, v.minValue(1))),
	ended: v.optional(DaySchema),
	order: v.optional(DeviceOrder)
});
export type HeadsReply = v.InferOutput<typeof HeadsReply>;

/** Body of `POST /api/sync/pull`: rows of these homes above these counters, in this order. */
export const PullRequest = v.object({
	protocol: count,
	deviceId: Id,
	from: v.pipe(
		v.array(v.tuple([v.pipe(v.string(), v.maxLength(130)), count])),
		v.minLength(1),
		v.maxLength(20_000)
	),
	limit: v.pipe(count, v.minValue(1), v.maxValue(maxPullRows))
});
export type PullRequest = v.InferOutput<typeof PullRequest>;

/**
 * One page from one snapshot: rows in the order asked for, ascending `seq` within a home, at most `limit`.
 * `heads` says for each home touched or finished by this page up to which counter the phone now is; homes outside the
 * scope are passed over. `more` tells whether another page is needed.
 */
export const PullReply = v.object({
	epoch: v.string(),
	now: count,
	rows: v.array(RowSchema),
	cursors: v.array(v.tuple([v.string(), count])),
	more: v.boolean()
});
export type PullReply = {
	epoch: string;
	now: number;
	rows: Row[];
	cursors: [home: string, seq: number][];
	more: boolean;
};

/** Most rows of one home in a comparison; a unit that has more is compared in several, by id. */
export const maxCompareRows = 20_000;

/** One confirmed row as the phone has it: which record, its number, and what it counts in the home's digest. */
export const HeldRow = v.tuple([KindSchema, Id, count, digest]);
export type HeldRow = [kind: Kind, id: string, seq: number, digest: string];

/** Body of `POST /api/sync/compare`: all living rows of one home as they lie on the phone. */
export const CompareRequest = v.object({
	protocol: count,
	deviceId: Id,
	home: v.pipe(v.string(), v.maxLength(130)),
	rows: v.pipe(v.array(HeldRow), v.maxLength(maxCompareRows))
});
export type CompareRequest = v.InferOutput<typeof CompareRequest>;

/**
 * Its answer, from one snapshot: the home's head, rows that the phone has not or has otherwise (also why one is gone,
 * or where it lives now; at most `maxMendedRows`), and those that do not live in this home as far as the person may know.
 * With `more` the phone asks again.
 */
export const CompareReply = v.object({
	epoch: v.string(),
	now: count,
	head: v.nullable(Head),
	rows: v.array(RowSchema),
	strangers: v.array(v.tuple([KindSchema, Id])),
	more: v.boolean()
});
export type CompareReply = {
	epoch: string;
	now: number;
	head: Head | null;
	rows: Row[];
	strangers: [kind: Kind, id: string][];
	more: boolean;
};
