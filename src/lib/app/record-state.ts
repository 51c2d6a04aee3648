import type { Refusal } from '$lib/domain/kernel/refusal';
import { isReturned } from '$lib/domain/visit/select';
import type { Visit } from '$lib/domain/visit/schema';
import type { Receipt } from '$lib/protocol/envelope';
import type { OutboxEntry } from '$lib/store/db';

/** A record's state in one sign: on this phone, received, reviewed, needs attention. */
export type RecordState = 'phone' | 'received' | 'reviewed' | 'attention';

/** An operation that somebody has to do something about: refused, or held by the server for a named person. */
export interface AttentionItem {
	opId: string;
	state: 'refused' | 'held';
	command: string;
	version: number;
	/** What the person had entered, in the shape of the command's arguments. */
	args: Record<string, unknown>;
	/** When they did it, epoch ms by the phone's clock. */
	at: number;
	receipt: Receipt;
	refusal?: Refusal;
	/** Who decides about a held one; empty when nobody looks after the area. */
	forWhom?: string;
	/** Held until other phones have brought back what a restored server forgot. */
	restored?: boolean;
	/** Held until the server is updated: it does not know this yet. */
	notYet?: boolean;
	/** Since when the server holds it, epoch ms by its clock. */
	since?: number;
	/** Who declined it, when and why, if it was held before. */
	declined?: Extract<Receipt, { result: 'refused' }>['declined'];
	/** Records that the operation writes, as `kind:id`. */
	keys: string[];
	householdId?: string;
	/** That household is on this phone, as far as this was looked up. */
	householdKnown?: boolean;
	unitId?: string;
	/** Ids of the areas down to the unit, as they were when it was written. */
	path?: readonly string[];
	/** Building and unit, door and head of household as the person saw them when saving. */
	place?: string;
	door?: string;
	head?: string;
	/** What the server has under the operation's first record, if this phone may hold it. */
	serverRow?: unknown;
}

/** What a page shows of a visit. */
export interface VisitView {
	visit: Visit;
	state: RecordState;
	/** The last operation on it that the server has not answered yet. */
	waitingOp?: string;
	trouble?: AttentionItem;
}

/** The item for an operation that did not go through; `undefined` for one that still waits. */
export function itemOf(entry: OutboxEntry): AttentionItem | undefined {
	const { receipt } = entry;
	if (entry.state === 'waiting' || !receipt || receipt.result === 'applied') return undefined;
	const { args } = entry.operation;
	return {
		opId: entry.opId,
		state: entry.state,
		command: entry.operation.command,
		version: entry.operation.version,
		args: args && typeof args === 'object' ? (args as Record<string, unknown>) : {},
		at: entry.operation.at,
		receipt,
		...(receipt.result === 'refused'
			? { refusal: receipt.refusal, declined: receipt.declined }
			: {
					forWhom: receipt.forWhom,
					since: receipt.since,
					restored: receipt.restored ?? false,
					notYet: receipt.notYet ?? false
				}),
		keys: entry.keys,
		...entry.seen
	};
}

/** How a visit stands, from its unsettled operations and its review; `personId` is who looks at it. */
export function viewOf(visit: Visit, entries: readonly OutboxEntry[], personId: string): VisitView {
	const inOrder = [...entries].sort((a, b) => a.seq - b.seq);
	const trouble = inOrder.map(itemOf).find((item) => item !== undefined);
	const waiting = inOrder.filter((entry) => entry.state === 'waiting').at(-1);
	const isBack = isReturned(visit) && visit.first.by.personId === personId;
	const state = trouble
		? 'attention'
		: waiting
			? 'phone'
			: isBack
				? 'attention'
				: visit.review.state === 'accepted'
					? 'reviewed'
					: 'received';
	return {
		visit,
		state,
		...(waiting ? { waitingOp: waiting.opId } : {}),
		...(trouble ? { trouble } : {})
	};
}
