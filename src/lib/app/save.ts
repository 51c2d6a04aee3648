import { evolve, type Command } from '$lib/domain/handle';
import type { Id } from '$lib/domain/kernel/id';
import { laterClock, noClock } from '$lib/domain/kernel/clock';
import { recordKey, type Event } from '$lib/domain/kernel/record';
import type { Refusal } from '$lib/domain/kernel/refusal';
import { fail, ok, type Result } from '$lib/domain/kernel/result';
import { commandByName } from '$lib/domain/registry';
import { discardName, type Operation } from '$lib/protocol/envelope';
import { isQuotaError, type StorageFailure } from '$lib/store/connection';
import { withConnection } from '$lib/store/repeat';
import type { PersonDb } from '$lib/store/db';
import { getMetas, setMetas } from '$lib/store/meta';
import { keepPhotosOf } from '$lib/store/photos';
import type { Snapshot } from '$lib/store/reading';
import { bodyOf } from '$lib/store/bodies';
import { homeOf, isKeptHere, toStored } from '$lib/store/rows';
import { writeRows, type Change } from '$lib/store/row-writer';
import { refreshDerived } from '$lib/store/shelves';
import { nextClock } from '$lib/sync/clock';
import { clockIn, isUnchanged, judge, keysOf, type Judgement } from '$lib/sync/judge';
import { readActor } from '$lib/sync/phone';
import { rebuild } from '$lib/sync/rebuild';
import { idAt, type Place } from './device';
import { whatWasSeen } from './save-seen';

/**
 * The way of a save: judged by the domain, then one strict transaction with the operation, the rows, what is derived
 * from them, and the device's counters. It resolves after the commit; before that nothing counts as saved.
 */

/** What a form means: a command's name and its arguments; the version defaults to the newest. */
export interface Intent {
	name: string;
	version?: number;
	args: unknown;
}

/** The command that is meant. One of an unknown name is left for `save` to refuse. */
export const commandOf = ({ name, version, args }: Intent): Command => ({
	name,
	version: version ?? commandByName.get(name)?.version ?? 1,
	args
});

/** Why something was not saved: a rule said no, the disk did, or the rules are not on this phone yet. */
export type SaveFailure =
	Refusal | { code: StorageFailure | 'notLoaded'; field?: undefined; detail?: undefined };

/** How often a save is judged anew because another tab changed the rows in between. */
const maxJudgements = 5;

/**
 * Saves one command. A refusal by the rules is returned and nothing is queued; `storageFull` and `storageBroken` say that
 * nothing was changed. `supersedes` names a refused operation that this one corrects: it is filed as corrected with it.
 */
export async function save(
	place: Place,
	command: Command,
	supersedes?: Id
): Promise<Result<{ opId: Id }, SaveFailure>> {
	const opId = idAt(place);
	try {
		return await withConnection(place.db, () => attempt(place, command, opId, supersedes));
	} catch (error) {
		return fail({ code: isQuotaError(error) ? 'storageFull' : 'storageBroken' });
	}
}

async function attempt(
	place: Place,
	command: Command,
	opId: Id,
	supersedes: Id | undefined
): Promise<Result<{ opId: Id }, Refusal>> {
	for (let i = 1; i <= maxJudgements; i++) {
		const at = Math.max(0, Math.floor(place.now()));
		const judgement = await judged(place, command, opId, at);
		if (!judgement) return ok({ opId });
		if (!judgement.decided.ok) return judgement.decided;
		const draft = { opId, command, at, supersedes };
		if (await commit(place, draft, judgement)) return ok({ opId });
	}
	throw new Error('rows kept changing while a save was judged');
}

/**
 * Judges in one question to the disk: each costs a slow phone more than its answer. Undefined: an earlier attempt on a
 * dying connection has committed after all.
 */
function judged(
	place: Place,
	command: Command,
	opId: Id,
	at: number
): Promise<Judgement | undefined> {
	const { db } = place;
	return db.transaction('r', [...db.rows.tables, db.outbox, db.meta], async () => {
		const [earlier, actor] = await Promise.all([db.outbox.get(opId), readActor(place)]);
		return earlier ? undefined : judge(db, command, actor, at);
	});
}

interface Draft {
	opId: Id;
	command: Command;
	at: number;
	supersedes: Id | undefined;
}

/** What a save may touch. */
const tablesOf = (db: PersonDb) => [
	...db.rows.tables,
	db.base,
	db.outbox,
	db.archive,
	db.shelves,
	db.finder,
	db.sums,
	db.meta,
	db.photos
];

/** False if the rows that were judged have changed meanwhile; then nothing was written. */
function commit(place: Place, draft: Draft, { snapshot, again }: Judgement): Promise<boolean> {
	const { db } = place;
	return db.transaction('rw', tablesOf(db), async () => {
		const [isSame, counters] = await Promise.all([isUnchanged(db, snapshot), readCounters(db)]);
		if (!isSame) return false;
		const operation = nextOperation(counters, draft, snapshot);
		// The clock is only known for sure in here: another tab may have written a moment ago.
		const decided = again({ at: draft.at, clock: operation.clock });
		if (!decided.ok) return false;
		const events = decided.value;
		const changes = await writeEvents(db, events);
		const queue = async () => {
			const seen = await whatWasSeen(db, changes, snapshot);
			await db.outbox.add({
				opId: draft.opId,
				seq: operation.seq,
				operation,
				keys: keysOf(events),
				state: 'waiting',
				savedAt: draft.at,
				...(seen ? { seen } : {})
			});
		};
		await Promise.all([
			// What was judged is unchanged, so it need not be read again.
			refreshDerived(db, changes, { rows: snapshot }),
			// Throws for a photo that is not on the disk: then nothing is saved.
			keepPhotosOf(db, changes),
			queue(),
			moveCounters(db, operation),
			draft.supersedes && fileAsCorrected(db, draft.supersedes, draft.at)
		]);
		return true;
	});
}

async function writeEvents(db: PersonDb, events: readonly Event[]): Promise<Change[]> {
	const changes = new Map<string, Change>();
	for (const event of events) {
		const key = recordKey(event);
		const known = changes.get(key);
		const before = known ? known.before : await db.rows.get(key);
		const now = known ? known.after : before;
		const state = evolve(bodyOf(now), event);
		const home = 'body' in state ? homeOf(event.kind, state.body) : now?.home;
		// What is sensitive travels up with the operation and leaves no row here.
		if (!home || !isKeptHere(home)) continue;
		const after = toStored(event.kind, event.id, state, now?.home ?? home, {
			seq: before?.seq ?? 0,
			at: before?.at ?? 0,
			rev: (before?.rev ?? 0) + 1
		});
		changes.set(key, { before, after });
	}
	for (const [key, { before }] of changes)
		if (!(await db.base.get(key)))
			await db.base.put({ key, row: before && before.seq > 0 ? before : null });
	await writeRows(db, [...changes.values()]);
	return [...changes.values()];
}

/** The command that tells the server of a refused or held operation given up. */
const discardCommand = { name: discardName, version: 1 } as const;

/** Files a refused or held operation as discarded and queues the word of it, in one transaction. False if there is no such operation. */
export function saveDiscard(place: Place, opId: Id): Promise<boolean> {
	const { db } = place;
	const draft = {
		opId: idAt(place),
		command: { ...discardCommand, args: { opId } },
		at: place.now()
	};
	return withConnection(db, () =>
		db.transaction('rw', tablesOf(db), async () => {
			const entry = await db.outbox.get(opId);
			if (!entry || entry.state === 'waiting') return false;
			await db.outbox.delete(opId);
			// A held one still stood in the rows as if it had happened.
			if (entry.state === 'held')
				await refreshDerived(db, await rebuild(db, await readActor(place), new Map(), entry.keys));
			await db.archive.put({ ...entry, state: 'discarded', settledAt: draft.at });
			const counters = await readCounters(db);
			const operation = nextOperation(counters, { ...draft, supersedes: undefined }, new Map());
			await moveCounters(db, operation);
			await db.outbox.add({
				opId: draft.opId,
				seq: operation.seq,
				operation,
				keys: [],
				state: 'waiting',
				savedAt: draft.at
			});
			return true;
		})
	);
}

/** What an operation takes from this device: its next number, the clock as last used, and its scope. */
const readCounters = (db: PersonDb) => getMetas(db, ['nextSeq', 'clock', 'scope']);

/** Moves the device's counters past an operation, in the transaction that queues it. */
const moveCounters = (db: PersonDb, { seq, clock, at }: Operation): Promise<void> =>
	setMetas(db, { nextSeq: seq + 1, clock, lastSaveAt: at });

/** The operation under this device's next number. */
function nextOperation(
	facts: Awaited<ReturnType<typeof readCounters>>,
	{ opId, command, at, supersedes }: Draft,
	snapshot: Snapshot
): Operation {
	const seq = facts.nextSeq ?? 1;
	const clock = nextClock(laterClock(facts.clock ?? noClock, clockIn(snapshot)), at);
	const base = [...snapshot].flatMap(([key, row]) => (row && row.seq > 0 ? [[key, row.seq]] : []));
	return {
		opId,
		seq,
		command: command.name,
		version: command.version,
		args: command.args,
		at,
		clock,
		base: Object.fromEntries(base) as Record<string, number>,
		scope: facts.scope ?? '',
		...(supersedes ? { supersedes } : {})
	};
}

async function fileAsCorrected(db: PersonDb, opId: Id, at: number): Promise<void> {
	const entry = await db.outbox.get(opId);
	if (!entry) return;
	await db.outbox.delete(opId);
	await db.archive.put({ ...entry, state: 'corrected', settledAt: at });
}
