import { idOf, morning } from '../test-world';
import { clockOf } from '../kernel/clock';
import type { Signature } from '../kernel/actor';
import type { Denominations, Entry, EntryOf, Fact, PayMethod } from './entry';

// Entries of one campaign, for the tests of the ledger. People, households and entries go by short names.

/** A person by name; the same name is the same person. */
export const person = (name: string): Signature => ({
	personId: idOf(name),
	name,
	role: 'gridWorker'
});

let tick = 0;

/** An entry; each is later than the one made before it unless `at` (ticks) says otherwise. */
export function entry<F extends Fact>(label: string, by: string, fact: F, at = ++tick) {
	return {
		...fact,
		id: idOf(label),
		campaignId: idOf('campaign'),
		by: person(by),
		at: morning + at,
		clock: clockOf(morning + at, 0)
	};
}

/** A household is asked for its share. */
export const due = (home: string, fen: number): Entry =>
	entry(`due-${home}`, 'office', { kind: 'shareDue', householdId: idOf(home), fen });

/** Somebody takes a household's money, in cash unless told otherwise. */
export const take = (
	label: string,
	by: string,
	home: string,
	fen: number,
	more: { method?: PayMethod; isLate?: boolean } = {}
): EntryOf<'collection'> => {
	const { method = 'cash', isLate = false } = more;
	return entry(label, by, {
		...{ kind: 'collection' as const, householdId: idOf(home), fen, method, isLate },
		reference: method === 'cash' ? null : '4321',
		into: 'collector' as const
	});
};

/** Somebody undoes an entry. */
export const undo = (label: string, by: string, of: string): Entry =>
	entry(label, by, { kind: 'reversal', of: idOf(of) });

/** Somebody confirms an entry. */
export const confirm = (label: string, by: string, of: string): Entry =>
	entry(label, by, { kind: 'confirmation', of: idOf(of) });

/** Somebody pays a household back in cash, out of a collection. */
export const giveBack = (
	label: string,
	by: string,
	of: string,
	home: string,
	fen: number,
	isLate = false
): Entry =>
	entry(label, by, {
		...{ kind: 'refund', of: idOf(of), householdId: idOf(home), fen },
		...{ isLate, from: 'cash' }
	});

/** Somebody gives cash to somebody else: these notes, which came in by these collections. */
export const handOver = (
	label: string,
	by: string,
	to: string,
	covers: string[],
	notes: Denominations,
	expectedFen = 30_000
): EntryOf<'handOver'> =>
	entry(label, by, {
		...{ kind: 'handOver' as const, to: idOf(to), covers: covers.map(idOf), expectedFen },
		notes
	});
