import type { Day } from '../kernel/day';
import { daysBetween } from '../kernel/day';
import type { Id } from '../kernel/id';
import type { Move } from './moves';
import type { BankLine } from './schema';
import { setsFor } from './together';

/** So many days may lie between what somebody entered and what the bank wrote. */
const windowDays = 5;
/** More than these are not offered, and among more pairs than those only a reference decides. */
const mostOffers = 20;
const mostPairs = 40_000;

/** What a line may be in the books. */
export interface Proposal {
	line: BankLine;
	/** What it is, where it can be nothing else: one move, or several that it sums up; else empty. */
	clear: readonly Move[];
	/** Single moves that it may be, the likeliest first. */
	offers: Move[];
	/** Moves that make up its amount together, where no single one does; the likeliest first. */
	sets: Move[][];
}

/** The same amount the same way; other days and references are no reason against it where a person decides. */
export const isAlike = (
	line: Pick<BankLine, 'way' | 'fen'>,
	move: Pick<Move, 'way' | 'fen'>
): boolean => line.way === move.way && line.fen === move.fen;

/** A move with what it is compared by: days are numbers, and ends of references lower case. */
interface Wanted {
	move: Move;
	from: number;
	to: number;
	end: string | undefined;
}

interface Asking {
	line: BankLine;
	day: number;
	/** The last four characters of every number in its words. */
	ends: ReadonlySet<string>;
}

const dayNumber = (day: Day): number => daysBetween('1970-01-01', day);
const wantedOf = (move: Move): Wanted => ({
	...{ move, from: dayNumber(move.from), to: dayNumber(move.to) },
	end: move.reference?.toLowerCase()
});
const askingOf = (line: BankLine): Asking => ({
	...{ line, day: dayNumber(line.day) },
	ends: new Set(
		(`${line.serial} ${line.remark}`.toLowerCase().match(/[0-9a-z]{4,}/g) ?? []).map((one) =>
			one.slice(-4)
		)
	)
});

const away = ({ day }: Asking, { from, to }: Wanted): number => Math.max(from - day, day - to, 0);
const isNear = (one: Asking, move: Wanted): boolean => away(one, move) <= windowDays;
const isNamed = ({ ends }: Asking, { end }: Wanted): boolean => end !== undefined && ends.has(end);

/**
 * What lines that nobody has dealt with may be, out of moves that are on no line yet: by way, amount, a few days, and the
 * end of the reference. A reference that is found leaves the others out. A proposal is clear when line and move have each
 * other alone; whoever is spoken for by a reference is out of the others' way. Where no single move fits, those of one day
 * and one way of paying are tried together. The same for the same lines and moves, whatever their order.
 */
export function proposalsFor(lines: readonly BankLine[], moves: readonly Move[]): Proposal[] {
	const inOrder = [...lines].sort(compareLines);
	const groups = new Map<string, { asking: Asking[]; wanted: Wanted[] }>();
	for (const line of inOrder) {
		const known = groups.get(`${line.way}${line.fen}`);
		if (known) known.asking.push(askingOf(line));
		else groups.set(`${line.way}${line.fen}`, { asking: [askingOf(line)], wanted: [] });
	}
	const free = moves.filter(({ lineId }) => lineId === null).sort(compareMoves);
	for (const move of free) groups.get(`${move.way}${move.fen}`)?.wanted.push(wantedOf(move));
	const found = new Map<Id, Proposal>();
	for (const { asking, wanted } of groups.values())
		for (const one of withinAmount(asking, wanted)) found.set(one.line.id, one);
	return withSets(
		inOrder.map(({ id }) => found.get(id)!),
		free
	);
}

/** Sums of several moves, for lines that are no single one; clear when neither side can be anything else. */
function withSets(singles: readonly Proposal[], moves: readonly Move[]): Proposal[] {
	const met = new Set(singles.flatMap(({ clear }) => clear));
	const left = singles.filter(({ clear, offers }) => clear.length + offers.length === 0);
	const sets = setsFor(
		left.map(({ line }) => line),
		moves.filter((move) => !met.has(move)),
		windowDays
	);
	const times = new Map<Move, number>();
	for (const move of [...singles.flatMap(({ offers }) => offers), ...[...sets.values()].flat(2)])
		times.set(move, (times.get(move) ?? 0) + 1);
	return singles.map((one) => {
		const own = sets.get(one.line.id) ?? [];
		const [only = [], ...others] = own;
		const isClear = others.length === 0 && only.every((move) => times.get(move) === 1);
		return own.length === 0 ? one : { ...one, sets: own, clear: isClear ? only : [] };
	});
}

/** The proposals among lines and moves of one amount. */
function withinAmount(asking: readonly Asking[], wanted: readonly Wanted[]): Proposal[] {
	const byEnd = new Map<string, Wanted[]>();
	for (const one of wanted) if (one.end) byEnd.set(one.end, [...(byEnd.get(one.end) ?? []), one]);
	const named = pairs(asking, (one) =>
		[...one.ends].flatMap((end) => byEnd.get(end) ?? []).filter((move) => isNear(one, move))
	);
	const taken = new Set(named.values());
	const left = wanted.filter((one) => !taken.has(one));
	const open = asking.filter((one) => !named.has(one));
	const isCrowded = open.length * left.length > mostPairs;
	const nearOf = (one: Asking): Wanted[] => {
		const near = firstOf(left, (move) => isNear(one, move), isCrowded ? mostOffers : Infinity);
		const called = near.filter((move) => isNamed(one, move));
		return called.length > 0 ? called : near;
	};
	const plain = isCrowded ? new Map<Asking, Wanted>() : pairs(open, nearOf);
	const free = new Set(plain.values());
	return asking.map((one): Proposal => {
		const clear = named.get(one) ?? plain.get(one);
		if (clear) return { line: one.line, clear: [clear.move], offers: [clear.move], sets: [] };
		const offers = nearOf(one)
			.filter((move) => !free.has(move))
			.sort((a, b) => away(one, a) - away(one, b));
		return {
			line: one.line,
			...{ clear: [], sets: [] },
			offers: offers.slice(0, mostOffers).map(({ move }) => move)
		};
	});
}

function firstOf<T>(list: readonly T[], fits: (one: T) => boolean, most: number): T[] {
	const found: T[] = [];
	for (const one of list) {
		if (found.length === most) break;
		if (fits(one)) found.push(one);
	}
	return found;
}

/** Lines and moves that have each other alone. */
function pairs(
	asking: readonly Asking[],
	candidatesOf: (one: Asking) => readonly Wanted[]
): Map<Asking, Wanted> {
	const candidates = asking.map((one) => [one, candidatesOf(one)] as const);
	const times = new Map<Wanted, number>();
	for (const [, list] of candidates)
		for (const move of list) times.set(move, (times.get(move) ?? 0) + 1);
	return new Map(
		candidates.flatMap(([one, [only, ...others]]): [Asking, Wanted][] =>
			only && others.length === 0 && times.get(only) === 1 ? [[one, only]] : []
		)
	);
}

/** The order in which lines are read and shown: by day, then by what never changes. */
export const compareLines = (a: BankLine, b: BankLine): number =>
	a.day < b.day ? -1 : a.day > b.day ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

const nameOf = ({ bookingId, refundId }: Move): string => `${bookingId}/${refundId ?? ''}`;

/** The same for moves. */
export const compareMoves = (a: Move, b: Move): number =>
	a.from < b.from ? -1 : a.from > b.from ? 1 : nameOf(a) < nameOf(b) ? -1 : 1;
