import * as v from 'valibot';
import { postFor } from '../kernel/authority';
import { clockOf } from '../kernel/clock';
import { dayOf } from '../kernel/day';
import type { CommandDef, Context, Event, KindDef, Reading, RecordKey } from '../kernel/record';
import { refuse, type Refusal } from '../kernel/refusal';
import { ok, type Result } from '../kernel/result';
import { rights } from '../kernel/rights';
import { bookingKind } from '../booking/kind';
import { caseEntryKind } from '../dispute/entries';
import { disputeKind } from '../dispute/kind';
import { running } from '../dispute/acting';
import type { Dispute } from '../dispute/schema';
import { seatIn } from '../dispute/seats';
import { levyKind } from '../levy/commands';
import { visitKind } from '../visit/commands';
import { AcceptHeld, DeclineHeld, type Held, type HeldState } from './schema';

/** The commands that can be held. Named here and not by the registry, which lists this kind too. */
const holdable: ReadonlyMap<string, CommandDef> = new Map(
	[visitKind, levyKind, bookingKind, disputeKind, caseEntryKind]
		.flatMap((kind) => kind.commands)
		.filter((def) => def.mayBeHeld)
		.map((def) => [def.name, def])
);

const argsOf = (held: Held): Result<{ def: CommandDef; args: unknown }, Refusal> => {
	const def = holdable.get(held.command);
	const parsed = def && v.safeParse(def.schema, held.args);
	return parsed?.success
		? ok({ def: def!, args: parsed.output })
		: refuse('unknownCommand', held.command);
};

/** The records that a held operation itself will look at, as far as those that are there already name them. */
export function readsOfHeld(held: Held, reading: Reading): RecordKey[] {
	const inner = argsOf(held);
	if (!inner.ok) return [];
	const { def, args } = inner.value;
	return [...def.reads(args), ...(def.readsThen?.(args, reading) ?? [])];
}

/** What a held operation comes to if it happens now: its own rule judges it, as its author's act at its author's time. */
export function carryOut(held: Held, reading: Reading): Result<Event[], Refusal> {
	const inner = argsOf(held);
	if (!inner.ok) return inner;
	const { by, at } = held;
	const actor = { personId: by.personId, name: by.name, posts: [] };
	const context = { actor, by, at, clock: clockOf(at, 0), today: dayOf(at) };
	return inner.value.def.decide(reading, inner.value.args, context);
}

/** The held operation to decide about; nobody decides about their own. */
function findWaiting(reading: Reading, opId: string, context: Context): Result<Held, Refusal> {
	const held = reading.get<Held>('held', opId);
	if (!held) return refuse('heldUnknown', 'opId');
	if (held.cleared) return refuse('recordErased', 'opId', { erasure: held.cleared });
	if (held.state.name !== 'waiting') return refuse('heldSettled', 'opId');
	if (held.by.personId === context.by.personId) return refuse('heldOwn', 'opId');
	return ok(held);
}

const settled = (opId: string, state: HeldState): Event => ({
	kind: 'held',
	id: opId,
	type: 'held.settled',
	data: state
});

/** Who decides about what is held: whoever looks after the area, or, of a case, whoever runs it. */
const decider: NonNullable<CommandDef<AcceptHeld>['postOf']> = ({ opId }, reading, actor, when) => {
	const held = reading.get<Held>('held', opId);
	if (!held) return undefined;
	if (!held.caseId) {
		const day = when === 'ever' ? 'anyTime' : dayOf(when.at);
		const path = reading.pathOf(held.unitId) ?? [held.unitId];
		return postFor(actor, rights['held.accept'], path, day);
	}
	const dispute = reading.get<Dispute>('dispute', held.caseId);
	return dispute && seatIn(dispute, actor, running, when);
};

const areaOfHeld = ({ opId }: { opId: string }, reading: Reading) =>
	reading.get<Held>('held', opId)?.unitId;

const accept: CommandDef<AcceptHeld> = {
	name: 'held.accept',
	version: 1,
	schema: AcceptHeld,
	roles: rights['held.accept'],
	reads: ({ opId }) => [{ kind: 'held', id: opId }],
	readsThen({ opId }, reading) {
		const held = reading.get<Held>('held', opId);
		return held ? readsOfHeld(held, reading) : [];
	},
	area: areaOfHeld,
	postOf: decider,
	decide(reading, { opId }, context) {
		const held = findWaiting(reading, opId, context);
		if (!held.ok) return held;
		const inner = carryOut(held.value, reading);
		if (!inner.ok) return inner;
		const state: HeldState = { name: 'accepted', by: context.by, at: context.at };
		return ok([settled(opId, state), ...inner.value]);
	}
};

const decline: CommandDef<DeclineHeld> = {
	name: 'held.decline',
	version: 1,
	schema: DeclineHeld,
	roles: rights['held.decline'],
	reads: ({ opId }) => [{ kind: 'held', id: opId }],
	readsThen({ opId }, reading) {
		const caseId = reading.get<Held>('held', opId)?.caseId;
		return caseId ? [{ kind: 'dispute', id: caseId }] : [];
	},
	area: areaOfHeld,
	postOf: decider,
	decide(reading, { opId, reason }, context) {
		if (reason === '') return refuse('commentMissing', 'reason');
		const held = findWaiting(reading, opId, context);
		if (!held.ok) return held;
		return ok([settled(opId, { name: 'declined', by: context.by, at: context.at, reason })]);
	}
};

/** The event by which a server begins to hold an operation. */
export const heldEvent = (held: Held): Event => ({
	kind: 'held',
	id: held.opId,
	type: 'held.begun',
	data: held
});

/** The event by which an author takes an operation back that nobody has decided about. */
export const withdrawnEvent = (opId: string, at: number): Event =>
	settled(opId, { name: 'withdrawn', at });

/** One that still waits is over, as if its author had taken it back: it is about nobody any more. */
function withoutWords(held: Held, { erasure, at }: { erasure: string; at: number }): Held {
	const { state } = held;
	const next: HeldState =
		state.name === 'waiting'
			? { name: 'withdrawn', at }
			: state.name === 'declined'
				? { ...state, reason: '' }
				: state;
	return { ...held, args: null, state: next, cleared: erasure };
}

/** Held operations. They live with the visits of their unit, or in the case that they are about, so that whoever may hold those sees them. */
export const heldKind: KindDef<Held> = {
	kind: 'held',
	evolve(held, event) {
		if (event.type === 'held.begun') return event.data as Held;
		if (event.type === 'held.cleared')
			return withoutWords(held!, event.data as { erasure: string; at: number });
		return { ...held!, state: event.data as HeldState };
	},
	home: ({ unitId, caseId }) =>
		caseId
			? { areaId: unitId, dataClass: 'case', own: caseId }
			: { areaId: unitId, dataClass: 'visit' },
	todo: (held) => (held.state.name === 'waiting' ? 'held' : undefined),
	commands: [accept, decline]
};
