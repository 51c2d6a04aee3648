import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { OpenDispute } from '$lib/domain/dispute/args';
import { idOf } from '$lib/domain/test-world';
import { argsOf, emptyCase, missingIn, stepOf, type CaseForm } from './case-form';
import { emptyParty } from './party-form';

const party = (name: string, side: 'first' | 'second') => ({
	...emptyParty(idOf(name), side),
	name
});
const whole: CaseForm = {
	...emptyCase(idOf('case'), idOf('U')),
	matter: '凌晨和面机太响',
	parties: [party('王甲', 'first'), party('李乙', 'second')],
	category: 'neighbours'
};

describe('a case as it is taken on', () => {
	test('an empty form says everything that is missing, in the order of its steps', () => {
		const missing = missingIn(emptyCase(idOf('case'), idOf('U')));
		expect(missing.map(({ what }) => what)).toEqual(['matter', 'sides', 'category']);
	});

	test.each<[string, Partial<CaseForm>, string[]]>([
		['everything is there', {}, []],
		['one side alone', { parties: [party('王甲', 'first')] }, ['sides']],
		['one person', { people: '1' }, ['people']],
		['a word for a number', { people: '几个' }, ['people']],
		['full-width digits', { people: '１２' }, []]
	])('%s', (_what, more, missing) => {
		expect(missingIn({ ...whole, ...more }).map(({ what }) => what)).toEqual(missing);
	});

	test('what is saved is what the rules take', () => {
		expect(v.safeParse(OpenDispute, argsOf(whole)).success).toBe(true);
		expect(argsOf(whole)).toMatchObject({ people: 2, colour: 'blue' });
	});

	test('where somebody is in danger it is red, whatever was chosen', () => {
		expect(argsOf({ ...whole, dangers: ['violence'] }).colour).toBe('red');
	});

	test('an address names a step', () => {
		expect(stepOf('#who')).toBe('who');
		expect(stepOf('#nonsense')).toBe('what');
	});
});
