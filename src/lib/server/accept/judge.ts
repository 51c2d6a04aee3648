import * as v from 'valibot';
import { handle, isKnownCommand, isStillGiven } from '$lib/domain/handle';
import { withdrawnEvent } from '$lib/domain/held/commands';
import type { Held } from '$lib/domain/held/schema';
import { sameContent } from '$lib/domain/kernel/content';
import type { Actor } from '$lib/domain/kernel/actor';
import { dayOf } from '$lib/domain/kernel/day';
import { Id } from '$lib/domain/kernel/id';
import type { Event } from '$lib/domain/kernel/record';
import type { Refusal } from '$lib/domain/kernel/refusal';
import { discardName } from '$lib/protocol/envelope';
import type { OperationsTable } from '../db/tables';
import { boundedAt, boundedMoment, type Incoming } from './incoming';
import { erasureOf, withoutWords } from '../erasure/redacted';
import { InSight, toldOf } from './in-sight';
import type { LoggedOperation } from './log';
import type { Overlay } from './overlay';

/** What became of one operation. */
export type Verdict =
	| { result: 'applied'; events: Event[] }
	/** `erasure`: what it speaks of was deleted at that request, so its words are not kept either. */
	| { result: 'refused'; refusal: Refusal; erasure?: string }
	/** The events make the record that waits for somebody; the operation itself has not happened. */
	| { result: 'held'; events: Event[] };

/** What judging needs to know besides the operation. */
export interface Bench {
	overlay: Overlay;
	/** Epoch ms by the server's clock. */
	receivedAt: number;
	/** Called with an error that no rule foresaw; it concerns one operation only. */
	onError(error: unknown): void;
}

const DiscardArgs = v.object({ opId: Id });

/** Which logged operation a discard speaks of, if it is one. */
export function discardedBy(incoming: Incoming): Id | undefined {
	if (incoming.misfit || incoming.command.name !== discardName) return undefined;
	const parsed = v.safeParse(DiscardArgs, incoming.command.args);
	return parsed.success ? parsed.output.opId : undefined;
}

/**
 * Whether this server is too old for an operation. It is not judged then, and nothing behind it is taken: what depends
 * on it only its phone can tell, which sends the rest again without it.
 */
export const isForLater = (
	{ misfit, command }: Pick<Incoming, 'misfit' | 'command'>,
	knows = isKnownCommand
): boolean => !misfit && command.name !== discardName && !knows(command);

/**
 * Judges one operation and, if it is accepted, lets it happen in the overlay. An error inside a rule refuses this one
 * operation (it stays visible on the phone and in the log) instead of stopping everything behind it.
 */
export function judge(
	incoming: Incoming,
	actor: Actor,
	bench: Bench
): Exclude<Verdict, { result: 'held' }> {
	if (incoming.misfit) return { result: 'refused', refusal: incoming.misfit };
	try {
		const moment = boundedMoment(incoming, bench.receivedAt);
		const { overlay, receivedAt } = bench;
		const decided = handle(incoming.command, actor, moment, overlay);
		if (!decided.ok) {
			const sight = new InSight(actor, overlay, overlay, receivedAt);
			const refusal = toldOf(decided.error, incoming.command, actor, moment, sight);
			const erasure = erasureOf(decided.error);
			return { result: 'refused', refusal, ...(erasure ? { erasure } : {}) };
		}
		if (!isStillGiven(incoming.command, actor, overlay, dayOf(receivedAt)))
			return { result: 'refused', refusal: { code: 'notAllowed' } };
		bench.overlay.apply(decided.value);
		return { result: 'applied', events: decided.value };
	} catch (error) {
		bench.onError(error);
		return { result: 'refused', refusal: { code: 'malformed', detail: { why: 'broken' } } };
	}
}

/**
 * Judges a discard: only one's own, and only what was refused or is held (`held` is its record). One that never arrived
 * may be discarded too; one that somebody has accepted meanwhile may not.
 */
export function judgeDiscard(
	incoming: Incoming,
	actor: Actor,
	target: Pick<OperationsTable, 'person_id' | 'result'> | undefined,
	held: Held | undefined,
	{ overlay, receivedAt }: Pick<Bench, 'overlay' | 'receivedAt'>
): Verdict {
	const refuse = (refusal: Refusal): Verdict => ({ result: 'refused', refusal });
	if (!discardedBy(incoming)) return refuse({ code: 'malformed', field: 'opId' });
	if (target && target.person_id !== actor.personId) return refuse({ code: 'notAllowed' });
	if (target?.result === 'applied') return refuse({ code: 'nothingChanged', field: 'opId' });
	if (held?.state.name === 'accepted') return refuse({ code: 'heldSettled', field: 'opId' });
	const isWaiting = held?.state.name === 'waiting';
	const at = boundedAt(incoming.claimedAt, receivedAt);
	const events = isWaiting ? [withdrawnEvent(held.opId, at)] : [];
	overlay.apply(events);
	return { result: 'applied', events };
}

/** Whether a logged operation is the one that arrives again, and not another under the same id. */
export function isSame(entry: LoggedOperation, incoming: Incoming, personId: Id): boolean {
	if (entry.person_id !== personId || entry.command !== incoming.command.name) return false;
	if (entry.version !== incoming.command.version) return false;
	// Its words are gone, and with them what could be compared: the id alone has to do.
	if (entry.redacted !== null) return true;
	return (
		entry.args === incoming.argsText ||
		sameContent(JSON.parse(entry.args), JSON.parse(incoming.argsText))
	);
}

/**
 * The line for an operation that its author gave up before it ever came: a copy of it that is still under way must not
 * happen afterwards. It says nothing of what was meant, since nobody here knows.
 */
export const neverLine = (discard: OperationsTable, opId: Id): OperationsTable => ({
	...discard,
	op_id: opId,
	seq: 0,
	supersedes: null,
	result: 'refused',
	refusal: JSON.stringify({ code: 'nothingChanged' }),
	events: '[]',
	redacted: null
});

/** The line that the log keeps of a judged operation. */
export function logLine(
	incoming: Incoming,
	verdict: Verdict,
	by: { community: string; personId: Id; deviceId: Id; receivedAt: number; carriedBy?: Id }
): OperationsTable {
	const line: OperationsTable = {
		community: by.community,
		op_id: incoming.opId,
		person_id: by.personId,
		device_id: by.deviceId,
		seq: incoming.seq,
		command: incoming.command.name,
		version: incoming.command.version,
		args: incoming.argsText,
		claimed_at: incoming.claimedAt,
		received_at: by.receivedAt,
		clock: incoming.clock,
		scope: incoming.scope,
		base: incoming.base,
		supersedes: incoming.supersedes,
		result: verdict.result,
		refusal: verdict.result === 'refused' ? JSON.stringify(verdict.refusal) : null,
		events: verdict.result === 'refused' ? '[]' : JSON.stringify(verdict.events),
		carried_by: by.carriedBy ?? null,
		redacted: null
	};
	const erasure = verdict.result === 'refused' ? verdict.erasure : undefined;
	return erasure ? { ...line, ...withoutWords(line, erasure) } : line;
}
