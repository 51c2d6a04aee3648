import { beforeEach, describe, expect, test } from 'vitest';
import { idOf } from '../test-world';
import { stages, type Stage } from './lists';
import { agreement, Cases, note, people } from './test-cases';
import { missingIn, seenOf, outcomeOf, stageOf } from './select';
import { mainSeat } from './seats';

// Every move from every stage, as a table of its own; and what becomes of a move that came too late.

const { worker, leader, party, hong, wu, lead, lawyer, office, sub, farLead } = people;
let cases: Cases;
beforeEach(() => {
	cases = new Cases();
	cases.open();
});

const told = ['court'];
const moves = {
	agree: (who = worker) => cases.agree({ id: idOf(`a${cases.at()}`) }, who),
	decline: () =>
		cases.act(worker, 'end', { how: 'declined', partyId: idOf('baker'), told, words: '不调' }),
	fail: () => cases.act(worker, 'end', { how: 'failed', partyId: null, told, words: '谈不拢' }),
	close: () => cases.act(worker, 'close', { words: '结案', prevented: 'fight' }),
	reopen: () => cases.act(worker, 'reopen', { words: '又吵起来了' }),
	handUp: () => cases.act(worker, 'handUp', { to: 'gridParty', words: '楼里劝不动' })
};
type Move = keyof typeof moves;
const wayTo: Record<Stage, Move[]> = {
	open: [],
	agreed: ['agree'],
	declined: ['decline'],
	failed: ['fail'],
	closed: ['agree', 'close']
};
// Written by hand: where each move leads from each stage; '' where it is refused.
const table: Record<Stage, Record<Move, Stage | ''>> = {
	open: {
		agree: 'agreed',
		decline: 'declined',
		fail: 'failed',
		close: '',
		reopen: '',
		handUp: 'open'
	},
	agreed: { agree: '', decline: '', fail: '', close: 'closed', reopen: 'open', handUp: 'agreed' },
	declined: { agree: '', decline: '', fail: '', close: 'closed', reopen: 'open', handUp: '' },
	failed: { agree: '', decline: '', fail: '', close: 'closed', reopen: 'open', handUp: '' },
	closed: { agree: '', decline: '', fail: '', close: '', reopen: 'open', handUp: '' }
};

describe.each(stages)('a case that is %s', (stage) => {
	test.each(Object.keys(moves) as Move[])('%s', (move) => {
		for (const one of wayTo[stage]) expect(moves[one]()).toBe('ok');
		expect(stageOf(cases.case())).toBe(stage);
		const to = table[stage][move];
		expect(moves[move]()).toBe(to === '' ? 'caseStage caseId' : 'ok');
		expect(stageOf(cases.case())).toBe(to === '' ? stage : to);
		expect(cases.docket().stage).toBe(to === '' ? stage : to);
	});

	test('takes notes', () => {
		for (const one of wayTo[stage]) moves[one]();
		expect(cases.act(worker, 'addEntry', note('补记'))).toBe('ok');
	});
});

describe('a move that came too late', () => {
	test.each([
		['end', { how: 'failed', partyId: null, told, words: '谈不拢，当事人已离开' }],
		['close', { words: '材料齐了', prevented: null }],
		['reopen', { words: '邻居说又吵' }],
		['handUp', { to: 'gridWorker', words: '请网格员看看' }]
	])('%s is not done, and its words stay in the case', (name, args) => {
		if (name === 'end' || name === 'handUp') cases.agree();
		const before = cases.case();
		const act = { ...args, id: idOf('late'), seen: [idOf('long ago'), idOf('case')] };
		expect(cases.act(worker, name, act)).toBe('ok');
		expect(cases.case()).toEqual(before);
		expect(cases.entry('late')).toMatchObject({
			words: args.words,
			undone: name === 'handUp' ? 'notUp' : 'caseStage'
		});
	});

	test('an agreement that two wrote: the second is kept as an entry, with its terms and signatures', () => {
		const seen = seenOf(cases.case());
		cases.seat(hong);
		cases.agree({ id: idOf('first') });
		expect(cases.agree({ id: idOf('late'), seen }, hong)).toBe('ok');
		expect(cases.case().agreement?.id).toBe(idOf('first'));
		expect(cases.entry('late')).toMatchObject({ undone: 'caseStage', fact: { kind: 'agreement' } });
	});

	test.each([
		['close', { words: '材料齐了', prevented: null }, 'closed'],
		['reopen', { words: '邻居说又吵' }, 'open']
	])(
		'%s by who answered for the case when they wrote it is theirs to do, whoever does by now',
		(name, args, to) => {
			moves.fail();
			const seen = seenOf(cases.case());
			const { appointmentId } = hong.posts[0]!;
			const next = { appointmentId, part: 'main', words: '' };
			expect(cases.act(lead, 'assign', next, 1)).toBe('ok');
			expect(cases.act(worker, name, { ...args, seen }, 2)).toBe('notAllowed');
			expect(cases.act(worker, name, { ...args, seen })).toBe('ok');
			expect(stageOf(cases.case())).toBe(to);
			expect(mainSeat(cases.case())?.name).toBe(hong.name);
		}
	);

	test('a session that was written while the case went up is kept like any', () => {
		moves.handUp();
		const session = { kind: 'session', way: 'onSite', present: [idOf('baker')], others: '' };
		const args = { id: idOf('s'), fact: session, step: 'look', words: '现场看了机器' };
		expect(cases.act(worker, 'addEntry', args)).toBe('ok');
		expect(cases.entry('s')).toMatchObject({ words: '现场看了机器' });
		expect(cases.entry('s')?.undone).toBeUndefined();
	});
});

describe('ends', () => {
	test.each([
		['a refusal by nobody', { how: 'declined', partyId: null, told }, 'malformed partyId'],
		['a failure by one', { how: 'failed', partyId: idOf('baker'), told }, 'malformed partyId'],
		[
			'somebody else who refuses',
			{ how: 'declined', partyId: idOf('no'), told },
			'partyUnknown partyId'
		],
		[
			'without telling the other ways',
			{ how: 'failed', partyId: null, told: [] },
			'remediesMissing told'
		]
	])('%s', (_name, args, outcome) => {
		expect(cases.act(worker, 'end', { words: '', ...args })).toBe(outcome);
	});

	test('a closed case says how it came out', () => {
		moves.fail();
		moves.close();
		expect(outcomeOf(cases.case())).toBe('failed');
		expect(cases.case().prevented).toBe('fight');
	});
});

describe('time', () => {
	test.each([
		['both sides', ['baker', 'sleeper'], '2026-05-01', 'ok'],
		['one side', ['baker'], '2026-05-01', 'consentMissing consents'],
		['nobody', [], '2026-05-01', 'consentMissing consents'],
		['less time', ['baker', 'sleeper'], '2026-03-20', 'dayOrder until']
	])('is extended by consent of %s', (_name, who, until, outcome) => {
		const consents = who.map(idOf);
		expect(cases.act(worker, 'extend', { until, consents, words: '' })).toBe(outcome);
		expect(cases.docket().dueOn).toBe(outcome === 'ok' ? until : '2026-04-01');
	});
});

describe('seats', () => {
	const post = (who: typeof hong) => who.posts[0]!.appointmentId;
	const give = (who: typeof hong, part: string, by = lead) =>
		cases.act(by, 'assign', { appointmentId: post(who), part, words: '' });
	test.each([
		['a helper, by the lead', hong, 'helper', lead, 'ok'],
		['a helper, by whoever answers for it', hong, 'helper', worker, 'ok'],
		['by nobody in it', hong, 'helper', wu, 'notAllowed'],
		['by the lead of another community', hong, 'helper', farLead, 'notAllowed'],
		['an office', office, 'helper', lead, 'seatWrong part'],
		['a lawyer who is called in', lawyer, 'expert', lead, 'ok'],
		['a lawyer who would run it', lawyer, 'main', lead, 'seatWrong part'],
		['a mediator as one who is called in', hong, 'expert', lead, 'seatWrong part'],
		['a mediator of another community', people.far, 'helper', lead, 'seatElsewhere appointmentId'],
		['the one who has it', worker, 'main', lead, 'seatTaken appointmentId'],
		['the one who answers, as a helper', worker, 'helper', lead, 'seatLast part']
	])('%s', (_name, who, part, by, outcome) => {
		expect(give(who, part, by)).toBe(outcome);
	});

	test('whoever was asked first stays as a helper when another answers for it', () => {
		expect(give(hong, 'main')).toBe('ok');
		expect(mainSeat(cases.case())?.name).toBe('hong');
		expect(cases.act(worker, 'addEntry', note('我还在'))).toBe('ok');
		expect(cases.act(worker, 'close', { words: '', prevented: null })).toBe('notAllowed');
	});

	test('a lawyer adds and does nothing else', () => {
		give(lawyer, 'expert');
		expect(cases.act(lawyer, 'addEntry', note('法律意见'))).toBe('ok');
		expect(cases.agree({}, lawyer)).toBe('notAllowed');
		expect(cases.act(lawyer, 'handUp', { to: 'subdistrict', words: '交' })).toBe('notAllowed');
	});

	test('a seat that was taken back is worth nothing after, and something before', () => {
		cases.seat(hong);
		const early = cases.at();
		expect(cases.act(lead, 'unassign', { seatId: idOf('seat-hong'), words: '' })).toBe('ok');
		expect(cases.act(lead, 'unassign', { seatId: idOf('seat-hong'), words: '' })).toBe(
			'seatEnded seatId'
		);
		const write = (label: string, at: number) =>
			cases.world.run(
				hong,
				'dispute.addEntry',
				{ id: idOf(label), caseId: idOf('case'), ...note('走访') },
				at
			);
		expect(write('before', early)).toBe('ok');
		expect(write('after', cases.at())).toBe('notAllowed');
	});

	test('nobody leaves a case without somebody who answers for it', () => {
		expect(cases.act(lead, 'unassign', { seatId: idOf('case'), words: '' })).toBe(
			'seatLast seatId'
		);
		expect(cases.act(lead, 'unassign', { seatId: idOf('no'), words: '' })).toBe(
			'seatUnknown seatId'
		);
	});

	test('a seat ends with the appointment', () => {
		cases.seat(hong);
		const over = { ...hong, posts: [{ ...hong.posts[0]!, to: '2026-03-01' }] };
		expect(cases.act(over, 'addEntry', note('我已不在岗'))).toBe('notAllowed');
	});

	test('a case goes up to a post, level by level, and everybody knows who has it', () => {
		const up = (who: typeof hong, to: string) => cases.act(who, 'handUp', { to, words: '劝不动' });
		expect(up(worker, 'gridWorker')).toBe('notUp to');
		expect(up(worker, 'gridParty')).toBe('ok');
		expect(cases.act(party, 'addEntry', note('党小组接手'))).toBe('ok');
		expect(up(party, 'mediationLead')).toBe('ok');
		expect(give(hong, 'main')).toBe('ok');
		expect(up(hong, 'gridParty')).toBe('notUp to');
		expect(up(hong, 'subdistrict')).toBe('ok');
		expect(cases.act(sub, 'addEntry', note('街道接手'))).toBe('ok');
		expect(mainSeat(cases.case())).toMatchObject({ role: 'subdistrict', personId: null });
		expect(cases.act(worker, 'addEntry', note('首接的人还在'))).toBe('ok');
		expect(cases.act(leader, 'addEntry', note('没有经办'))).toBe('notAllowed');
	});
});

test('what is still missing in the file', () => {
	cases.agree({ ...agreement(), seen: seenOf(cases.case()) });
	const missing = missingIn(cases.case(), [cases.entry('agreement')!]);
	expect(missing).toEqual(['investigation', 'mediation', 'performance', 'followUp', 'closing']);
});
