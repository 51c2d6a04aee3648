import type { Outcome, Test } from '$lib/domain/campaign/resolution';

/** One of the four tests of a vote, in whole numbers: areas in hundredths of a square metre, owners by number. */
export interface VoteLine {
	test: 'participation' | 'approval';
	by: 'area' | 'count';
	figures: Test;
}

/** The four tests in the order in which a meeting goes through them; none where nobody has to vote. */
export function voteLines(outcome: Outcome): VoteLine[] {
	if (outcome.majority === 'none') return [];
	return (['participation', 'approval'] as const).flatMap((test) =>
		(['area', 'count'] as const).map((by) => ({ test, by, figures: outcome[test][by] }))
	);
}
