import { expect, test } from 'vitest';
import { usualRules } from '$lib/domain/dispute/limits';
import { Cases } from '$lib/domain/dispute/test-cases';
import { offeredIn } from './acts';

const view = (cases: Cases, part: 'answers' | 'runs' | 'adds') => ({
	...{ dispute: cases.case(), rules: usualRules, due: [] },
	answers: part === 'answers',
	runs: part !== 'adds',
	adds: true
});
const names = (cases: Cases, part: 'answers' | 'runs' | 'adds' = 'answers') =>
	offeredIn(view(cases, part)).map(({ name }) => name);

test('what is offered follows where the case stands', () => {
	const cases = new Cases();
	cases.open();
	expect(names(cases)).toEqual([
		...['report', 'end', 'end', 'extend', 'handUp', 'assign', 'correct']
	]);
	cases.agree();
	expect(names(cases)).toEqual(['report', 'handUp', 'assign', 'correct', 'close', 'reopen']);
});

test('a helper decides less, and who is called in only adds', () => {
	const cases = new Cases();
	cases.open();
	expect(names(cases, 'runs')).not.toContain('assign');
	expect(names(cases, 'adds')).toEqual(['report']);
});
