import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { readsOf, readsThen, type Command } from '$lib/domain/handle';
import type { Actor } from '$lib/domain/kernel/actor';
import { clockOf } from '$lib/domain/kernel/clock';
import { uuid7 } from '$lib/domain/kernel/uuid';
import type { Id } from '$lib/domain/kernel/id';
import type { Refusal } from '$lib/domain/kernel/refusal';
import { communitiesOf, communityOfActor, type TreeSource } from '../db/areas';
import type { OperationsTable, Tables } from '../db/tables';
import type { Incoming } from './incoming';
import { isSame, judge, logLine } from './judge';
import { readLog, writeLog } from './log';
import { Overlay } from './overlay';
import { placesOf } from './places';
import { writeProjections } from './projections';
import { readRecords, writeRecords } from './records';

/** A command of the server's own (setup, import, demonstration), with an id when it may be repeated. */
export interface ServerCommand {
	command: Command;
	opId?: Id;
}

/** How a run is made. `at`: epoch ms at which it is meant to happen, judged as given. */
export interface RunOptions {
	at: number;
	deviceId: Id;
	/** Set `cancelled` at any time: the run ends at its next step and nothing is written. */
	signal?: { cancelled: boolean };
	/** Called after every few hundred commands, and while they are written; both counts are in commands. */
	onProgress?: (done: number, total: number) => void;
}

/** All of it happened, or none: then which command (from 0) was refused, and why. */
export type RunOutcome = { ok: true } | { ok: false; index: number; refusal: Refusal };

/** Thrown by `run` when it was cancelled. Nothing has been written. */
export class Cancelled extends Error {
	override name = 'Cancelled';
}

/** The write path for commands that the server itself is asked to carry out. */
export interface Accept {
	/**
	 * Carries out the commands in order, in one transaction: all or nothing. The same rules, log and counters as a
	 * push. A known `opId` with the same contents counts as done. Throws `Cancelled`, else only if the database does.
	 */
	run(commands: readonly ServerCommand[], actor: Actor, options: RunOptions): Promise<RunOutcome>;
}

const chunk = 250;

/** How often a run that met another server's transaction is judged anew. */
const attempts = 4;

/** PostgreSQL's words for it: an id was taken meanwhile, or one of two had to give way. Nothing was written. */
const isCollision = (error: unknown): boolean =>
	['23505', '40001', '40P01'].includes((error as { code?: string }).code ?? '');

class Refused extends Error {
	constructor(
		readonly index: number,
		readonly refusal: Refusal
	) {
		super(refusal.code);
	}
}

/** Builds the server's own way of writing. `now` gives the time of receipt, epoch ms. */
export function createAccept(
	db: Kysely<Tables>,
	trees: TreeSource,
	now: () => number = Date.now
): Accept {
	return {
		async run(commands, actor, options) {
			for (let attempt = 1; ; attempt++)
				try {
					await db
						.transaction()
						.execute((trx) => runAll(trx, trees, commands, actor, options, now()));
					return { ok: true };
				} catch (error) {
					if (error instanceof Refused)
						return { ok: false, index: error.index, refusal: error.refusal };
					if (attempt === attempts || !isCollision(error)) throw error;
				}
		}
	};
}

async function runAll(
	trx: Kysely<Tables>,
	trees: TreeSource,
	commands: readonly ServerCommand[],
	actor: Actor,
	{ at, deviceId, signal, onProgress }: RunOptions,
	receivedAt: number
): Promise<void> {
	const tree = await trees(trx);
	const overlay = new Overlay(tree);
	const community = communityOfActor(tree, actor);
	const communities = communitiesOf(tree, actor);
	const total = commands.length;
	// Lets messages in between (a cancellation, a question how far it is) although the database never waits.
	const pause = async () => {
		await setImmediate();
		if (signal?.cancelled) throw new Cancelled();
	};
	const by = { community, personId: actor.personId, deviceId, receivedAt };
	const bench = {
		overlay,
		receivedAt: at,
		onError: (error: unknown) => {
			throw error;
		}
	};
	for (let from = 0; from < total; from += chunk) {
		const part = commands.slice(from, from + chunk).map((one, i) => incomingOf(one, from + i, at));
		const known = await readLog(
			trx,
			[community],
			commands.slice(from, from + chunk).flatMap(({ opId }) => opId ?? [])
		);
		for (const keysOf of [readsOf, readsThen, readsThen])
			for (const row of await readRecords(trx, [
				...placesOf(
					part.flatMap(({ command }) => keysOf(command, overlay)),
					tree,
					communities
				)
			]))
				overlay.load(row);
		const lines: OperationsTable[] = [];
		for (const [i, incoming] of part.entries()) {
			const logged = known.find((entry) => entry.op_id === incoming.opId);
			if (logged) {
				if (!isSame(logged, incoming, actor.personId))
					throw new Refused(from + i, { code: 'opIdTaken' });
				if (logged.result === 'refused')
					throw new Refused(from + i, JSON.parse(logged.refusal!) as Refusal);
				continue;
			}
			const verdict = judge(incoming, actor, bench);
			if (verdict.result === 'refused') throw new Refused(from + i, verdict.refusal);
			lines.push(logLine(incoming, verdict, by));
		}
		await writeLog(trx, lines);
		onProgress?.(Math.floor((from + part.length) / 2), total);
		await pause();
	}
	const changes = overlay.changes();
	await writeProjections(trx, changes);
	await writeRecords(trx, changes, receivedAt, async (done) => {
		onProgress?.(Math.floor(total / 2 + (total / 2) * (done / changes.length)), total);
		await pause();
	});
	onProgress?.(total, total);
}

function incomingOf({ command, opId }: ServerCommand, index: number, at: number): Incoming {
	return {
		opId: opId ?? uuid7(at, randomBytes(10)),
		seq: index + 1,
		command,
		argsText: JSON.stringify(command.args) ?? 'null',
		claimedAt: at,
		clock: clockOf(Math.max(0, Math.floor(at)), index),
		scope: '',
		base: '{}',
		supersedes: null,
		again: null
	};
}
