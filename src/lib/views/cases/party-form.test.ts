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
		],
		['an agent', { agent: { name: '代理人甲', relation: '同事', phone: '138 0000 0001' } }, []],
		[
			'an agent of whom a name alone is known',
			{ agent: { name: '乙', relation: '', phone: '' } },
			[]
		],
		['an agent without a name', { agent: { name: ' ', relation: '同事', phone: '' } }, ['agent']],
		[
			'an agent whose phone is none',
			{ agent: { name: '乙', relation: '', phone: '1' } },
			['agentPhone']
		],
		[
			'an agent with an endless name',
			{ agent: { name: '乙'.repeat(51), relation: '', phone: '' } },
			['agent']
		]
	])('%s', (_what, more, faults) => {
		expect(faultsOf(form(more), today)).toEqual(faults);
	});

	test('what was left out is null, and full-width digits are digits', () => {
		const party = partyOf(form({ birthYear: '１９６０', phone: '１３８００００００００' }));
		expect(party).toMatchObject({ birthYear: 1960, phone: '13800000000', guardian: null });
		expect(partyOf(form())).toMatchObject({ birthYear: null, phone: null, sex: 0 });
	});

	test('who speaks for somebody has a phone as it is dialled, and nobody does unless they are named', () => {
		const agent = { name: '代理人甲', relation: '同事', phone: '１３８ 0000-0001' };
		expect(partyOf(form({ agent }))).toMatchObject({ agent: { ...agent, phone: '13800000001' } });
		expect(partyOf(form())).toMatchObject({ guardian: null, agent: null });
	});

	test('a draft of an earlier version, which has no agent, is saved all the same', () => {
		const draft: Partial<PartyForm> = form();
		delete draft.agent;
		expect(partyOf(draft as PartyForm).agent).toBeNull();
	});

	test('a guardian is asked for below eighteen', () => {
		expect(needsGuardian(form({ birthYear: '2009' }), today)).toBe(true);
		expect(needsGuardian(form({ birthYear: '2008' }), today)).toBe(false);
		expect(needsGuardian(form(), today)).toBe(false);
	});
});
