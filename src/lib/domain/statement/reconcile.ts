import type { Booking } from '../booking/schema';
import type { CampaignPlan } from '../campaign/schema';
import { divide } from '../campaign/shares';
import type { Id } from '../kernel/id';
import { balancesOf } from '../ledger/balances';
import type { Entry } from '../ledger/entry';
import { postingsOf } from '../ledger/postings';
import type { Standing } from '../ledger/standing';
import { totalsOf } from '../levy/select';
import type { Levy } from '../levy/schema';
import { sumFen, type Fen } from '../money/fen';
import { matchesOf, movesOf, targetOf, type Move } from './moves';
import { compareLines, compareMoves } from './propose';
import type { BankLine, Way } from './schema';

/** A line that is no difference any more, with what it stands for in the books: one move, or several that it sums up. */
export interface Matched {
	line: BankLine;
	moves: Move[];
}

/** Where the money of a campaign is on its way to the bank, 分, and what of it does not agree (对账). */
export interface Reconciliation {
	/** What households and other sources are asked for together. */
	expectedFen: Fen;
	/** What has come in: into the account by the books, or into hands from which it has not gone back. */
	takenFen: Fen;
	/** What of that lies with collectors. */
	inHandFen: Fen;
	/** What went through the account by the books, and by the bank without what was set aside. */
	booked: Record<Way, Fen>;
	bank: Record<Way, Fen>;
	/** On the statement, not in the books. `undone`: some of what it was matched with has been undone since. */
	openLines: BankLine[];
	undone: ReadonlySet<Id>;
	/** In the books, not on the statement; the one that waits longest first. */
	missing: Move[];
	matched: Matched[];
	aside: BankLine[];
}

/** What of the books reconciling needs. */
export interface Accounts {
	plan: CampaignPlan;
	levies: readonly Levy[];
	bookings: readonly Booking[];
	standing: Standing;
}

/**
 * Holds the books against the statement. For each way, what the bank has is what was booked less what is missing plus the
 * open lines.
 */
export function reconcile(accounts: Accounts, lines: readonly BankLine[]): Reconciliation {
	const moves = accounts.bookings.flatMap(movesOf);
	const byTarget = new Map(moves.map((move) => [targetOf(move), move]));
	const matched: Matched[] = [];
	const openLines: BankLine[] = [];
	const undone = new Set<Id>();
	for (const line of lines) {
		if (line.aside !== null) continue;
		const targets = matchesOf(line).map((one) => byTarget.get(targetOf(one)));
		const found = targets.filter((move) => move?.lineId === line.id && move.way === line.way);
		const there = found as Move[];
		const isWhole =
			there.length > 0 &&
			there.length === targets.length &&
			sumFen(there.map(({ fen }) => fen)) === line.fen;
		if (isWhole) matched.push({ line, moves: there });
		else openLines.push(line);
		if (targets.includes(undefined)) undone.add(line.id);
	}
	const met = new Set(matched.flatMap((one) => one.moves));
	const sumOf = (all: readonly { way: Way; fen: Fen }[]): Record<Way, Fen> => ({
		in: sumFen(all.flatMap(({ way, fen }) => (way === 'in' ? [fen] : []))),
		out: sumFen(all.flatMap(({ way, fen }) => (way === 'out' ? [fen] : [])))
	});
	const inHandFen = sumFen(
		[...balancesOf(accounts.standing)].flatMap(([account, fen]) =>
			/^(cash|wallet):/.test(account) ? [fen] : []
		)
	);
	const booked = sumOf(moves);
	return {
		expectedFen: expectedOf(accounts),
		takenFen: booked.in + inHandFen,
		...{ inHandFen, booked, undone },
		bank: sumOf([...matched.map(({ line }) => line), ...openLines]),
		openLines: openLines.sort(compareLines),
		missing: moves.filter((move) => !met.has(move)).sort(compareMoves),
		matched: matched.sort((a, b) => compareLines(a.line, b.line)),
		aside: lines.filter(({ aside }) => aside !== null).sort(compareLines)
	};
}

function expectedOf({ plan, levies }: Accounts): Fen {
	const division = divide(plan);
	const sources = division.ok ? division.value.sources : [];
	return totalsOf(levies).dueFen + sumFen(sources.map(({ ownFen, gapFen }) => ownFen + gapFen));
}

/** What somebody had to hand over, what they did hand over, and what is still with them, 分. */
export interface Collector {
	personId: Id;
	/** All that came into their hands and did not go back to a household out of them. */
	dueFen: Fen;
	givenFen: Fen;
	inHandFen: Fen;
}

/** Everybody who has had money in hand; who has most of it left comes first. `dueFen` is the sum of the other two. */
export function collectorsIn({ counted, find }: Standing): Collector[] {
	const people = new Map<Id, Collector>();
	const rootOf = (entry: Entry): Entry => (entry.kind === 'reversal' && find(entry.of)) || entry;
	for (const entry of counted)
		for (const { account, fen } of postingsOf(entry, find)) {
			const [kind, personId = ''] = account.split(':');
			if (kind !== 'cash' && kind !== 'wallet') continue;
			const known = people.get(personId) ?? { personId, dueFen: 0, givenFen: 0, inHandFen: 0 };
			const root = rootOf(entry);
			const isGiven =
				root.kind === 'bankDeposit' || (root.kind === 'handOver' && root.by.personId === personId);
			people.set(personId, {
				personId,
				dueFen: known.dueFen + (isGiven ? 0 : fen),
				givenFen: known.givenFen - (isGiven ? fen : 0),
				inHandFen: known.inHandFen + fen
			});
		}
	return [...people.values()].sort(
		(a, b) => b.inHandFen - a.inHandFen || (a.personId < b.personId ? -1 : 1)
	);
}
