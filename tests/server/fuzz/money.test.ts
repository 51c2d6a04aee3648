import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ledgerOf } from '../../../src/lib/domain/booking/select';
import { people, type Fees } from '../../../src/lib/domain/booking/test-fees';
import {
	feePlan,
	fourSharers,
	sharerAt,
	twoLevies
} from '../../../src/lib/domain/campaign/test-campaigns';
import { handle, readsOf, readsThen } from '../../../src/lib/domain/handle';
import { hold } from '../../../src/lib/domain/hold';
import { clockOf } from '../../../src/lib/domain/kernel/clock';
import { balancesOf } from '../../../src/lib/domain/ledger/balances';
import { standingOf } from '../../../src/lib/domain/ledger/standing';
import { isAmount, sumFen } from '../../../src/lib/domain/money/fen';
import { commandByName } from '../../../src/lib/domain/registry';
import { actorOf, idOf, morning } from '../../../src/lib/domain/test-world';
import type { Levy } from '../../../src/lib/domain/levy/schema';
import { nearlyRight } from './harm';
import { bookingsIn, busy, campaignId, id, otherwise, pictureOf, right } from './money-ground';

// Hostile arguments of everything that is done with money: refused or taken for what they say, never an error, and
// nothing that was there before is changed by looking at them.

const runs = Number(process.env['LINLI_FUZZ_RUNS'] ?? 60);
const names = Object.keys(right).sort();

test('there is an example of every command of money', () => {
	const all = [...commandByName.keys()].filter((one) => /^(campaign|fee|objection)\./.test(one));
	expect(names).toEqual(all.sort());
});

test.each(names)('%s is understood as it should be said', (name) => {
	const [who, args] = right[name]!;
	expect(busy().run(who, name, args)).toBe(otherwise[name] ?? 'ok');
});

/** Judges arguments in every way in which a server or a phone looks at them; what they come to is laid over a world. */
function judge(name: string, args: unknown, fees = busy()): string {
	const who = people[right[name]![0]];
	const command = { name, version: commandByName.get(name)!.version, args };
	const before = pictureOf(fees);
	const moment = { at: morning + 60_000, clock: clockOf(morning + 60_000, 0) };
	readsOf(command);
	readsThen(command, fees.world);
	const former = actorOf('gridWorker', 'G', { to: '2026-02-15' }, 'former');
	hold(
		{
			opId: id,
			command,
			actor: former,
			at: morning,
			clock: clockOf(morning, 0),
			receivedAt: morning
		},
		fees.world,
		() => null
	);
	const decided = handle(command, who, moment, fees.world);
	expect(pictureOf(fees)).toBe(before);
	if (!decided.ok) return decided.error.code;
	fees.world.apply(decided.value);
	checkSums(fees);
	return 'ok';
}

/** Whatever was taken, all amounts are amounts, and the accounts sum to zero. */
function checkSums(fees: Fees): void {
	const own = bookingsIn(fees).filter((one) => one.campaignId === campaignId);
	for (const { fact, refunds } of own)
		for (const fen of ['fen' in fact ? fact.fen : 1, ...refunds.map((one) => one.fen)])
			expect(isAmount(fen)).toBe(true);
	const levies = twoLevies.map((one) => fees.world.get<Levy>('levy', one.id)!);
	expect(sumFen(balancesOf(standingOf(ledgerOf(levies, own))).values())).toBe(0);
	expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}

test.each(names)('%s with one thing wrong throws nothing and spoils nothing', (name) => {
	const fees = busy();
	const before = pictureOf(fees);
	fc.assert(
		fc.property(nearlyRight(right[name]![1]), (text) => {
			let args: unknown;
			try {
				args = JSON.parse(text);
			} catch {
				return;
			}
			// A world that something was applied in is not used again.
			judge(name, args, pictureOf(fees) === before ? fees : busy());
		}),
		{ numRuns: runs }
	);
});

/** Arguments with another value in one place, named by its path. */
function withValue(args: object, path: string, value: unknown): unknown {
	const copy = structuredClone(args);
	const keys = path.split('.');
	const last = keys.pop()!;
	const at = keys.reduce(
		(one, key) => one[key] as Record<string, unknown>,
		copy as Record<string, unknown>
	);
	Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true });
	return copy;
}

/** No amount: below zero, nothing, a part of a 分, more than can be kept, words. */
const noAmounts = [
	...[-1, -30_000, 0, -0, 0.5, 100.01, 1e11, 1e9 * 100, 2 ** 53, Infinity, NaN],
	...['NaN', '300', '', 'Infinity', '1e3', null, [], [300], {}, true]
];
const amounts: [string, string][] = [
	['fee.collect', 'paid.fen'],
	['fee.donate', 'paid.fen'],
	['fee.refund', 'fen'],
	['fee.handOver', 'expectedFen'],
	['fee.receive', 'expectedFen'],
	['fee.deposit', 'fen'],
	['fee.contribute', 'fen'],
	['fee.pay', 'fen'],
	['fee.dispose', 'fen'],
	['campaign.draft', 'content.offers.0.fen']
];

describe('no amount', () => {
	test.each(amounts)('in %s %s is malformed', (name, path) => {
		for (const value of noAmounts)
			expect([value, judge(name, withValue(right[name]![1], path, value))]).toEqual([
				value,
				'malformed'
			]);
	});

	test('costs a campaign: zero waits in a draft and is never opened', () => {
		const costing = (fen: unknown) => withValue(right['campaign.revise']![1], 'plan.costFen', fen);
		for (const value of noAmounts)
			expect([value, judge('campaign.revise', costing(value))]).toEqual([
				value,
				Object.is(value, 0) || Object.is(value, -0) ? 'planWrong' : 'malformed'
			]);
	});
});

const manyIds = Array.from({ length: 30_000 }, (_, i) => idOf(`many ${i}`));
const lists: [string, string][] = [
	['fee.handOver', 'covers'],
	['fee.deposit', 'covers'],
	['campaign.close', 'bookings']
];
test.each(lists)('a huge list in %s %s is malformed', (name, path) => {
	expect(judge(name, withValue(right[name]![1], path, manyIds))).toBe('malformed');
});

const oddNotes: unknown[] = [
	...[{ '7': 1 }, { '-10': 1 }, { '10': -1 }, { '10': 1.5 }, { '10': 1e9 }, { '10.0': 1 }],
	...[{ '10': '1' }, { ' 10': 1 }, { '1e1': 1 }, { toString: 1 }, { constructor: 1 }],
	...[JSON.parse('{"__proto__": 1}'), JSON.parse('{"__proto__": {"10": 1}}'), [10], '10', null]
];
test.each(['fee.handOver', 'fee.receive'])('odd notes of %s move nothing', (name) => {
	for (const notes of [...oddNotes, {}]) {
		const told = judge(name, withValue(right[name]![1], 'notes', notes));
		expect([notes, told]).toEqual([notes, expect.stringMatching(/^(malformed|notesWrong)$/)]);
	}
});

const drawn = { name: '某人', role: 'gridWorker', strokes: [[1, 1, 2, 2]] };
const oddSignatures: unknown[] = [
	...['', '签名', 1, true, null, [], {}, [[1, 1, 2, 2]], { ...drawn, role: 'god' }],
	...[
		{ ...drawn, name: '' },
		{ ...drawn, name: '长'.repeat(51) },
		{ ...drawn, strokes: {} }
	],
	...[[], [[]], [[1]], [[-1, 0, 1, 1]], [[0.5, 1, 2, 2]], [['1', 1, 2, 2]], [[NaN, 1, 2, 2]]].map(
		(strokes) => ({ ...drawn, strokes })
	),
	{ ...drawn, strokes: Array(61).fill([1, 1, 2, 2]) },
	{ ...drawn, strokes: [Array(100_000).fill(1)] }
];
test('odd signatures of a hand-over move nothing', () => {
	const args = right['fee.handOver']![1];
	expect(judge('fee.handOver', { ...args, signed: drawn })).toBe('ok');
	for (const signed of oddSignatures)
		expect([signed, judge('fee.handOver', { ...args, signed })]).toEqual([
			signed,
			expect.stringMatching(/^(malformed|signatureEmpty)$/)
		]);
});

const nobody = idOf('nobody');
const wrongIds: [string, string, string][] = [
	['fee.collect', 'levyId', 'levyUnknown|notAllowed'],
	['fee.collect', 'householdId', 'notOnList'],
	['fee.note', 'householdId', 'notOnList'],
	['fee.donate', 'levyId', 'levyUnknown|notAllowed'],
	['fee.donate', 'campaignId', 'levyUnknown'],
	['fee.refund', 'of', 'bookingUnknown|notAllowed'],
	['fee.reverse', 'of', 'bookingUnknown|notAllowed'],
	['fee.reverse', 'refundId', 'bookingUnknown'],
	['fee.deposit', 'covers.0', 'notYourMoney'],
	['fee.contribute', 'sourceId', 'sourceUnknown'],
	['fee.pay', 'supplierId', 'supplierUnknown'],
	['fee.pay', 'campaignId', 'campaignUnknown|notAllowed'],
	['fee.approve', 'of', 'bookingUnknown|notAllowed'],
	['fee.dispose', 'campaignId', 'campaignUnknown|notAllowed'],
	['campaign.open', 'levies.0.unitId', 'levyWrong'],
	['campaign.revise', 'levies.0.id', 'levyWrong'],
	['campaign.publish', 'id', 'campaignUnknown|notAllowed'],
	['objection.note', 'campaignId', 'campaignUnknown|notAllowed'],
	['objection.answer', 'id', 'objectionUnknown|notAllowed']
];
test.each(wrongIds)('%s of a %s that is nobody’s is refused', (name, path, codes) => {
	expect(judge(name, withValue(right[name]![1], path, nobody))).toMatch(new RegExp(`^(${codes})$`));
	for (const value of ['', '__proto__', 'constructor', "' or 1=1 --", 7, null, [nobody], {}])
		expect(judge(name, withValue(right[name]![1], path, value))).not.toBe('ok');
});

const revised = (more: object) => ({ ...right['campaign.revise']![1], plan: feePlan(more) });
const plans: [string, unknown][] = [
	['no household', revised({ sharers: [] })],
	[
		'a household without an area',
		revised({
			method: { by: 'area' },
			sharers: [{ ...fourSharers()[0]!, area: 0 }, ...fourSharers().slice(1)]
		})
	],
	[
		'nobody with an area',
		revised({ method: { by: 'area' }, sharers: fourSharers().map((one) => ({ ...one, area: 0 })) })
	],
	[
		'nobody in it',
		revised({
			method: { by: 'persons' },
			sharers: fourSharers().map((one) => ({ ...one, persons: 0 }))
		})
	],
	['one household twice', revised({ sharers: [...fourSharers(), sharerAt('U', 'H', 9)] })],
	[
		'everybody exempt',
		revised({
			exemptions: fourSharers().map(({ id: one }) => ({ householdId: one, bornBy: 'others' }))
		})
	],
	[
		'a source that gives more than it costs',
		revised({ sources: [{ id, kind: 'fund', called: '', fen: 999_999 }] })
	],
	[
		'floors that weigh nothing',
		revised({ method: { by: 'floor', weights: [{ floor: 1, weight: 0 }] } })
	]
];
test.each(plans)('a plan with %s is refused', (_, args) => {
	expect(judge('campaign.revise', args)).toMatch(/^(planWrong|malformed|levyWrong)$/);
});
