import { sameContent } from '../kernel/content';
import { fail, ok, type Result } from '../kernel/result';
import { isAmount } from '../money/fen';
import {
	countOf,
	noteValues,
	type Denominations,
	type Entry,
	type EntryOf,
	type Payment
} from './entry';
import { refundable } from './flags';
import { confirmationFault, standingOf, type Standing } from './standing';

/** Why an entry is not taken in. What has happened with real money is never among these: it is kept and flagged. */
export const ledgerFaults = [
	'entryTaken', // the same id with other contents
	'entryUnknown',
	'amountWrong',
	'referenceWrong', // four characters for a payment without cash, none for cash
	'notReversible', // a reversal of a reversal, or of a confirmation
	'reversedAlready',
	'refundedAlready', // some of it was paid back: that is undone first
	'notConfirmable',
	'confirmedAlready',
	'entryOwn', // nobody approves what they entered
	'notTheReceiver',
	'receiverSame', // a hand-over to oneself
	'notesWrong', // no such note, or no count
	'notCollection', // a refund refers to a receipt
	'refundTooMuch' // more than the collection still holds
] as const;
export type LedgerFault = (typeof ledgerFaults)[number];

/**
 * Whether an entry may join those of its campaign. The phone and the server ask the same; a phone that does not have
 * everything may let pass what the server refuses. The same entry once more is taken in, and changes nothing.
 * Overpaying, giving the same cash twice and running short are no refusals: money has moved, and the ledger says so.
 */
export function admit(entry: Entry, entries: readonly Entry[]): Result<Entry, LedgerFault> {
	const standing = standingOf(entries);
	const known = standing.find(entry.id);
	if (known) return sameContent(known, entry) ? ok(entry) : fail('entryTaken');
	const fault = faultOf(entry, standing);
	return fault ? fail(fault) : ok(entry);
}

function faultOf(entry: Entry, standing: Standing): LedgerFault | undefined {
	switch (entry.kind) {
		case 'reversal':
			return reversalFault(entry, standing);
		case 'confirmation':
			return approvalFault(entry, standing);
		case 'handOver':
			return handOverFault(entry);
		case 'refund':
			return isAmount(entry.fen) ? refundFault(entry, standing) : 'amountWrong';
		case 'collection':
		case 'donation':
			return isAmount(entry.fen) ? paymentFault(entry) : 'amountWrong';
		default:
			return isAmount(entry.fen) ? undefined : 'amountWrong';
	}
}

const paymentFault = ({ method, reference, into }: Payment): LedgerFault | undefined =>
	(method === 'cash' ? reference === null && into === 'collector' : isReference(reference))
		? undefined
		: 'referenceWrong';

const isReference = (text: string | null): boolean =>
	text !== null && /^[0-9A-Za-z]{4}$/.test(text);

function reversalFault({ of }: EntryOf<'reversal'>, standing: Standing): LedgerFault | undefined {
	const target = standing.find(of);
	if (!target) return 'entryUnknown';
	if (target.kind === 'reversal' || target.kind === 'confirmation') return 'notReversible';
	const all = [...standing.counted, ...standing.aside.map((one) => one.entry)];
	if (all.some((one) => one.kind === 'reversal' && one.of === of)) return 'reversedAlready';
	// Undone as well, what went back would be taken off twice.
	return target.kind === 'collection' && refundable(standing, target) < target.fen
		? 'refundedAlready'
		: undefined;
}

function approvalFault(
	entry: EntryOf<'confirmation'>,
	{ find, counted }: Standing
): LedgerFault | undefined {
	const before = counted.filter((one) => one.kind === 'confirmation' && one.of === entry.of);
	switch (confirmationFault(entry, find(entry.of), before)) {
		case undefined:
			return undefined;
		case 'targetMissing':
			return 'entryUnknown';
		case 'ownEntry':
			return 'entryOwn';
		case 'notTheReceiver':
			return 'notTheReceiver';
		case 'confirmedTwice':
			return 'confirmedAlready';
		default:
			return 'notConfirmable';
	}
}

const isCount = (notes: Denominations): boolean =>
	Object.entries(notes).every(
		([value, count]) =>
			(noteValues as readonly number[]).includes(Number(value)) &&
			Number.isInteger(count) &&
			count >= 0
	);

function handOverFault({ by, to, notes, expectedFen }: EntryOf<'handOver'>) {
	if (to === by.personId) return 'receiverSame';
	if (!isCount(notes)) return 'notesWrong';
	return isAmount(expectedFen) && isAmount(countOf(notes)) ? undefined : 'amountWrong';
}

function refundFault(
	{ of, fen, householdId, isLate }: EntryOf<'refund'>,
	standing: Standing
): LedgerFault | undefined {
	const target = standing.find(of);
	if (!target) return 'entryUnknown';
	if (
		target.kind !== 'collection' ||
		target.householdId !== householdId ||
		target.isLate !== isLate
	)
		return 'notCollection';
	return fen > refundable(standing, target) ? 'refundTooMuch' : undefined;
}
