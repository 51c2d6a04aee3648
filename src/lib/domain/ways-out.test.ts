import { describe, expect, test } from 'vitest';
import { refusalCodes, type RefusalCode } from './kernel/refusal';
import { commandByName } from './registry';
import { remedies, waysOut, type Trouble } from './ways-out';

const facts = { intoKnown: true, householdKnown: true, mayAsk: true };

describe('the ways out of', () => {
	test.each([
		['visit.log', 'householdMerged', {}, ['toInto', 'toOther']],
		['visit.log', 'householdMerged', { intoKnown: false }, ['toOther']],
		['visit.log', 'householdRemoved', { householdKnown: false }, ['toOther']],
		['visit.log', 'householdUnknown', { householdKnown: false }, ['toOther']],
		['visit.log', 'notAllowed', {}, ['resend']],
		['visit.log', 'malformed', {}, ['correct']],
		['visit.log', 'opIdTaken', {}, ['correct', 'resend']],
		['visit.log', 'clockImpossible', {}, ['resend']],
		['visit.log', 'heldDeclined', {}, []],
		['visit.amend', 'malformed', {}, ['correct']],
		['visit.amend', 'visitWithdrawn', {}, ['anew', 'redo']],
		['visit.amend', 'visitNotYours', {}, ['anew', 'redo']],
		['visit.amend', 'visitUnknown', { householdKnown: false }, ['resend']],
		['visit.withdraw', 'visitReviewed', {}, ['redo']],
		['visit.accept', 'visitChanged', {}, ['redo']],
		['visit.return', 'commentMissing', {}, ['redo']],
		['held.accept', 'heldUnknown', {}, ['resend']],
		['household.amend', 'householdMerged', { householdKnown: false }, ['toInto']],
		['household.amend', 'householdMerged', { intoKnown: false }, ['redo']],
		['household.amend', 'headMissing', {}, ['correct']],
		['household.amend', 'malformed', {}, ['correct']],
		['household.amend', 'personTwice', { field: 'particulars' }, ['redo']],
		['household.amend', 'householdRemoved', { householdKnown: false }, ['redo']],
		['household.register', 'doorUnknown', { householdKnown: false }, ['correct']],
		['household.settle', 'conflictGone', {}, ['redo']],
		['area.add', 'areaCodeTaken', {}, ['redo']],
		['appointment.make', 'dayOrder', {}, ['redo']],
		// An act in a case is done again in the case itself.
		['dispute.open', 'guardianMissing', {}, ['redo']],
		['dispute.open', 'caseExists', {}, []],
		['dispute.addEntry', 'caseUnknown', {}, ['resend']],
		['dispute.amendEntry', 'entryUnknown', {}, ['resend']],
		['dispute.agree', 'termsMissing', {}, ['redo']],
		['dispute.close', 'caseStage', {}, ['redo']],
		['dispute.addEntry', 'notAllowed', {}, ['resend']]
	] as const)('%s refused as %s (%o)', (command, code, more, ways) => {
		const trouble: Trouble = { command, code, ...facts, ...more };
		expect(waysOut(trouble)).toEqual([...ways, 'ask', 'drop']);
	});

	test('a reason that only a newer server has', () => {
		const code = 'new.reason' as RefusalCode;
		expect(waysOut({ command: 'visit.log', code, ...facts })).toEqual(['resend', 'ask', 'drop']);
	});

	test('what is held: asking about it, or taking it back', () => {
		expect(waysOut({ command: 'visit.log', ...facts })).toEqual(['ask', 'drop']);
	});
});

const commands = [...commandByName.keys()];

describe.each(refusalCodes)('the refusal %s', (code) => {
	test('can be asked about and given up, whatever the command, known or not', () => {
		for (const command of [...commands, 'somebody.knows'])
			for (const isKnown of [true, false])
				expect(
					waysOut({ command, code, mayAsk: true, intoKnown: isKnown, householdKnown: isKnown })
				).toEqual(expect.arrayContaining(['ask', 'drop']));
	});

	test('is over for good, or some command that meets it has a way on', () => {
		const first = commands.map((command) => waysOut({ command, code, ...facts })[0]);
		const isOver = remedies[code] === 'over';
		expect(first.some((way) => way !== 'ask')).toBe(!isOver);
	});

	test('leaves giving up even to those who have nobody to ask', () => {
		for (const command of commands)
			expect(waysOut({ command, code, ...facts, mayAsk: false }).at(-1)).toBe('drop');
	});
});
