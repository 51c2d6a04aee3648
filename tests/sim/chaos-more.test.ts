import { describe, test } from 'vitest';
import { runSeed } from './chaos/run';
import { playWorlds } from './worlds';

// The other 240 seeds of every test run, see chaos.test.ts: half of them without money and cases, which then see more of
// the rest.
playWorlds('ten worlds from %i keep every promise', { from: 181, count: 120 });
playWorlds(
	'ten worlds without money and cases from %i keep every promise',
	{ from: 321, count: 120 },
	{ kind: 'pictured' }
);

describe('seeds that once broke a promise keep it', () => {
	test.each([
		['plain', 5083, 'held operations were not asked about while the clock had been ahead'],
		['plain', 5262, 'a row that the restored server had forgotten stayed under what waited on it'],
		['plain', 6318, 'a new act overtook those that a restored server had forgotten'],
		['plain', 6324, 'what was held went missing with the restore'],
		['plain', 6556, 'an act overtook an earlier one of its device'],
		['plain', 50, 'what waits for other phones after a restore waits no longer than its patience'],
		['mixed', 2554, 'a copy of an operation came after its author had given it up'],
		['mixed', 13364, 'what was picked under one epoch went out under the next'],
		[
			'pictured',
			1130,
			'an act overtook an earlier one that a second restore in one push had put back'
		],
		['pictured', 4, 'an upload went on although the disk could not note its address'],
		[
			'pictured',
			25634,
			'heads that came late brought the homes of an area back that had been taken away'
		],
		['pictured', 24048, 'a photo that was gone with the disk lay in a form, and was not brought'],
		['pictured', 24864, 'the same, and its visit was held for somebody'],
		['pictured', 25500, 'the same after three restores'],
		['pictured', 26273, 'the same after the person went to another grid'],
		[
			'pictured',
			311904,
			'a copy came before its discard, and an old phone did not know the word for that'
		]
	] as const)('%s %i: %s', (kind, seed, _why) => runSeed(seed, { kind }).then(() => undefined));
});
