import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idOf } from '../test-world';
import { sumFen } from '../money/fen';
import type { Account } from './account';
import { balancesOf, explain } from './balances';
import { moneyLeft } from './closing';
import { countOf, type Entry, type Fact } from './entry';
import { overpaidIn, refundable } from './flags';
import { admit } from './rules';
import { standingOf, type Standing } from './standing';
import { entry } from './test-entries';

const people = ['ann', 'bob', 'cid', 'office'];
const homes = ['H1', 'H2', 'H3'];

/** What somebody does next, in numbers that are read against what is there. */
const act = fc.record({
	// Hand-overs and confirmations more often than the rest: both have to meet.
	what: fc.oneof(fc.nat(10), fc.constantFrom(5, 6)),
	who: fc.nat(people.length - 1),
	home: fc.nat(homes.length - 1),
	fen: fc.integer({ min: 1, max: 60_000 }),
	which: fc.nat(),
	clock: fc.nat(30),
	flag: fc.boolean()
});
type Act = Parameters<Parameters<typeof act.map>[0]>[0];

/** The entry that an act makes, against any earlier one it may speak of: also one it should not. */
function entryOf(one: Act, i: number, before: readonly Entry[]): Entry {
	const householdId = idOf(homes[one.home]!);
	const { fen, flag } = one;
	const target = before[one.which % Math.max(1, before.length)];
	const of = target?.id ?? idOf('nowhere');
	const payment = flag
		? { method: 'cash' as const, reference: null, into: 'collector' as const }
		: { method: 'wechat' as const, reference: '4321', into: 'community' as const };
	const supplierId = idOf('supplier');
	const to = idOf(people[one.which % people.length]!);
	const notes = { 100: Math.ceil(fen / 100) };
	// Among the first few, so that several hand-overs speak of the same cash.
	const covers = before.slice(0, 3).map(({ id }) => id);
	const facts: Fact[] = [
		{ kind: 'shareDue', householdId, fen },
		{ kind: 'collection', householdId, fen, isLate: false, ...payment },
		{ kind: 'collection', householdId, fen, isLate: one.home === 0, ...payment },
		{ kind: 'reversal', of },
		{
			kind: 'refund',
			of,
			householdId,
			fen,
			isLate: one.home === 0,
			from: flag ? 'cash' : 'community'
		},
		{ kind: 'handOver', to, covers, expectedFen: fen, notes },
		{ kind: 'confirmation', of },
		{ kind: 'confirmation', of },
		{ kind: 'bankDeposit', from: flag ? 'cash' : 'wallet', fen },
		{ kind: 'supplierPayment', supplierId, fen },
		{ kind: 'donation', fen, ...payment }
	];
	const fact = facts[one.what]!;
	// Half of the confirmations of a hand-over come from the one who may give them.
	const isReceived = fact.kind === 'confirmation' && target?.kind === 'handOver' && flag;
	const receiver = people.find((name) => isReceived && idOf(name) === target.to);
	return entry(`entry-${i}`, receiver ?? people[one.who]!, fact, one.clock);
}

/** Entries as several people make them without knowing of each other: nothing was refused yet. */
const anyEntries = fc
	.array(act, { maxLength: 40 })
	.map((acts) => acts.reduce<Entry[]>((made, one, i) => [...made, entryOf(one, i, made)], []));

/** The same entries in another order, some of them twice. */
const twoOrders = anyEntries.chain((entries) =>
	fc.record({
		entries: fc.constant(entries),
		other: fc.shuffledSubarray(entries, { minLength: entries.length }),
		again: fc.subarray(entries)
	})
);

const figures = (standing: Standing) =>
	[...balancesOf(standing)].filter(([, fen]) => fen !== 0).sort(([a], [b]) => (a < b ? -1 : 1));

/** The entries that a server takes in, in the order in which they reach it. */
const admitted = (entries: readonly Entry[]): Entry[] =>
	entries.reduce<Entry[]>((known, one) => (admit(one, known).ok ? [...known, one] : known), []);

describe('in any interleaving', () => {
	test('the order in which entries come, and how often, changes no balance', () => {
		fc.assert(
			fc.property(twoOrders, ({ entries, other, again }) => {
				const [here, there] = [standingOf(entries), standingOf([...other, ...again])];
				expect(figures(there)).toEqual(figures(here));
				expect(there.aside).toEqual(here.aside);
			})
		);
	});

	test('all accounts together are zero, and no entry is lost', () => {
		fc.assert(
			fc.property(anyEntries, (entries) => {
				const standing = standingOf(entries);
				expect(sumFen(balancesOf(standing).values())).toBe(0);
				expect(standing.counted.length + standing.aside.length).toBe(entries.length);
			})
		);
	});

	test('every balance is the sum of its steps', () => {
		fc.assert(
			fc.property(anyEntries, (entries) => {
				const standing = standingOf(entries);
				for (const [account, fen] of balancesOf(standing)) {
					const said = explain(standing, account);
					expect(sumFen(said.steps.map((step) => step.fen))).toBe(fen);
					expect(said.fen).toBe(fen);
					expect(said.steps.at(-1)!.afterFen).toBe(fen);
				}
			})
		);
	});

	test('the money that lies somewhere is what came in less what went out', () => {
		fc.assert(
			fc.property(anyEntries, (entries) => {
				const standing = standingOf(entries);
				const flow = (one: Entry | undefined): number => {
					if (!one) return 0;
					if (one.kind === 'reversal') return -flow(standing.find(one.of));
					if (one.kind === 'collection' || one.kind === 'donation') return one.fen;
					return one.kind === 'refund' || one.kind === 'supplierPayment' ? -one.fen : 0;
				};
				expect(moneyLeft(standing)).toBe(sumFen(standing.counted.map(flow)));
			})
		);
	});

	test('nobody’s cash falls by a hand-over that the receiver has not confirmed', () => {
		fc.assert(
			fc.property(anyEntries, (entries) => {
				const { counted } = standingOf(entries);
				for (const one of counted)
					if (one.kind === 'handOver')
						expect(
							counted.some(
								(other) =>
									other.kind === 'confirmation' &&
									other.of === one.id &&
									other.by.personId === one.to
							)
						).toBe(true);
			})
		);
	});

	test('no cash is given twice unless the first time was reversed', () => {
		fc.assert(
			fc.property(anyEntries, (entries) => {
				const { counted } = standingOf(entries);
				const undone = new Set(counted.map((one) => (one.kind === 'reversal' ? one.of : '')));
				const covered = counted.flatMap((one) =>
					one.kind === 'handOver' && !undone.has(one.id) ? [...new Set(one.covers)] : []
				);
				expect(new Set(covered).size).toBe(covered.length);
			})
		);
	});

	test('who owes and who has overpaid adds up to what was asked less what was paid', () => {
		fc.assert(
			fc.property(anyEntries, (entries) => {
				const standing = standingOf(entries);
				const balances = balancesOf(standing);
				const of = (account: Account) => balances.get(account) ?? 0;
				const over = new Map(overpaidIn(standing).map((one) => [one.householdId, one.fen]));
				for (const home of homes) {
					const fen = of(`share:${idOf(home)}`);
					expect(over.get(idOf(home)) ?? 0).toBe(Math.max(0, -fen));
				}
			})
		);
	});
});

describe('of what a server takes in', () => {
	test('nothing is reversed twice, and nothing refunded beyond what came in', () => {
		fc.assert(
			fc.property(anyEntries, (entries) => {
				const taken = admitted(entries);
				const standing = standingOf(taken);
				const undone = taken.flatMap((one) => (one.kind === 'reversal' ? [one.of] : []));
				expect(new Set(undone).size).toBe(undone.length);
				for (const one of taken)
					if (one.kind === 'collection')
						expect(refundable(standing, one)).toBeGreaterThanOrEqual(0);
				for (const { why } of standing.aside)
					expect(['unconfirmed', 'sameCash', 'targetAside']).toContain(why);
			})
		);
	});

	test('what was taken in once is taken in again, and changes nothing', () => {
		fc.assert(
			fc.property(anyEntries, (entries) => {
				const taken = admitted(entries);
				for (const one of taken) expect(admit(one, taken).ok).toBe(true);
				expect(figures(standingOf([...taken, ...taken]))).toEqual(figures(standingOf(taken)));
			})
		);
	});
});

test('notes are counted in 分', () => {
	expect(countOf({ 10_000: 2, 5_000: 1, 50: 3, 10: 1 })).toBe(25_160);
});
