import { expect, test } from 'vitest';
import { refusalCodes } from '$lib/domain/kernel/refusal';
import { waysOut } from './ways-out';

test.each([
	['visit.log', 'householdMerged', true, ['toInto', 'toOther', 'ask', 'drop']],
	['visit.log', 'householdMerged', false, ['toOther', 'ask', 'drop']],
	['visit.log', 'householdRemoved', false, ['toOther', 'ask', 'drop']],
	['visit.log', 'notAllowed', false, ['resend', 'ask', 'drop']],
	['visit.log', 'malformed', false, ['again', 'ask', 'drop']],
	['visit.amend', 'malformed', false, ['again', 'ask', 'drop']],
	['visit.withdraw', 'visitReviewed', false, ['ask', 'drop']],
	['visit.accept', 'visitChanged', false, ['ask', 'drop']],
	['visit.log', 'heldDeclined', false, ['ask', 'drop']],
	['held.accept', 'heldUnknown', false, ['resend', 'ask', 'drop']],
	['visit.log', 'clockImpossible', false, ['resend', 'ask', 'drop']]
] as const)('%s refused as %s', (command, code, intoKnown, ways) => {
	expect(waysOut({ command, code, intoKnown, mayAsk: true })).toEqual(ways);
});

test('what is held for somebody can be asked about or taken back', () => {
	expect(waysOut({ command: 'visit.log', intoKnown: false, mayAsk: true })).toEqual([
		'ask',
		'drop'
	]);
});

test('every refusal of every command leaves a way out', () => {
	for (const code of refusalCodes)
		for (const command of ['visit.log', 'visit.amend', 'visit.withdraw', 'household.amend'])
			expect(waysOut({ command, code, intoKnown: false, mayAsk: true }), code).toContain('drop');
});
