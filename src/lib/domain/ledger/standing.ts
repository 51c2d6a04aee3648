import type { Id } from '../kernel/id';
import { compareEntries, confirmationsFor, isConfirmable, type Entry, type EntryOf } from './entry';

/** Why an entry is kept without effect. Each is shown until somebody has dealt with it, or what was missing is there. */
export const asideReasons = [
	'targetMissing', // speaks of an entry that is not here yet
	'targetAside', // undoes an entry that itself has no effect
	'notReversible', // a reversal or a confirmation
	'reversedTwice',
	'notConfirmable',
	'confirmedTwice', // by the same person
	'ownEntry', // nobody confirms what they entered
	'notTheReceiver', // of a hand-over
	'unconfirmed',
	'sameCash' // another hand-over, confirmed earlier, covers some of the same cash
] as const;
export type AsideReason = (typeof asideReasons)[number];

/** Entries with effect and those without, both in the order of their clocks. */
export interface Standing {
	counted: Entry[];
	aside: { entry: Entry; why: AsideReason }[];
	find(id: Id): Entry | undefined;
}

/**
 * Says which entries have effect. Only what entries are there matters, not in which order or how often they came: two
 * phones with the same entries have the same balances, and nothing that was entered is dropped. An id stands for one
 * content: `admit` refuses another under a known id.
 */
export function standingOf(entries: Iterable<Entry>): Standing {
	const byId = new Map<Id, Entry>();
	for (const entry of entries) if (!byId.has(entry.id)) byId.set(entry.id, entry);
	const find = (id: Id) => byId.get(id);
	const list = [...byId.values()].sort(compareEntries);
	const why = new Map<Id, AsideReason>();
	const reversed = findReversed(list, find, why);
	const confirmed = findConfirmed(list, find, why);
	holdUnconfirmed(list, confirmed, why);
	holdSameCash(list, confirmed, reversed, why);
	for (const [id, reversal] of reversed) if (why.has(id)) why.set(reversal.id, 'targetAside');
	return {
		counted: list.filter(({ id }) => !why.has(id)),
		aside: list.flatMap((entry) => {
			const reason = why.get(entry.id);
			return reason ? [{ entry, why: reason }] : [];
		}),
		find
	};
}

type Find = (id: Id) => Entry | undefined;
type Why = Map<Id, AsideReason>;

/** The first reversal of each entry; the others stand aside. */
function findReversed(list: readonly Entry[], find: Find, why: Why): Map<Id, Entry> {
	const reversed = new Map<Id, Entry>();
	for (const entry of list) {
		if (entry.kind !== 'reversal') continue;
		const target = find(entry.of);
		if (!target) why.set(entry.id, 'targetMissing');
		else if (target.kind === 'reversal' || target.kind === 'confirmation')
			why.set(entry.id, 'notReversible');
		else if (reversed.has(target.id)) why.set(entry.id, 'reversedTwice');
		else reversed.set(target.id, entry);
	}
	return reversed;
}

/** Valid confirmations by the entry they are of. */
function findConfirmed(
	list: readonly Entry[],
	find: Find,
	why: Why
): Map<Id, EntryOf<'confirmation'>[]> {
	const confirmed = new Map<Id, EntryOf<'confirmation'>[]>();
	for (const entry of list) {
		if (entry.kind !== 'confirmation') continue;
		const target = find(entry.of);
		const before = confirmed.get(entry.of) ?? [];
		const reason = confirmationFault(entry, target, before);
		if (reason) why.set(entry.id, reason);
		else confirmed.set(entry.of, [...before, entry]);
	}
	return confirmed;
}

/** What is wrong with a confirmation, given the valid ones before it. */
export function confirmationFault(
	{ by }: Pick<Entry, 'by'>,
	target: Entry | undefined,
	before: readonly Entry[]
): AsideReason | undefined {
	if (!target) return 'targetMissing';
	if (!isConfirmable(target)) return 'notConfirmable';
	if (by.personId === target.by.personId) return 'ownEntry';
	if (target.kind === 'handOver' && by.personId !== target.to) return 'notTheReceiver';
	return before.some((one) => one.by.personId === by.personId) ? 'confirmedTwice' : undefined;
}

function holdUnconfirmed(
	list: readonly Entry[],
	confirmed: ReadonlyMap<Id, readonly Entry[]>,
	why: Why
): void {
	for (const entry of list)
		if (isConfirmable(entry)) {
			const count = confirmed.get(entry.id)?.length ?? 0;
			if (count < confirmationsFor[entry.kind]) why.set(entry.id, 'unconfirmed');
		}
}

/** Of hand-overs that cover the same entry, the one confirmed first has effect; a reversed one is in nobody's way. */
function holdSameCash(
	list: readonly Entry[],
	confirmed: ReadonlyMap<Id, readonly Entry[]>,
	reversed: ReadonlyMap<Id, Entry>,
	why: Why
): void {
	const given = new Set<Id>();
	const first = (entry: Entry) => confirmed.get(entry.id)![0]!;
	list
		.flatMap((entry) =>
			entry.kind === 'handOver' && !why.has(entry.id) && !reversed.has(entry.id) ? [entry] : []
		)
		.sort((a, b) => compareEntries(first(a), first(b)))
		.forEach((entry) => {
			if (entry.isAside || entry.covers.some((id) => given.has(id))) why.set(entry.id, 'sameCash');
			else for (const id of entry.covers) given.add(id);
		});
}
