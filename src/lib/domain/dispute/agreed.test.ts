import { beforeEach, describe, expect, test } from 'vitest';
import { addDays } from '../kernel/day';
import { idOf } from '../test-world';
import { agreement, Cases, people, signed } from './test-cases';
import { seenOf, stageOf } from './select';

const { worker, lead, office } = people;
let cases: Cases;
beforeEach(() => {
	cases = new Cases();
});

describe('dispute.agree', () => {
	beforeEach(() => void cases.open());
	const empty = (strokes: number[][]) => [
		signed(idOf('baker'), strokes),
		signed(idOf('sleeper')),
		signed(null)
	];
	const photos = [
		{ sha256: 'a'.repeat(64), type: 'image/jpeg' as const, bytes: 9, width: 3, height: 3 }
	];
	const [term] = agreement().terms;
	test.each([
		['signed by all', {}, 'ok'],
		['without terms', { terms: [] }, 'termsMissing terms'],
		['an oral one without terms', { form: 'oral', terms: [] }, 'termsMissing terms'],
		[
			'a term of somebody else',
			{ terms: [{ ...term, partyIds: [idOf('else')] }] },
			'partyUnknown terms'
		],
		[
			'a term without anybody',
			{ terms: [{ ...term, partyIds: [] }] },
			'malformed terms.0.partyIds'
		],
		['one term twice', { terms: [term, term] }, 'malformed terms'],
		['a signature without a stroke', { signatures: empty([]) }, 'signatureEmpty signatures'],
		['a signature that is a dot', { signatures: empty([[5, 5]]) }, 'signatureEmpty signatures'],
		[
			'a signature of a party missing',
			{ signatures: [signed(idOf('baker')), signed(null)] },
			'signatureMissing signatures'
		],
		[
			'the mediator’s missing',
			{ signatures: [signed(idOf('baker')), signed(idOf('sleeper'))] },
			'signatureMissing signatures'
		],
		[
			'somebody else’s',
			{ signatures: [...agreement().signatures, signed(idOf('else'))] },
			'partyUnknown signatures'
		],
		['signed on paper, with a photo', { signatures: [], photos }, 'ok'],
		['an oral one, unsigned', { form: 'oral', signatures: [] }, 'ok'],
		['effective before there was a case', { effectiveOn: '2026-03-01' }, 'dayOrder effectiveOn'],
		['no money, said as nought', { amountFen: 0 }, 'malformed amountFen'],
		[
			'endless strokes',
			{ signatures: empty(Array.from({ length: 61 }, () => [1, 1, 2, 2])) },
			'malformed signatures.0.strokes'
		],
		['endless words', { facts: '长'.repeat(4_001) }, 'malformed facts']
	])('%s', (_name, more, outcome) => {
		expect(cases.agree(more as object)).toBe(outcome);
	});

	test('plans visits after 7, 30 and 90 days, or as the place has set', () => {
		const rules = {
			days: 20,
			followUps: [3, 1],
			hours: { red: 1, yellow: 2, blue: 3 },
			leadAfterDays: 1
		};
		const days = () => cases.case().plans.flatMap((one) => (one.state === 'planned' ? one.on : []));
		cases.agree();
		expect(days()).toEqual([7, 30, 90].map((n) => addDays('2026-03-02', n)));
		expect(cases.world.run(people.sub, 'caseRules.set', { areaId: idOf('S'), ...rules })).toBe(
			'ok'
		);
		cases.act(lead, 'reopen', { words: '又吵起来' });
		cases.agree({ id: idOf('second') });
		expect(days()).toEqual(['2026-03-03', '2026-03-05']);
		const own = { ...rules, areaId: idOf('C'), followUps: [10] };
		expect(cases.world.run(lead, 'caseRules.set', own)).toBe('ok');
		expect(cases.world.run(office, 'caseRules.set', own)).toBe('notAllowed');
		expect(cases.world.run(people.sub, 'caseRules.set', { ...own, areaId: idOf('G') })).toBe(
			'areaKindWrong areaId'
		);
		cases.act(lead, 'reopen', { words: '又吵起来' });
		cases.agree({ id: idOf('third') });
		expect(days()).toEqual(['2026-03-12']);
	});
});

describe('after an agreement', () => {
	const visit = (more: object) => ({
		planId: null,
		result: 'satisfied',
		then: null,
		words: '',
		...more
	});
	test.each([
		['followUp', visit({})],
		['plan', { planId: null, on: '2026-05-01' }],
		['perform', { termId: idOf('term'), state: 'done', on: '2026-03-02', words: '' }],
		['confirmCourt', { state: 'applied', on: '2026-03-02', words: '' }]
	])('%s before there is one', (name, args) => {
		cases.open();
		expect(cases.act(worker, name, args)).toBe('caseNotAgreed caseId');
	});

	const plan = `${idOf('agreement')}:7`;
	test.each([
		['an unplanned visit', 'followUp', visit({}), 'ok', 0],
		['a planned one', 'followUp', visit({ planId: plan }), 'ok', 7],
		[
			'one that nobody planned under that name',
			'followUp',
			visit({ planId: idOf('no') }),
			'planUnknown planId',
			7
		],
		[
			'one that finds it flaring up, and nothing follows',
			'followUp',
			visit({ result: 'flaringUp' }),
			'consequenceMissing then',
			7
		],
		['a good one that opens it again', 'followUp', visit({ then: 'reopen' }), 'malformed then', 7],
		['another day for a visit', 'plan', { planId: plan, on: '2026-03-20' }, 'ok', 0],
		['a day before the agreement', 'plan', { planId: plan, on: '2026-03-01' }, 'dayOrder on', 0],
		['a visit dropped', 'plan', { planId: plan, on: null }, 'ok', 0],
		['no visit dropped', 'plan', { planId: null, on: null }, 'malformed on', 0],
		['a new one', 'plan', { planId: null, on: '2026-06-01' }, 'ok', 0],
		[
			'a term done',
			'perform',
			{ termId: idOf('term'), state: 'done', on: '2026-03-02', words: '' },
			'ok',
			0
		],
		[
			'a term that is not there',
			'perform',
			{ termId: idOf('no'), state: 'done', on: '2026-03-02', words: '' },
			'termUnknown termId',
			0
		],
		[
			'a term done tomorrow',
			'perform',
			{ termId: idOf('term'), state: 'done', on: '2026-03-03', words: '' },
			'dayOrder on',
			0
		],
		[
			'the court in time',
			'confirmCourt',
			{ state: 'applied', on: '2026-04-01', words: '' },
			'ok',
			30
		],
		[
			'the court too late',
			'confirmCourt',
			{ state: 'applied', on: '2026-04-02', words: '' },
			'courtLate on',
			31
		],
		[
			'the court before the agreement',
			'confirmCourt',
			{ state: 'applied', on: '2026-03-01', words: '' },
			'dayOrder on',
			0
		],
		[
			'a decision that nobody applied for',
			'confirmCourt',
			{ state: 'confirmed', on: '2026-03-02', words: '' },
			'courtOrder state',
			0
		]
	])('%s', (_name, name, args, outcome, days) => {
		cases.open();
		cases.agree();
		expect(cases.act(worker, name, args, days)).toBe(outcome);
	});

	test('a matter of status is not confirmed', () => {
		cases.open();
		cases.agree({ isStatus: true });
		expect(
			cases.act(worker, 'confirmCourt', { state: 'applied', on: '2026-03-02', words: '' })
		).toBe('statusMatter caseId');
	});

	test('a decision of the court comes after the application, once', () => {
		cases.open();
		cases.agree();
		const court = (state: string) =>
			cases.act(worker, 'confirmCourt', { state, on: '2026-03-02', words: '' });
		expect([court('applied'), court('applied'), court('confirmed'), court('rejected')]).toEqual([
			'ok',
			'courtOrder state',
			'ok',
			'courtOrder state'
		]);
	});

	test('two who make the same visit have both been there', () => {
		cases.open();
		cases.agree();
		expect(cases.act(worker, 'followUp', visit({ planId: plan }), 7)).toBe('ok');
		expect(cases.act(lead, 'followUp', visit({ planId: plan }), 7)).toBe('ok');
		expect(cases.act(worker, 'plan', { planId: plan, on: null })).toBe('planSettled planId');
		expect(cases.case().plans[0]).toMatchObject({ state: 'done', doneOn: '2026-03-09' });
	});

	test.each([
		['raise', 'agreed', 'yellow', 3],
		['reopen', 'open', 'blue', 0]
	])('what flares up: %s', (then, stage, colour, planned) => {
		cases.open();
		cases.agree();
		expect(cases.act(worker, 'followUp', visit({ result: 'flaringUp', then }))).toBe('ok');
		expect(stageOf(cases.case())).toBe(stage);
		expect(cases.docket()).toMatchObject({ stage, colour });
		expect(cases.case().plans.filter((one) => one.state === 'planned')).toHaveLength(planned);
	});

	test.each([
		['the lead', () => cases.act(lead, 'reopen', { words: '又吵起来' })],
		['a visit', () => cases.act(worker, 'followUp', visit({ result: 'flaringUp', then: 'reopen' }))]
	])('opened again by %s, nothing holds until there is a new agreement', (_who, again) => {
		cases.open();
		cases.agree();
		const seen = seenOf(cases.case());
		expect(again()).toBe('ok');
		expect(cases.case().agreement).toBeNull();
		const done = { termId: idOf('term'), state: 'done', on: '2026-03-02', words: '已装好' };
		expect(cases.act(worker, 'perform', done)).toBe('caseNotAgreed caseId');
		// Whoever was there before they heard of it has said it all the same.
		expect(cases.act(worker, 'perform', { ...done, id: idOf('late'), seen })).toBe('ok');
		expect(cases.entry('late')).toMatchObject({ words: '已装好', undone: 'caseNotAgreed' });
		expect(cases.entry('agreement')).toMatchObject({ fact: { kind: 'agreement' } });
		cases.agree({ id: idOf('second') });
		expect(cases.case().agreement).toMatchObject({ id: idOf('second'), performed: {} });
	});
});
