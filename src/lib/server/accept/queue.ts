import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Tables } from '../db/tables';
import { commitGroup, type GroupContext, type Push, type PushOutcome } from './group';

/** How pushes wait for their turn. */
export interface QueueOptions {
	trees: GroupContext['trees'];
	knows?: GroupContext['knows'];
	/** Transactions under way at once: 1 where there is one writer anyway. */
	lanes: number;
	/** Epoch ms. */
	now(): number;
	/** Called with errors that no rule foresaw; never with a person's data. */
	onError(error: unknown): void;
}

interface Waiting {
	push: Push;
	resolve(outcome: PushOutcome): void;
	reject(error: unknown): void;
}

/** Most operations in one transaction: beyond this a larger group saves nothing and makes the first one wait. */
const groupOperations = 2_000;
/** A push that met another transaction is tried this often, then its sender is told to come again. */
const attempts = 4;

/**
 * Group commit: pushes that wait at the same moment share one transaction and one wait for the disk. If the
 * transaction fails, each push is tried by itself, so that one never takes its neighbours down.
 */
export function createPushQueue(db: Kysely<Tables>, options: QueueOptions) {
	const waiting: Waiting[] = [];
	let lanes = 0;
	let whenIdle: (() => void)[] = [];

	const commit = (pushes: Push[]) =>
		db.transaction().execute((trx) =>
			commitGroup(trx, pushes, {
				trees: options.trees,
				...(options.knows ? { knows: options.knows } : {}),
				receivedAt: options.now(),
				onError: options.onError
			})
		);

	async function commitAlone({ push, resolve, reject }: Waiting): Promise<void> {
		for (let attempt = 1; ; attempt++)
			try {
				return resolve((await commit([push]))[0]!);
			} catch (error) {
				if (attempt < attempts) continue;
				options.onError(error);
				return reject(error);
			}
	}

	async function commitTogether(group: Waiting[]): Promise<void> {
		let outcomes: PushOutcome[];
		try {
			outcomes = await commit(group.map(({ push }) => push));
		} catch {
			// What failed is found out, and reported, by trying each alone.
			for (const one of group) await commitAlone(one);
			return;
		}
		for (const [i, { resolve }] of group.entries()) resolve(outcomes[i]!);
	}

	function takeGroup(): Waiting[] {
		let operations = 0;
		let size = 0;
		while (size < waiting.length && (size === 0 || operations < groupOperations))
			operations += waiting[size++]!.push.operations.length;
		return waiting.splice(0, size);
	}

	async function drain(): Promise<void> {
		// Requests that have arrived already are let in before the first transaction begins.
		await setImmediate();
		while (waiting.length > 0) {
			await commitTogether(takeGroup());
			await setImmediate();
		}
		lanes -= 1;
		if (lanes > 0) return;
		for (const resolve of whenIdle) resolve();
		whenIdle = [];
	}

	return {
		/** Resolves once the push is on the disk; rejects only if the database failed again and again. */
		add(push: Push): Promise<PushOutcome> {
			return new Promise((resolve, reject) => {
				waiting.push({ push, resolve, reject });
				if (lanes >= options.lanes) return;
				lanes += 1;
				void drain();
			});
		},
		/** Resolves when nothing waits any more. */
		idle: (): Promise<void> =>
			lanes === 0 ? Promise.resolve() : new Promise((resolve) => whenIdle.push(resolve))
	};
}
