import { fail, ok, type Result } from '../kernel/result';
import { majorityFor, type Majority, type Matter } from './matters';

/** How an owner voted; null did not take part. Who abstains took part. */
export type Vote = 'for' | 'against' | 'abstained' | null;

/**
 * One flat with its owner's vote, `area` in hundredths of a square metre. Owners are counted by flats, but somebody who
 * owns several counts once, and so does the developer for what is not sold or not handed over (Supreme People's Court
 * on 建筑物区分所有权, 9): those flats share an `ownerId`.
 */
export interface Ballot {
	ownerId: string;
	/** Names the flat itself, where that is not what its owner goes by. */
	flatId?: string | undefined;
	area: number;
	vote: Vote;
}

/** A part of a whole against what is asked for; `least` is the smallest part that passes. All are whole numbers. */
export interface Test {
	part: number;
	whole: number;
	least: number;
	passes: boolean;
}

/** A test by area and one by number of owners; both must pass. */
export interface DoubleTest {
	area: Test;
	count: Test;
	passes: boolean;
}

/** What a vote comes to. `none`: nobody had to vote, since each agreed for themselves. */
export type Outcome =
	| { majority: 'none'; passes: true }
	| {
			majority: Exclude<Majority, 'none'>;
			/** Two thirds of all took part. */
			participation: DoubleTest;
			/** Of those who took part, more than half or three quarters were for it. */
			approval: DoubleTest;
			passes: boolean;
	  };

/** Why a vote cannot be counted. */
export type VoteFault = 'noBallots' | 'areaMissing' | 'votesDiffer';

interface Owner {
	area: number;
	vote: Vote;
}

/**
 * Counts a vote by both tests of 民法典 278: owners of at least two thirds of the area and at least two thirds of the
 * owners take part, and of those the majority that the matter asks for is for it, again by area and by number. 三分之二以上
 * and 四分之三以上 include the fraction itself, 过半数 does not (民法典 1259). Refuses a list without ballots, a flat
 * without an area, and an owner whose flats voted differently. Silence is never taken for consent.
 */
export function countVotes(
	matter: Matter,
	ballots: readonly Ballot[]
): Result<Outcome, { code: VoteFault; ownerId?: string }> {
	const majority = majorityFor(matter);
	if (majority === 'none') return ok({ majority, passes: true });
	if (ballots.length === 0) return fail({ code: 'noBallots' });
	const owners = new Map<string, Owner>();
	for (const { ownerId, flatId = ownerId, area, vote } of ballots) {
		if (!Number.isSafeInteger(area) || area <= 0)
			return fail({ code: 'areaMissing', ownerId: flatId });
		const known = owners.get(ownerId);
		if (known && known.vote !== vote) return fail({ code: 'votesDiffer', ownerId });
		owners.set(ownerId, { area: area + (known?.area ?? 0), vote });
	}
	const all = [...owners.values()];
	const voters = all.filter(({ vote }) => vote !== null);
	const agreeing = voters.filter(({ vote }) => vote === 'for');
	const participation = both(voters, all, atLeast(2, 3));
	const approval = both(agreeing, voters, majority === 'ordinary' ? moreThanHalf : atLeast(3, 4));
	return ok({
		majority,
		participation,
		approval,
		passes: participation.passes && approval.passes
	});
}

/** The smallest part of a whole that is enough. */
type Need = (whole: number) => number;

const atLeast =
	(over: number, under: number): Need =>
	(whole) =>
		// Rounded up in whole numbers: whole × over stays exact far beyond any estate.
		(whole * over + ((under - ((whole * over) % under)) % under)) / under;

const moreThanHalf: Need = (whole) => (whole - (whole % 2)) / 2 + 1;

function both(part: readonly Owner[], whole: readonly Owner[], need: Need): DoubleTest {
	const areaOf = (list: readonly Owner[]) => list.reduce((sum, { area }) => sum + area, 0);
	const area = test(areaOf(part), areaOf(whole), need);
	const count = test(part.length, whole.length, need);
	return { area, count, passes: area.passes && count.passes };
}

function test(part: number, whole: number, need: Need): Test {
	// Where nobody took part, nothing was approved: three quarters of nothing would be reached by nothing.
	const least = Math.max(1, need(whole));
	return { part, whole, least, passes: part >= least };
}
