import * as v from 'valibot';
import type { Command } from '$lib/domain/handle';
import { clockOf, readClock, type Moment } from '$lib/domain/kernel/clock';
import { Id } from '$lib/domain/kernel/id';
import type { Refusal } from '$lib/domain/kernel/refusal';
import { Operation, type Receipt } from '$lib/protocol/envelope';
import { cleanText } from '../db/bulk';

/** One operation as it came in, ready to be judged and logged, whatever its shape. */
export interface Incoming {
	opId: Id;
	seq: number;
	command: Command;
	/** `command.args` as JSON, or the whole operation when it does not fit. */
	argsText: string;
	/** Epoch ms by the phone's clock. */
	claimedAt: number;
	clock: string;
	scope: string;
	base: string;
	supersedes: Id | null;
	/** When the phone heard that the server was restored, for what was done before; epoch ms by the phone's clock. */
	again: number | null;
	/** Why it cannot even be judged. */
	misfit?: Refusal;
}

/**
 * Reads one operation of a push by itself, so that a bad one does not spoil its neighbours. `undefined` when it has
 * no usable id: there is nothing to give a receipt for.
 */
export function readOperation(raw: unknown, receivedAt: number): Incoming | undefined {
	const parsed = v.safeParse(Operation, raw, { abortEarly: true });
	if (parsed.success) {
		const { opId, seq, command, version, args, at, clock, base, scope, supersedes, again } =
			parsed.output;
		return {
			opId,
			seq,
			command: { name: cleanText(command), version, args },
			argsText: JSON.stringify(args) ?? 'null',
			claimedAt: at,
			clock,
			scope: cleanText(scope),
			base: JSON.stringify(base),
			supersedes: supersedes ?? null,
			again: again ?? null
		};
	}
	const opId = (raw as { opId?: unknown } | null)?.opId;
	if (!v.is(Id, opId)) return undefined;
	const issue = parsed.issues[0];
	return {
		opId,
		seq: 0,
		command: { name: '', version: 0, args: undefined },
		argsText: JSON.stringify(raw),
		claimedAt: receivedAt,
		clock: '',
		scope: '',
		base: '{}',
		supersedes: null,
		again: null,
		misfit: {
			code: 'malformed',
			field: v.getDotPath(issue) ?? 'operation',
			detail: { why: issue.message.slice(0, 80) }
		}
	};
}

/** After a restore other phones are waited for this long, ms. */
const patienceMs = 7 * 86_400_000;

/**
 * Whether what an operation builds on may still be on another phone, after a restore: then it is not refused for good,
 * nor logged, but asked for again.
 */
export const isEarly = ({ again }: Incoming, receivedAt: number): boolean =>
	again !== null && receivedAt < again + patienceMs;

/** What its phone is told then. It waits from today at the latest: a clock in the future would make it wait until then. */
export const earlyReceipt = ({ opId, again }: Incoming, receivedAt: number): Receipt => ({
	...{ opId, result: 'held', forWhom: '', restored: true },
	since: Math.min(again ?? receivedAt, receivedAt)
});

/** A phone's clock may run ahead by this much, ms. */
const aheadMs = 5 * 60_000;
/** Before Linli existed no phone's clock was right. */
const earliestMs = Date.UTC(2020, 0, 1);

/**
 * The time an operation is judged by: what the phone says, bounded by what the server knows. A clock that was never
 * set counts as no clock at all. The claimed time is logged beside it.
 */
export const boundedAt = (claimedAt: number, receivedAt: number): number =>
	claimedAt < earliestMs ? receivedAt : Math.min(claimedAt, receivedAt + aheadMs);

/**
 * The same for both clocks of an operation. A hybrid clock that has to be bounded goes on counting by the operation's
 * number, so that what one device did in order stays in order.
 */
export function boundedMoment(
	{ claimedAt, clock, seq }: Pick<Incoming, 'claimedAt' | 'clock' | 'seq'>,
	receivedAt: number
): Moment {
	const [ms] = readClock(clock);
	const bounded = boundedAt(ms, receivedAt);
	return {
		at: boundedAt(claimedAt, receivedAt),
		clock: bounded === ms ? clock : clockOf(bounded, seq)
	};
}
