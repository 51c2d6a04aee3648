import { describe, expect, test } from 'vitest';
import { idOf } from '$lib/domain/test-world';
import { emptyParty, faultsOf, needsGuardian, partyOf, type PartyForm } from './party-form';

const today = '2026-11-20';
const form = (more: Partial<PartyForm> = {}): PartyForm => ({
	...emptyParty(idOf('one'), 'first'),
	name: '王甲',
	...more
});

describe('a party as it is typed', () => {
	test.each<[string, Partial<PartyForm>, string[]]>([
		['a name alone is enough', {}, []],
		['nobody', { name: ' ' }, ['name']],
		['a year with two digits', { birthYear: '60' }, ['birthYear']],
		['words for a year', { birthYear: '六零' }, ['birthYear']],
		['a phone that is none', { phone: '12345' }, ['phone']],
		['a phone with gaps', { phone: '138 0000-0000' }, []],
		['a child alone', { birthYear: '2015' }, ['guardian']],
		[
			'a child with a mother',
			{ birthYear: '2015', guardian: { name: '李乙', relation: '母亲', phone: '' } },
			[]
		],
		[
			'a mother whose phone is none',
			{ birthYear: '2015', guardian: { name: '李乙', relation: '母亲', phone: '1' } },
			['guardianPhone']
		]
	])('%s', (_what, more, faults) => {
		expect(faultsOf(form(more), today)).toEqual(faults);
	});

	test('what was left out is null, and full-width digits are digits', () => {
		const party = partyOf(form({ birthYear: '１９６０', phone: '１３８００００００００' }));
		expect(party).toMatchObject({ birthYear: 1960, phone: '13800000000', guardian: null });
		expect(partyOf(form())).toMatchObject({ birthYear: null, phone: null, sex: 0 });
	});

	test('a guardian is asked for below eighteen', () => {
		expect(needsGuardian(form({ birthYear: '2009' }), today)).toBe(true);
		expect(needsGuardian(form({ birthYear: '2008' }), today)).toBe(false);
		expect(needsGuardian(form(), today)).toBe(false);
	});
});
