import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { majorityFor, matters, type Matter } from './matters';
import { countVotes, type Ballot, type Outcome, type Vote } from './resolution';

/** So many owners of 100.00 m² each who voted so; their ids begin with the label. */
const owners = (label: string, count: number, vote: Vote, area = 10_000): Ballot[] =>
	Array.from({ length: count }, (_, i) => ({ ownerId: `${label}-${i}`, area, vote }));

const counted = (matter: Matter, ballots: readonly Ballot[]): Outcome => {
	const outcome = countVotes(matter, ballots);
	if (!outcome.ok) throw new Error(outcome.error.code);
	return outcome.value;
};
const passes = (matter: Matter, ballots: readonly Ballot[]) => counted(matter, ballots).passes;

/** 12 owners of whom so many were for it, against it, abstained; the rest stayed away. */
const house = (yes: number, no: number, abstained = 0) => [
	...owners('yes', yes, 'for'),
	...owners('no', no, 'against'),
	...owners('abstained', abstained, 'abstained'),
	...owners('away', 12 - yes - no - abstained, null)
];

test.each([
	['raiseRepairFund', 'threeQuarters'],
	['rebuild', 'threeQuarters'],
	['changeUse', 'threeQuarters'],
	['useRepairFund', 'ordinary'],
	['manager', 'ordinary'],
	['other', 'ordinary'],
	['voluntary', 'none']
] as const)('%s needs: %s', (matter, majority) => expect(majorityFor(matter)).toBe(majority));

test('exactly three matters of the law need three quarters', () => {
	expect(matters.filter((one) => majorityFor(one) === 'threeQuarters')).toHaveLength(3);
});

describe('of twelve owners with flats of one size', () => {
	test.each([
		['eight took part, five for it: enough for an ordinary matter', 5, 3, 0, 'other', true],
		['eight took part, four for it: half is not more than half', 4, 4, 0, 'other', false],
		['seven took part, all for it: too few took part', 7, 0, 0, 'other', false],
		['eight took part, six for it: three quarters', 6, 2, 0, 'raiseRepairFund', true],
		['eight took part, five for it: less than three quarters', 5, 3, 0, 'raiseRepairFund', false],
		['who abstains takes part, and is not for it', 4, 0, 4, 'other', false],
		['with abstentions enough take part', 5, 0, 3, 'other', true],
		['nobody came', 0, 0, 0, 'other', false],
		['nobody came, for three quarters', 0, 0, 0, 'rebuild', false]
	] as const)('%s', (_what, yes, no, abstained, matter, isPassed) =>
		expect(passes(matter, house(yes, no, abstained))).toBe(isPassed)
	);
});

describe('both tests count', () => {
	test('many small flats are not enough by area', () => {
		const ballots = [...owners('small', 9, 'for', 1_000), ...owners('large', 1, null, 100_000)];
		const outcome = counted('other', ballots);
		expect(outcome).toMatchObject({
			passes: false,
			participation: {
				area: { part: 9_000, whole: 109_000, least: 72_667, passes: false },
				count: { part: 9, whole: 10, least: 7, passes: true }
			}
		});
	});

	test('a large flat is not enough by number', () => {
		const ballots = [...owners('small', 3, 'against', 1_000), ...owners('large', 1, 'for', 90_000)];
		expect(counted('other', ballots)).toMatchObject({
			passes: false,
			approval: { area: { passes: true }, count: { part: 1, whole: 4, least: 3, passes: false } }
		});
	});

	test('somebody with three flats is one owner, with the area of three', () => {
		const three = [1, 2, 3].map(() => ({ ownerId: 'three', area: 10_000, vote: 'for' as const }));
		expect(counted('other', [...three, ...owners('one', 1, 'against')])).toMatchObject({
			approval: {
				area: { part: 30_000, whole: 40_000, passes: true },
				count: { part: 1, whole: 2, passes: false }
			}
		});
	});
});

test('nobody votes on what each neighbour agrees to alone', () => {
	expect(counted('voluntary', [])).toEqual({ majority: 'none', passes: true });
});

test.each([
	['without ballots', [], { code: 'noBallots' }],
	['with an area of 0', owners('a', 1, 'for', 0), { code: 'areaMissing', ownerId: 'a-0' }],
	['with a broken area', owners('a', 1, 'for', 0.5), { code: 'areaMissing', ownerId: 'a-0' }],
	[
		'in which one owner votes both ways',
		[...owners('a', 1, 'for'), ...owners('a', 1, 'against')],
		{ code: 'votesDiffer', ownerId: 'a-0' }
	]
] as const)('a vote %s is not counted', (_what, ballots, error) =>
	expect(countVotes('other', ballots)).toEqual({ ok: false, error })
);

describe('of any vote', () => {
	const vote = fc.constantFrom<Vote>('for', 'against', 'abstained', null);
	const flat = fc.record({ area: fc.integer({ min: 1, max: 1_000_000 }), vote });
	const estate = fc
		.array(flat, { minLength: 1, maxLength: 60 })
		.map((flats) => flats.map((one, i): Ballot => ({ ownerId: `owner-${i}`, ...one })));
	const matter = fc.constantFrom(...matters);

	test('the tests are those of the law, in fractions', () => {
		fc.assert(
			fc.property(estate, matter, (ballots, what) => {
				const outcome = counted(what, ballots);
				if (outcome.majority === 'none') return;
				for (const { part, whole, passes } of Object.values(split(outcome.participation)))
					expect(passes).toBe(3n * part >= 2n * whole);
				for (const { part, whole, passes } of Object.values(split(outcome.approval)))
					expect(passes).toBe(
						outcome.majority === 'ordinary'
							? 2n * part > whole
							: part > 0n && 4n * part >= 3n * whole
					);
			})
		);
	});

	test('one more vote for it never makes it fail', () => {
		fc.assert(
			fc.property(estate, matter, fc.nat(), (ballots, what, dice) => {
				const won = ballots.map((one, i) =>
					i === dice % ballots.length ? { ...one, vote: 'for' as const } : one
				);
				expect(passes(what, won) || !passes(what, ballots)).toBe(true);
			})
		);
	});

	/** The two tests with big integers, which the law's fractions are held against. */
	function split({ area, count }: { area: Figures; count: Figures }) {
		return [area, count].map(({ part, whole, passes }) => ({
			part: BigInt(part),
			whole: BigInt(whole),
			passes
		}));
	}
	type Figures = { part: number; whole: number; passes: boolean };
});
