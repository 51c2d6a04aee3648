import { daysBetween, type Day } from '../kernel/day';
import type { Id } from '../kernel/id';
import { sumFen } from '../money/fen';
import type { Move } from './moves';
import { mostOnALine, type BankLine } from './schema';

/** More than these are offered to nobody: amounts that so many days share say nothing. */
const mostSets = 5;

/** All payments of one day by one means, which may have reached the account in one sum. */
interface Batch {
	moves: Move[];
	day: number;
}

const dayNumber = (day: Day): number => daysBetween('1970-01-01', day);

/**
 * For each line that has any, all moves of one day and one way of paying (WeChat pays out once a day; a walk to the bank
 * is one deposit) whose sum is the line's amount, not more than so many `days` from it, the nearest first.
 */
export function setsFor(
	lines: readonly BankLine[],
	moves: readonly Move[],
	days: number
): Map<Id, Move[][]> {
	const bySum = new Map<string, Batch[]>();
	for (const batch of batchesOf(moves)) {
		const sum = `${batch.moves[0]!.way}${sumFen(batch.moves.map(({ fen }) => fen))}`;
		bySum.set(sum, [...(bySum.get(sum) ?? []), batch]);
	}
	const found = new Map<Id, Move[][]>();
	for (const { id, way, fen, day } of lines) {
		const on = dayNumber(day);
		const away = (batch: Batch) => Math.abs(batch.day - on);
		const near = (bySum.get(`${way}${fen}`) ?? []).filter((batch) => away(batch) <= days);
		if (near.length === 0) continue;
		near.sort((a, b) => away(a) - away(b));
		found.set(
			id,
			near.slice(0, mostSets).map((batch) => batch.moves)
		);
	}
	return found;
}

function batchesOf(moves: readonly Move[]): Batch[] {
	const batches = new Map<string, Batch>();
	for (const move of moves) {
		if (move.means === null) continue;
		const name = `${move.way} ${move.means} ${move.from}`;
		const known = batches.get(name);
		if (known) known.moves.push(move);
		else batches.set(name, { moves: [move], day: dayNumber(move.from) });
	}
	return [...batches.values()].filter(
		({ moves: all }) => all.length > 1 && all.length <= mostOnALine
	);
}
