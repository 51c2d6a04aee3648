import { beforeEach, describe, expect, test } from 'vitest';
import { hold } from '../hold';
import type { Held } from '../held/schema';
import { clockOf } from '../kernel/clock';
import { homeKey } from '../kernel/home';
import { kindOf } from '../registry';
import { idOf, morning } from '../test-world';
import { soundNamed } from '../sound/test-sounds';
import { Cases, note, people } from './test-cases';
import { stepsDone, wordsOf } from './select';

const { worker, hong, lead, lawyer, party } = people;
let cases: Cases;
beforeEach(() => {
	cases = new Cases();
	cases.open();
});

const session = { kind: 'session', way: 'apart', present: [], others: '' };
const report = { kind: 'report', danger: 'violence', told: 'police', toldAt: morning };

describe('dispute.addEntry', () => {
	test.each([
		['a note', { kind: 'note' }, '听了两边', 'ok'],
		['a note without words', { kind: 'note' }, '', 'wordsMissing words'],
		[
			'evidence without words or a photo',
			{ kind: 'evidence', takenAt: null, from: '' },
			'',
			'wordsMissing words'
		],
		['an inquiry', { kind: 'inquiry', of: '邻居' }, '问到的情况', 'ok'],
		['a session that stands for itself', session, '', 'ok'],
		[
			'a session with somebody who is no party',
			{ ...session, present: [idOf('no')] },
			'',
			'partyUnknown fact.present'
		],
		['a report', report, '已报派出所', 'ok'],
		['something unheard of', { kind: 'rumour' }, '听说', 'malformed fact.kind'],
		['endless words', { kind: 'note' }, '长'.repeat(10_001), 'malformed words']
	])('%s', (_name, fact, words, outcome) => {
		expect(cases.act(worker, 'addEntry', { fact, step: null, words })).toBe(outcome);
	});

	const [one, two, three, four] = ['a', 'b', 'c', 'd'].map(soundNamed);
	test.each([
		['one', [one], 'ok'],
		['three', [one, two, three], 'ok'],
		['four', [one, two, three, four], 'malformed sounds'],
		['the same twice', [one, one], 'malformed sounds'],
		['of eleven minutes', [{ ...one, seconds: 660 }], 'malformed sounds.0.seconds'],
		['of no length', [{ ...one, seconds: 0 }], 'malformed sounds.0.seconds'],
		['of half a second', [{ ...one, seconds: 0.5 }], 'malformed sounds.0.seconds'],
		['of nine megabytes', [{ ...one, bytes: 9_000_000 }], 'malformed sounds.0.bytes'],
		['with a name that is no hash', [{ ...one, sha256: '../x' }], 'malformed sounds.0.sha256'],
		['that is a film', [{ ...one, type: 'video/webm' }], 'malformed sounds.0.type'],
		['without its moment', [{ ...one, at: null }], 'malformed sounds.0.at']
	])('evidence by sound without words: %s', (_what, sounds, outcome) => {
		const fact = { kind: 'evidence', takenAt: morning, from: '' };
		const said = { id: idOf('n'), fact, step: null, words: '', sounds };
		expect(cases.act(worker, 'addEntry', said)).toBe(outcome);
		expect(cases.entry('n')?.sounds).toEqual(outcome === 'ok' ? sounds : undefined);
	});

	test('a sound stands for no words in a note and an inquiry', () => {
		for (const fact of [{ kind: 'note' }, { kind: 'inquiry', of: '' }])
			expect(cases.act(worker, 'addEntry', { fact, step: null, words: '', sounds: [one] })).toBe(
				'wordsMissing words'
			);
	});

	test('what is said of a visit and of a term keeps its sounds, also where it came too late', () => {
		cases.agree();
		const seen = [idOf('case'), idOf('case')];
		const visit = { planId: null, result: 'satisfied', then: null, words: '', sounds: [one] };
		expect(cases.act(worker, 'followUp', { ...visit, id: idOf('v') })).toBe('ok');
		const term = { termId: idOf('no'), state: 'done', on: '2026-03-02', words: '', sounds: [two] };
		expect(cases.act(worker, 'perform', { ...term, id: idOf('p'), seen })).toBe('ok');
		expect([cases.entry('v')?.sounds, cases.entry('p')?.sounds]).toEqual([[one], [two]]);
		expect(cases.entry('p')?.undone).toBe('termUnknown');
	});

	test('a report turns the case red at once, on the office’s list too', () => {
		cases.act(worker, 'addEntry', { fact: report, step: null, words: '' });
		expect(cases.case()).toMatchObject({ colour: 'red', reportedAt: morning });
		expect(cases.docket().colour).toBe('red');
	});

	test('a note leaves the record of the case alone, and a step is done by what was written for it', () => {
		const before = cases.case();
		cases.act(worker, 'addEntry', { ...note('摸到了情况'), id: idOf('n'), step: 'findOut' });
		expect(cases.case()).toBe(before);
		expect(stepsDone([cases.entry('n')!]).findOut).not.toBeNull();
		expect(stepsDone([cases.entry('n')!]).look).toBeNull();
	});

	test('under one id only once', () => {
		expect(cases.act(worker, 'addEntry', { ...note('一'), id: idOf('n') })).toBe('ok');
		expect(cases.act(worker, 'addEntry', { ...note('二'), id: idOf('n') })).toBe('entryExists id');
	});
});

describe('dispute.amendEntry', () => {
	beforeEach(() => void cases.act(worker, 'addEntry', { ...note('原来的话'), id: idOf('n') }));
	test.each([
		['its author', worker, {}, 'ok'],
		['the lead', lead, {}, 'entryNotYours entryId'],
		['an entry that is not there', worker, { entryId: idOf('no') }, 'entryUnknown entryId'],
		['no words', worker, { words: '' }, 'wordsMissing words']
	])('%s', (_name, who, more, outcome) => {
		const args = { entryId: idOf('n'), words: '更正', ...more };
		expect(cases.act(who, 'amendEntry', args)).toBe(outcome);
	});

	test('a sound alone is an amendment, and the first one stays', () => {
		const [one, two] = [soundNamed('a'), soundNamed('b')];
		const said = { fact: { kind: 'evidence', takenAt: null, from: '' }, step: null, words: '' };
		cases.act(worker, 'addEntry', { ...said, id: idOf('e'), sounds: [one] });
		const anew = { entryId: idOf('e'), words: '', sounds: [two] };
		expect(cases.act(worker, 'amendEntry', anew)).toBe('ok');
		expect(cases.entry('e')!.sounds).toEqual([one]);
		expect(wordsOf(cases.entry('e')!).sounds).toEqual([two]);
	});

	test('an agreement is not worded anew', () => {
		cases.agree();
		const args = { entryId: idOf('agreement'), words: '改一改' };
		expect(cases.act(worker, 'amendEntry', args)).toBe('entryUnknown entryId');
	});

	test('the latest by its clock counts, in whatever order they came', () => {
		const amend = (label: string, clock: number) =>
			cases.world.run(
				worker,
				'dispute.amendEntry',
				{ id: idOf(label), caseId: idOf('case'), entryId: idOf('n'), words: label },
				cases.at(),
				{ clock: clockOf(morning + 9e6 + clock, 0) }
			);
		expect([amend('late', 5), amend('early', 1)]).toEqual(['ok', 'ok']);
		expect(wordsOf(cases.entry('n')!).words).toBe('late');
		expect(cases.entry('n')!.amendments).toHaveLength(2);
	});
});

describe('dispute.amend', () => {
	const amend = (label: string, to: string, clock: number, who = worker) =>
		cases.world.run(
			who,
			'dispute.amend',
			{ id: idOf(label), caseId: idOf('case'), change: { field: 'place', to } },
			cases.at(),
			{ clock: clockOf(morning + 9e6 + clock, 0) }
		);

	test('the later correction stands, in whatever order they came; both stay in the case', () => {
		expect([amend('b', '东门', 5), amend('a', '西门', 1)]).toEqual(['ok', 'ok']);
		expect(cases.case().place).toBe('东门');
		expect(cases.entry('a')?.fact).toEqual({
			kind: 'amended',
			change: { field: 'place', to: '西门' }
		});
	});

	test('a party is corrected by the rules of the beginning', () => {
		const [first] = cases.case().parties;
		const change = (more: object) => ({ change: { field: 'party', to: { ...first, ...more } } });
		expect(cases.act(worker, 'amend', change({ name: '改名' }))).toBe('ok');
		expect(cases.act(worker, 'amend', change({ birthYear: 2015 }))).toBe('guardianMissing parties');
		const agent = { name: '代理人甲', relation: '', phone: '13800000001' };
		expect(cases.act(worker, 'amend', change({ agent }))).toBe('ok');
		const { name, phone } = agent;
		const own = change({ agent, name, phone });
		expect(cases.act(worker, 'amend', own)).toBe('agentWrong parties');
		expect(cases.case().parties[0]).toMatchObject({ name: first!.name, agent });
		const opposed = change({ id: idOf('third'), side: 'second', name, phone });
		expect(cases.act(worker, 'amend', opposed)).toBe('agentWrong parties');
		expect(
			cases.act(worker, 'amend', change({ side: first!.side === 'first' ? 'second' : 'first' }))
		).toBe('partySides parties');
	});
});

describe('words of somebody who has no seat any more', () => {
	const late = { id: idOf('late'), caseId: idOf('case'), ...note('调走以后写的') };
	const received = (at: number) => ({
		...{ opId: idOf('op'), command: { name: 'dispute.addEntry', version: 1, args: late } },
		...{ actor: hong, at, clock: clockOf(at, 0), receivedAt: at }
	});

	test('are held in the case, for whoever answers for it', () => {
		cases.seat(hong);
		cases.act(lead, 'unassign', { seatId: idOf('seat-hong'), words: '' });
		const held = hold(received(cases.at()), cases.world, () => undefined);
		if (!held?.ok) throw new Error(JSON.stringify(held));
		cases.world.apply(held.value);
		const body = cases.world.get<Held>('held', idOf('op'))!;
		expect(homeKey(kindOf.held.home(body))).toBe(`${idOf('C')}:case:${idOf('case')}`);
		expect(body).toMatchObject({ forWhom: { name: worker.name }, by: { name: 'hong' } });
		const accept = (who: typeof hong) =>
			cases.world.run(who, 'held.accept', { opId: idOf('op') }, cases.at());
		expect(accept(people.office)).toBe('notAllowed');
		expect(accept(party)).toBe('notAllowed');
		expect(accept(hong)).toBe('notAllowed');
		expect(accept(worker)).toBe('ok');
		expect(cases.entry('late')).toMatchObject({ words: '调走以后写的', by: { name: 'hong' } });
	});

	test('are not held of somebody who never had one', () => {
		expect(hold(received(cases.at()), cases.world, () => undefined)).toBeUndefined();
		expect(
			hold({ ...received(cases.at()), actor: lawyer }, cases.world, () => undefined)
		).toBeUndefined();
	});
});
