import { handle, parseCommand, readsOf, readsThen, type Command } from '$lib/domain/handle';
import type { Actor } from '$lib/domain/kernel/actor';
import { laterClock, noClock, type Clock, type Moment } from '$lib/domain/kernel/clock';
import type { Event, KindDef } from '$lib/domain/kernel/record';
import { recordKey } from '$lib/domain/kernel/record';
import type { Refusal } from '$lib/domain/kernel/refusal';
import type { Result } from '$lib/domain/kernel/result';
import { commandByName, kindOf } from '$lib/domain/registry';
import { bodyOf } from '$lib/store/bodies';
import type { PersonDb, StoredRow } from '$lib/store/db';
import { nextClock } from './clock';
import { readingOf, readPaths, takeSnapshot, type Snapshot } from '$lib/store/reading';

/** What a command comes to on this phone, and the rows it was judged by. */
export interface Judgement {
	snapshot: Snapshot;
	decided: Result<Event[], Refusal>;
	/** Judges again by the same rows, once the moment is known for sure. */
	again(moment: Moment): Result<Event[], Refusal>;
}

/** The area that a command's authority is asked in, as far as the snapshot can tell. */
export function areaOf(command: Command, snapshot: Snapshot): string | undefined {
	const parsed = parseCommand(command);
	if (!parsed.ok) return undefined;
	return commandByName.get(command.name)!.area(
		parsed.value,
		readingOf(snapshot, () => undefined)
	);
}

/** The rows that commands look at, those included which are only named by others of them. */
export async function snapshotFor(db: PersonDb, commands: readonly Command[]): Promise<Snapshot> {
	const first = await takeSnapshot(db, commands.flatMap(readsOf));
	const second = await withNamed(db, commands, first);
	// A held refund names its receipt, and the receipt its list.
	return second === first ? first : withNamed(db, commands, second);
}

async function withNamed(
	db: PersonDb,
	commands: readonly Command[],
	known: Snapshot
): Promise<Snapshot> {
	const reading = readingOf(known, () => undefined);
	const named = commands
		.flatMap((command) => readsThen(command, reading))
		.filter((one) => !known.has(recordKey(one)));
	return named.length === 0 ? known : new Map([...(await takeSnapshot(db, named)), ...known]);
}

/** Judges a command by the rows on this phone. Nothing is written. */
export async function judge(
	db: PersonDb,
	command: Command,
	actor: Actor,
	atMs: number
): Promise<Judgement> {
	const snapshot = await snapshotFor(db, [command]);
	const areaId = areaOf(command, snapshot);
	const pathOf = await readPaths(db, areaId ? [areaId] : []);
	const again = (moment: Moment) => handle(command, actor, moment, readingOf(snapshot, pathOf));
	const clock = nextClock(clockIn(snapshot), atMs);
	return { snapshot, again, decided: again({ at: atMs, clock }) };
}

/** The latest hybrid time that these rows carry. */
export function clockIn(snapshot: Snapshot): Clock {
	let last = noClock;
	for (const row of snapshot.values()) {
		const body = bodyOf(row);
		if (!row || body === undefined) continue;
		last = laterClock(
			last,
			(kindOf[row.kind] as KindDef<unknown> | undefined)?.clock?.(body) ?? noClock
		);
	}
	return last;
}

/** Whether the rows that were judged still lie there unchanged; asked inside the writing transaction. */
export async function isUnchanged(db: PersonDb, snapshot: Snapshot): Promise<boolean> {
	const keys = [...snapshot.keys()];
	const now = await db.rows.bulkGet(keys);
	return keys.every((key, i) => revOf(snapshot.get(key)) === revOf(now[i]));
}

const revOf = (row: StoredRow | undefined): number => row?.rev ?? 0;

/** The records that events write, each once. */
export const keysOf = (events: readonly Event[]): string[] => [...new Set(events.map(recordKey))];
