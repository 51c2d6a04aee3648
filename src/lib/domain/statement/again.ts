import type { Id } from '../kernel/id';
import type { BankLine } from './schema';

type Told = Pick<BankLine, 'id' | 'day' | 'fen' | 'way' | 'counterpart' | 'serial'>;

/** Among more pairs than these words are not compared. */
const mostPairs = 40_000;

/**
 * For lines of a file that are new by their id: which line that is there already each of them may be, exported in other
 * columns or with other words. It may be when day, amount and direction are the same and the file has no other line that
 * is the known one: in the columns in which the known one came, the file would have that very line as well. Each known
 * line answers for one line at most, the likest first, so that of two equal payments the second counts.
 */
export function perhapsKnown<L extends Told>(
	file: readonly L[],
	known: readonly BankLine[]
): Map<Id, BankLine> {
	const inFile = new Set(file.map(({ id }) => id));
	const ids = new Set(known.map(({ id }) => id));
	const unmet = byName(known.filter(({ id }) => !inFile.has(id)));
	const fresh = byName(file.filter(({ id }) => !ids.has(id)));
	const found = new Map<Id, BankLine>();
	for (const [name, lines] of fresh) pairUp(lines, unmet.get(name) ?? [], found);
	return found;
}

function byName<L extends Told>(lines: readonly L[]): Map<string, L[]> {
	const groups = new Map<string, L[]>();
	for (const line of lines) {
		const group = groups.get(nameOf(line));
		if (group) group.push(line);
		else groups.set(nameOf(line), [line]);
	}
	return groups;
}

const nameOf = ({ day, way, fen }: Told): string => `${day} ${way} ${fen}`;

/** Lines and known ones of one day and amount, the likest pairs first. */
function pairUp(lines: readonly Told[], known: readonly BankLine[], found: Map<Id, BankLine>) {
	const met = new Set<BankLine>();
	// Of thousands that are alike it does not matter which is which, and comparing all of them would take long.
	const isCrowded = lines.length * known.length > mostPairs;
	for (const least of isCrowded ? [0] : [3, 2, 1, 0])
		for (const line of lines) {
			if (found.has(line.id) || met.size === known.length) continue;
			const like = known.find((one) => !met.has(one) && likeness(line, one) >= least);
			if (!like) continue;
			met.add(like);
			found.set(line.id, like);
		}
}

const likeness = (a: Told, b: Told): number =>
	(a.serial !== '' && a.serial === b.serial ? 2 : 0) +
	(a.counterpart !== '' && a.counterpart === b.counterpart ? 1 : 0);
