import type { Signature } from '../kernel/actor';
import { compareClocks, type Moment } from '../kernel/clock';
import type { Id } from '../kernel/id';
import type { Fen } from '../money/fen';

/** How a household paid; all but cash come with the last four characters of the payment's reference. */
export const methods = ['cash', 'wechat', 'alipay', 'transfer'] as const;
export type PayMethod = (typeof methods)[number];

/** Where a payment without cash arrived: with the collector, or straight in the community's account. */
export type Arrival = 'collector' | 'community';

/** A payment as it came in. `reference` is null for cash. */
export interface Payment {
	fen: Fen;
	method: PayMethod;
	reference: string | null;
	into: Arrival;
}

/** How many notes or coins of each value, by its value in 分. */
export type Denominations = Readonly<Record<number, number>>;

/** The notes and coins that are legal tender, in 分. The smallest three are rare, but a share can end in 分. */
export const noteValues = [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 2, 1] as const;

/** What an entry says. `of` names the entry it speaks of. */
export type Fact =
	| { kind: 'shareDue'; householdId: Id; fen: Fen }
	/** `isLate`: the campaign was closed already; the money is kept apart until somebody decides. */
	| ({ kind: 'collection'; householdId: Id; isLate: boolean } & Payment)
	/** Undoes an entry by its exact opposite (红字冲正); both stay. */
	| { kind: 'reversal'; of: Id }
	/** Money back to a household out of one collection, `isLate` as that one. */
	| {
			kind: 'refund';
			of: Id;
			householdId: Id;
			isLate: boolean;
			fen: Fen;
			from: 'cash' | 'wallet' | 'community';
	  }
	/**
	 * The author gives `notes` of cash to somebody; `expectedFen` is what should have been there, and `covers` names the
	 * entries by which that cash came in. Takes effect when the receiver confirms it. `isAside`: the server knows that
	 * this cash had gone on before.
	 */
	| {
			kind: 'handOver';
			to: Id;
			covers: readonly Id[];
			expectedFen: Fen;
			notes: Denominations;
			isAside?: boolean;
	  }
	/** The author brings their own cash, or what reached their phone, to the community's account. */
	| { kind: 'bankDeposit'; from: 'cash' | 'wallet'; fen: Fen; covers?: readonly Id[] }
	/** To a supplier, from the community's account. Takes effect when two others have confirmed it. */
	| { kind: 'supplierPayment'; supplierId: Id; fen: Fen }
	| { kind: 'confirmation'; of: Id }
	| ({ kind: 'donation' } & Payment)
	/** What another source pays in. */
	| { kind: 'contribution'; sourceId: Id; fen: Fen }
	/** What is left leaves the campaign, as a resolution says. */
	| { kind: 'surplus'; resolutionId: Id; fen: Fen };

/** One line of the ledger of a campaign. Never changed and never deleted. */
export type Entry = Fact & Moment & { id: Id; campaignId: Id; by: Signature };

/** An entry of one kind. */
export type EntryOf<K extends Fact['kind']> = Extract<Entry, { kind: K }>;

/** How many others must confirm a kind before it takes effect. */
export const confirmationsFor = { handOver: 1, supplierPayment: 2 } as const;

/** Whether an entry of the kind waits for others. */
export const isConfirmable = (
	entry: Entry
): entry is EntryOf<'handOver'> | EntryOf<'supplierPayment'> => entry.kind in confirmationsFor;

/** The sum of notes and coins, 分. */
export const countOf = (notes: Denominations): Fen =>
	Object.entries(notes).reduce((sum, [value, count]) => sum + Number(value) * count, 0);

/** What a hand-over lacked of what should have been there: it stays with whoever gave it. Below zero is too much. */
export const differenceOf = ({ expectedFen, notes }: EntryOf<'handOver'>): Fen =>
	expectedFen - countOf(notes);

/** The one order of entries that every phone knows: by hybrid clock, then by id. Never by a wall clock. */
export const compareEntries = (a: Entry, b: Entry): number =>
	compareClocks(a.clock, b.clock) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
