import { describe, expect, test } from 'vitest';
import { healthOf, type HealthFacts } from './health';

const fine: HealthFacts = {
	waiting: 0,
	photos: 0,
	troubled: 0,
	running: false,
	problem: null,
	lastSuccessAt: 200,
	lastSaveAt: 100,
	countsAgree: true,
	firstSync: null,
	isSpaceLow: false
};

describe('the one line', () => {
	test.each<[string, Partial<HealthFacts>, string]>([
		['everything is proven', {}, 'quiet allSent'],
		['the last cycle is older than the last save', { lastSaveAt: 300 }, 'waiting checking'],
		['the counts were never found to agree', { countsAgree: false }, 'waiting checking'],
		['no cycle ever went through', { lastSuccessAt: null }, 'waiting checking'],
		['something waits', { waiting: 3 }, 'waiting waiting'],
		['something is on its way', { waiting: 3, running: true }, 'waiting sending'],
		['only photos wait', { photos: 2 }, 'waiting photos'],
		['the server does not answer', { problem: 'unreachable', waiting: 3 }, 'offline offline'],
		[
			'the server must be reached soon and cannot be',
			{ problem: 'unreachable', soonDays: 3, troubled: 1 },
			'attention lease'
		],
		['the server had to be reached soon and was', { soonDays: 3 }, 'quiet allSent'],
		[
			'only signing in reaches the server',
			{ problem: 'notSignedIn', soonDays: 3 },
			'signIn signIn'
		],
		['the server is in trouble', { problem: 'busy' }, 'offline serverTrouble'],
		['the sign-in has expired', { problem: 'notSignedIn', waiting: 3 }, 'signIn signIn'],
		[
			'something was refused, even without signal',
			{ troubled: 1, problem: 'unreachable' },
			'attention attention'
		],
		['the first sync is under way', { firstSync: { done: 1, total: 9 } }, 'first first'],
		['the app is too old', { problem: 'protocolNew' }, 'attention updateNeeded'],
		['the disk is full', { problem: 'storageFull', troubled: 1 }, 'attention storageFull'],
		['little room is left', { isSpaceLow: true, waiting: 1 }, 'attention spaceLow']
	])('when %s', (_when, facts, expected) => {
		const health = healthOf({ ...fine, ...facts });
		expect(`${health.tone} ${health.code}`).toBe(expected);
	});

	test('never says that all is sent while something waits', () => {
		for (const problem of [null, 'unreachable', 'busy', 'notSignedIn'] as const)
			for (const running of [true, false])
				expect(healthOf({ ...fine, waiting: 1, problem, running }).code).not.toBe('allSent');
	});
});
