import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { AgreeDispute } from '$lib/domain/dispute/args';
import { Cases, people, signed } from '$lib/domain/dispute/test-cases';
import { idOf } from '$lib/domain/test-world';
import {
	argsOf,
	emptyAgreement,
	missingIn,
	signaturesOf,
	textOf,
	type AgreeForm
} from './agree-form';

const cases = new Cases();
cases.open();
const dispute = cases.case();
const written: AgreeForm = {
	...emptyAgreement(idOf('term'), '2026-03-02'),
	terms: [{ id: idOf('term'), partyIds: [idOf('baker')], what: '加隔音棉\n', until: '' }]
};
const signedBy = (form: AgreeForm, ...who: (string | null)[]): AgreeForm => ({
	...form,
	signatures: who.map((one) => signed(one)),
	signedText: textOf(form)
});
const everybody = [idOf('baker'), idOf('sleeper'), null];

describe('an agreement as it is written', () => {
	test.each<[string, AgreeForm, string[]]>([
		['nothing', emptyAgreement(idOf('term'), '2026-03-02'), ['terms', 'signatures']],
		['nobody has signed', written, ['signatures']],
		['the mediator is missing', signedBy(written, idOf('baker'), idOf('sleeper')), ['signatures']],
		['all have signed', signedBy(written, ...everybody), []],
		['by word of mouth', { ...written, form: 'oral' }, []],
		['on paper without a photo', { ...written, signWay: 'paper' }, ['photo']],
		['an amount that is none', { ...written, form: 'oral', amount: '很多' }, ['amount']],
		[
			'a term for nobody',
			{ ...written, form: 'oral', terms: [{ ...written.terms[0]!, partyIds: [] }] },
			['terms']
		]
	])('%s', (_what, form, missing) => {
		expect(missingIn(form, dispute)).toEqual(missing);
	});

	test('what is changed after it was signed is signed anew', () => {
		const form = signedBy(written, ...everybody);
		expect(signaturesOf(form)).toHaveLength(3);
		expect(signaturesOf({ ...form, facts: '改过' })).toEqual([]);
	});

	test('a dot is no signature', () => {
		const form = { ...signedBy(written), signatures: [signed(null, [[1, 1]])] };
		expect(signaturesOf(form)).toEqual([]);
	});

	test('what is saved is what the rules take', () => {
		const said = argsOf(signedBy(written, ...everybody), dispute);
		const args = { id: idOf('agreement'), caseId: dispute.id, ...said };
		expect(v.safeParse(AgreeDispute, args).success).toBe(true);
		expect(cases.act(people.worker, 'agree', args)).toBe('ok');
	});
});
