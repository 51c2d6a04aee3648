import type { Books } from '$lib/app/campaigns';
import { entriesOf } from '$lib/domain/booking/select';
import { explain } from '$lib/domain/ledger/balances';
import { countOf, type Entry } from '$lib/domain/ledger/entry';
import { dayOf } from '$lib/domain/kernel/day';
import { receiptNumber, totalsOf } from '$lib/domain/levy/select';
import type { Id } from '$lib/domain/kernel/id';
import type { Fen } from '$lib/domain/money/fen';
import { t } from '$lib/text/text.svelte';
import { capitals } from '$lib/text/zh-CN/capitals';
import { owingIn, overviewOf } from './overview';
import { sayPayment, sayWith } from './say-entry';

/** The reports of a campaign. */
export const reportNames = ['arrears', 'units', 'collectors', 'cashBook', 'vouchers'] as const;
export type ReportName = (typeof reportNames)[number];

/** A line of a report; amounts are numbers in yuan, so that a spreadsheet can reckon with them. */
export type Cells = (string | number)[];

/** A report: what the columns are, the lines, and the sums under them where there are any. */
export interface Report {
	heads: string[];
	lines: Cells[];
	sums: Cells | null;
	/** Columns that hold amounts in yuan, counted from 0. */
	amounts: number[];
}

const inYuan = (fen: Fen): number => fen / 100;

const stamp = (at: number): string =>
	`${dayOf(at)} ${new Date(at + 8 * 3_600_000).toISOString().slice(11, 16)}`;

/** The sums under a report: of the columns that can be added up. */
function withSums(
	name: ReportName,
	lines: Cells[],
	amounts: number[],
	added: readonly number[] = amounts
): Report {
	const heads = t.money.heads[name].map(String);
	const sums = heads.map((_, i): string | number => {
		if (i === 0) return t.money.sum;
		if (!added.includes(i)) return '';
		const fen = lines.reduce((sum, line) => sum + Math.round(Number(line[i] || 0) * 100), 0);
		return amounts.includes(i) ? fen / 100 : Math.round(fen / 100);
	});
	return { heads, lines, amounts, sums: lines.length > 0 && added.length > 0 ? sums : null };
}

/** What a report needs besides the books: what people call a unit. */
export type UnitName = (unitId: Id) => string;

function arrears({ levies }: Books, nameOf: UnitName): Report {
	const lines = levies.flatMap((levy) =>
		owingIn(levy).map(({ share, takenFen, owesFen, note }): Cells => [
			...[nameOf(levy.unitId), share.door],
			...[inYuan(share.fen), inYuan(takenFen), inYuan(owesFen)],
			note ? (note.on ? t.money.promisedOn(note.on) : t.money.notes[note.kind]) : ''
		])
	);
	return withSums('arrears', lines, [2, 3, 4]);
}

function units({ levies }: Books, nameOf: UnitName): Report {
	const lines = levies.map((levy): Cells => {
		const { households, settled, dueFen, takenFen, owesFen, overFen } = totalsOf([levy]);
		return [
			...[nameOf(levy.unitId), households, settled],
			...[dueFen, takenFen, owesFen, overFen].map(inYuan)
		];
	});
	return withSums('units', lines, [3, 4, 5, 6], [1, 2, 3, 4, 5, 6]);
}

function collectors(books: Books): Report {
	const { hands } = overviewOf(books);
	const people = new Map<Id, { name: string; count: number; fen: Fen }>();
	for (const { fact, by, reversal } of books.bookings) {
		if (fact.kind !== 'collection' || reversal) continue;
		const known = people.get(by.personId) ?? { name: by.name, count: 0, fen: 0 };
		people.set(by.personId, { ...known, count: known.count + 1, fen: known.fen + fact.fen });
	}
	for (const { personId, name } of hands)
		if (!people.has(personId)) people.set(personId, { name, count: 0, fen: 0 });
	const lines = [...people].map(([id, { name, count, fen }]): Cells => {
		const hand = hands.find(({ personId }) => personId === id);
		return [name, count, inYuan(fen), inYuan(hand?.cashFen ?? 0), inYuan(hand?.walletFen ?? 0)];
	});
	return withSums('collectors', lines, [2, 3, 4], [1, 2, 3, 4]);
}

/** The community account, entry by entry, with what stood there afterwards. */
function cashBook(books: Books, nameOf: UnitName): Report {
	const { steps } = explain(books.standing, 'community');
	const lines = steps.map(({ entry, fen, afterFen }): Cells => [
		...[stamp(entry.at), sayWhat(entry, books), sayWithUnit(entry, books, nameOf)],
		...[fen > 0 ? inYuan(fen) : '', fen < 0 ? inYuan(-fen) : '', inYuan(afterFen)],
		entry.by.name
	]);
	return withSums('cashBook', lines, [3, 4, 5], [3, 4]);
}

/** Several units have a door of the same number: on paper the unit stands before it, where there is more than one. */
function sayWithUnit(entry: Entry, books: Books, nameOf: UnitName): string {
	const said = sayWith(entry, books);
	if (books.levies.length < 2 || !('householdId' in entry)) return said;
	const levy = books.levies.find(({ shares }) =>
		shares.some(({ householdId }) => householdId === entry.householdId)
	);
	return levy ? `${nameOf(levy.unitId)} ${said}` : said;
}

const sayWhat = (entry: Entry, { standing }: Books): string => {
	const of = entry.kind === 'reversal' ? standing.find(entry.of) : undefined;
	const what = t.money.entries[entry.kind];
	return of ? `${what} ${t.money.entries[of.kind]}` : what;
};

/** Every entry that moves money, numbered in the order of the clocks. */
function vouchers(books: Books, nameOf: UnitName): Report {
	const { standing, bookings } = books;
	const numbers = new Map(
		bookings.flatMap(({ id, levyId, no }) =>
			levyId && no ? [[id, receiptNumber(levyId, no)]] : []
		)
	);
	const known = new Set(bookings.flatMap((one) => entriesOf(one).map(({ id }) => id)));
	const moving = standing.counted.filter(
		({ id, kind }) => known.has(id) && kind !== 'confirmation' && kind !== 'shareDue'
	);
	const lines = moving.map((entry, i): Cells => {
		const fen = fenOf(entry, books);
		const approvers = bookings.find(({ id }) => id === entry.id)?.confirmations ?? [];
		const isPaid = entry.kind === 'collection' || entry.kind === 'donation';
		return [
			...[numbers.get(entry.id) ?? String(i + 1), stamp(entry.at)],
			...[sayWhat(entry, books), sayWithUnit(entry, books, nameOf)],
			isPaid ? sayPayment(entry) : '',
			...[inYuan(fen), capitals(fen), entry.by.name],
			approvers.map(({ by }) => by.name).join(' ')
		];
	});
	return withSums('vouchers', lines, [5], []);
}

/** What an entry is about in money; below zero for a reversal. */
function fenOf(entry: Entry, books: Pick<Books, 'standing'>): Fen {
	if (entry.kind === 'handOver') return countOf(entry.notes);
	if (entry.kind === 'reversal') {
		const of = books.standing.find(entry.of);
		return of && of.kind !== 'reversal' ? -fenOf(of, books) : 0;
	}
	return 'fen' in entry ? entry.fen : 0;
}

const makers = { arrears, units, collectors, cashBook, vouchers };

/** Makes a report out of the books, in the language on the screen. */
export const reportOf = (name: ReportName, books: Books, nameOf: UnitName): Report =>
	makers[name](books, nameOf);
