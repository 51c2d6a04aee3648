import { beforeEach, describe, expect, test } from 'vitest';
import { admin, householdArgs, idOf, resident } from '../test-world';
import { Cases, note, opening, party, people } from './test-cases';
import type { CaseBook } from './schema';

const { leader, worker, hong, lead, office, far } = people;
let cases: Cases;
beforeEach(() => {
	cases = new Cases();
});

describe('dispute.open', () => {
	const guardian = { name: '监护人', relation: '父', phone: null };
	const child = party('child', 'first', { birthYear: 2015 });
	const twin = (side: 'first' | 'second', label: string) =>
		party(label, side, { name: '张三', phone: '13800000000' });
	const ofH = { householdId: idOf('H'), residentId: idOf('H-head') };
	const agent = { name: '代理人甲', relation: '邻居', phone: '13800000001' };
	const alike = { name: agent.name, phone: agent.phone };
	/** A first side that `agent` acts for, against this second side. */
	const against = (second: object, first: object = {}) => ({
		parties: [party('x', 'first', { agent, ...first }), party('y', 'second', second)]
	});
	test.each([
		['a unit leader', leader, {}, 'ok'],
		['a grid worker', worker, {}, 'ok'],
		['a mediator', hong, {}, 'ok'],
		['the lead', lead, {}, 'ok'],
		['an office, which sees the list alone', office, {}, 'notAllowed'],
		['a called-in expert', people.lawyer, {}, 'notAllowed'],
		['a mediator of another community', far, {}, 'notAllowed'],
		['a place that is not there', worker, { placeId: idOf('nowhere') }, 'areaUnknown placeId'],
		['a sub-district as its place', worker, { placeId: idOf('S') }, 'notAllowed'],
		['one side alone', worker, { parties: [party('a', 'first')] }, 'partySides parties'],
		['nobody', worker, { parties: [] }, 'partySides parties'],
		[
			'the same outsider on both sides',
			worker,
			{ parties: [twin('first', 'x'), twin('second', 'y')] },
			'partyTwice parties'
		],
		[
			'the same resident on both sides',
			worker,
			{ parties: [party('x', 'first', ofH), party('y', 'second', ofH)] },
			'partyTwice parties'
		],
		[
			'the same resident twice on one side',
			worker,
			{ parties: [party('x', 'first', ofH), party('y', 'first', ofH), party('z', 'second')] },
			'partyTwice parties'
		],
		[
			'two who are called alike',
			worker,
			{ parties: [party('x', 'first', { name: '李四' }), party('y', 'second', { name: '李四' })] },
			'ok'
		],
		[
			'a resident of the register',
			worker,
			{ parties: [party('x', 'first', ofH), party('y', 'second')] },
			'ok'
		],
		[
			'a resident who does not live there',
			worker,
			{
				parties: [party('x', 'first', { ...ofH, residentId: idOf('else') }), party('y', 'second')]
			},
			'partyUnknown parties'
		],
		[
			'a household that is not there',
			worker,
			{ parties: [party('x', 'first', { householdId: idOf('no') }), party('y', 'second')] },
			'householdUnknown parties'
		],
		[
			'a minor without a guardian',
			worker,
			{ parties: [child, party('y', 'second')] },
			'guardianMissing parties'
		],
		['a minor with one', worker, { parties: [{ ...child, guardian }, party('y', 'second')] }, 'ok'],
		['an agent', worker, against({}), 'ok'],
		['an agent on either side', worker, against({ agent: { ...agent, name: '代理人乙' } }), 'ok'],
		[
			'an agent without a phone',
			worker,
			against(alike, { agent: { ...agent, phone: null } }),
			'ok'
		],
		[
			'an agent without a name',
			worker,
			against({}, { agent: { ...agent, name: ' ' } }),
			'malformed parties.0.agent.name'
		],
		[
			'an agent whose phone is none',
			worker,
			against({}, { agent: { ...agent, phone: '1' } }),
			'malformed parties.0.agent.phone'
		],
		['an agent who is the party', worker, against({}, alike), 'agentWrong parties'],
		['an agent who is the other side', worker, against(alike), 'agentWrong parties'],
		['an agent of both sides', worker, against({ agent }), 'agentWrong parties'],
		[
			"an agent who is the other side's guardian",
			worker,
			against({ birthYear: 2015, guardian: agent }),
			'agentWrong parties'
		],
		[
			'an agent who is on the same side',
			worker,
			{
				parties: [party('x', 'first', { agent }), party('z', 'first', alike), party('y', 'second')]
			},
			'ok'
		],
		['a hostile length', worker, { matter: '长'.repeat(4_001) }, 'malformed matter'],
		['fewer than two people', worker, { people: 1 }, 'malformed people'],
		[
			'too many parties',
			worker,
			{ parties: Array.from({ length: 21 }, (_, i) => party(`p${i}`, 'first')) },
			'malformed parties'
		]
	])('by or with %s', (_name, who, more, outcome) => {
		expect(cases.open(who, more)).toBe(outcome);
	});

	test('a minor by the register, whatever the form says', () => {
		const young = resident('young', { relation: 2, birthYear: 2014 });
		const args = householdArgs('K', { door: '201', residents: [resident('K-head'), young] });
		expect(cases.world.run(admin, 'household.register', args)).toBe('ok');
		const ofK = { householdId: idOf('K'), residentId: idOf('young'), birthYear: 1980 };
		const parties = [party('x', 'first', ofK), party('y', 'second')];
		expect(cases.open(worker, { parties })).toBe('guardianMissing parties');
	});

	test('no money is asked for: there is no place for it', () => {
		expect(cases.open(worker, { fee: 100, feeFen: 100 } as object)).toBe('ok');
		expect(JSON.stringify(cases.case())).not.toMatch(/"fee/);
	});

	test('twice under one id', () => {
		cases.open();
		expect(cases.open()).toBe('caseExists id');
	});

	test('whoever takes it on answers for it, and the office has a line without a word', () => {
		cases.open(leader);
		expect(cases.case().seats).toMatchObject([{ part: 'main', name: leader.name, to: null }]);
		expect(cases.docket()).toEqual({
			...{ id: idOf('case'), areaId: idOf('C'), number: { year: 2026, no: 1 } },
			...{ category: 'neighbours', stage: 'open', colour: 'blue' },
			...{ openedOn: '2026-03-02', dueOn: '2026-04-01' }
		});
	});
});

describe('the number', () => {
	const open = (label: string, at: number) =>
		cases.world.run(worker, 'dispute.open', opening({ id: idOf(label) }), at);

	test('is given in the order of acceptance, without gaps, by the year of acceptance', () => {
		open('a', cases.at());
		expect(open('bad', Date.UTC(2026, 2, 3))).toBe('ok');
		expect(cases.world.run(worker, 'dispute.open', opening({ id: idOf('x'), parties: [] }))).toBe(
			'partySides parties'
		);
		// Half past midnight in China on New Year's Day.
		open('next year', Date.UTC(2026, 11, 31, 16, 30));
		open('c', cases.at());
		const numbers = ['a', 'bad', 'next year', 'c'].map((one) => cases.case(one).number);
		expect(numbers).toEqual([
			{ year: 2026, no: 1 },
			{ year: 2026, no: 2 },
			{ year: 2027, no: 1 },
			{ year: 2026, no: 3 }
		]);
		expect(cases.world.get<CaseBook>('caseBook', idOf('C'))?.given).toEqual({ 2026: 3, 2027: 1 });
	});

	test('asked for again is the same', () => {
		cases.open();
		expect(cases.open()).toBe('caseExists id');
		cases.seat(hong);
		cases.act(hong, 'addEntry', {
			...note('又来了'),
			fact: { kind: 'session', way: 'together', present: [], others: '' }
		});
		expect(cases.case().number).toEqual({ year: 2026, no: 1 });
		expect(cases.world.get<CaseBook>('caseBook', idOf('C'))?.given).toEqual({ 2026: 1 });
	});

	test('is not a phone’s to give; the server gives it when it hears of the case, or of its next turn', () => {
		cases.world.givesNumbers = false;
		cases.open();
		expect(cases.case().number).toBeNull();
		cases.world.givesNumbers = true;
		cases.agree();
		expect(cases.case().number).toEqual({ year: 2026, no: 1 });
		expect(cases.docket().number).toEqual({ year: 2026, no: 1 });
	});
});
