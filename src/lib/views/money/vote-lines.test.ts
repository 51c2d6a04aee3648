import { expect, test } from 'vitest';
import { countVotes } from '$lib/domain/campaign/resolution';
import { voteLines } from './vote-lines';

test('a vote is told in four tests, area before number; a free matter in none', () => {
	const ballots = ['a', 'b', 'c'].map((ownerId) => ({
		ownerId,
		area: 8_000,
		vote: 'for' as const
	}));
	const counted = countVotes('rebuild', ballots);
	expect(counted.ok && voteLines(counted.value).map(({ test, by }) => `${test} ${by}`)).toEqual([
		'participation area',
		'participation count',
		'approval area',
		'approval count'
	]);
	expect(voteLines({ majority: 'none', passes: true })).toEqual([]);
});
