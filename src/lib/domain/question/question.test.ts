import { beforeEach, describe, expect, test } from 'vitest';
import { scopeOf } from '../kernel/reach';
import { homeKey } from '../kernel/home';
import { actorOf, idOf, morning, testWorld, type TestWorld } from '../test-world';
import { questionKind } from './commands';
import type { AskQuestion, Entry, Question } from './schema';

const worker = actorOf('gridWorker', 'G');
const leader = actorOf('unitLeader', 'U');
const office = actorOf('office', 'C');
const colleague = actorOf('office', 'C', {}, 'the colleague');
const elsewhere = actorOf('office', 'C2');
const former = actorOf('gridWorker', 'G', { to: '2026-02-28' }, 'the former worker');

const entry = (more: Partial<Entry> = {}): Entry => ({
	state: 'refused',
	subject: idOf('op'),
	command: 'visit.log',
	at: morning,
	code: 'householdRemoved',
	said: {
		unitId: idOf('U'),
		householdId: idOf('H'),
		door: '101',
		visit: { result: 'home', needs: [], words: '门口说了两句' },
		changes: []
	},
	...more
});
const args = (more: Partial<AskQuestion> = {}): AskQuestion => ({
	id: idOf('Q'),
	areaId: idOf('G'),
	entry: entry(),
	words: '这一户搬到哪里去了？',
	...more
});

let world: TestWorld;
beforeEach(() => {
	world = testWorld();
});
const question = () => world.get<Question>('question', idOf('Q'))!;
const asked = (actor = worker, more: Partial<AskQuestion> = {}) =>
	expect(world.run(actor, 'question.ask', args(more))).toBe('ok');

describe('asking', () => {
	const unknownUnit = entry({ said: { ...entry().said!, unitId: idOf('lost') } });
	test.each([
		['a worker about the own grid', worker, {}, 'ok'],
		['a unit leader about the own unit', leader, { areaId: idOf('U') }, 'ok'],
		['somebody of the office, who has colleagues', office, { areaId: idOf('C') }, 'ok'],
		['who no longer has the grid', former, {}, 'ok'],
		['of a place that has left the phone', worker, { entry: unknownUnit }, 'ok'],
		['without a word', worker, { words: '  ' }, 'ok'],
		['the entry kept to oneself', worker, { entry: entry({ said: null }) }, 'ok'],
		['in an area where one never was appointed', leader, { areaId: idOf('G2') }, 'notAllowed'],
		[
			'an office that does not look after the entry',
			{ ...worker, posts: [...worker.posts, ...actorOf('gridWorker', 'G2').posts] },
			{ areaId: idOf('G2') },
			'notAllowed areaId'
		],
		[
			'the sub-district, above which there is no office',
			actorOf('subdistrict', 'S'),
			{},
			'notAllowed'
		],
		['too many words', worker, { words: '问'.repeat(501) }, 'malformed words'],
		[
			'words that are no command',
			worker,
			{ entry: entry({ command: '张三 的事' }) },
			'malformed entry.command'
		]
	])('%s', (_who, actor, more, outcome) => {
		expect(world.run(actor, 'question.ask', args(more))).toBe(outcome);
	});

	test('the same question twice is one', () => {
		asked();
		expect(world.run(worker, 'question.ask', args())).toBe('questionExists id');
	});

	test('carries no particulars, whatever a phone puts into it', () => {
		const said = { ...entry().said!, particulars: [{ idNumber: '11010119490101001X' }] };
		asked(worker, { entry: entry({ said }) });
		expect(JSON.stringify(question())).not.toContain('1101');
	});
});

describe('answering', () => {
	const said = { id: idOf('Q'), words: '搬去 2 单元了，请记到那边' };
	beforeEach(() => asked());
	test.each([
		['the office of the community', colleague, said, 'ok'],
		['the office of another community', elsewhere, said, 'notAllowed'],
		['a worker', actorOf('gridWorker', 'G', {}, 'x'), said, 'notAllowed'],
		['without a sentence', colleague, { ...said, words: ' ' }, 'commentMissing words'],
		['what nobody asked', colleague, { ...said, id: idOf('no') }, 'questionUnknown id']
	])('%s', (_who, actor, answer, outcome) => {
		expect(world.run(actor, 'question.answer', answer)).toBe(outcome);
	});

	test('nobody answers their own question', () => {
		expect(world.run(office, 'question.ask', args({ id: idOf('own'), areaId: idOf('C') }))).toBe(
			'ok'
		);
		expect(world.run(office, 'question.answer', { ...said, id: idOf('own') })).toBe(
			'questionOwn id'
		);
	});

	test('two colleagues without signal both answer, and both answers stay', () => {
		world.run(office, 'question.answer', said);
		world.run(colleague, 'question.answer', { ...said, words: '问过了，没搬' });
		expect(question().answers.map((one) => [one.by.name, one.words])).toEqual([
			[office.name, said.words],
			[colleague.name, '问过了，没搬']
		]);
	});

	test('an answer that comes after its author needed none is kept, and wakes nobody', () => {
		world.run(worker, 'question.close', { id: idOf('Q') });
		expect(world.run(office, 'question.answer', said)).toBe('ok');
		expect(question().answers).toHaveLength(1);
		expect(questionKind.todo!(question())).toBeUndefined();
	});
});

describe('closing', () => {
	beforeEach(() => asked(former));
	test.each([
		['who asked, whose post is over', former, idOf('Q'), 'ok'],
		['somebody else of the same grid', worker, idOf('Q'), 'questionNotYours id'],
		['the office', office, idOf('Q'), 'questionNotYours id'],
		['what nobody asked', worker, idOf('no'), 'questionUnknown id']
	])('%s', (_who, actor, id, outcome) => {
		expect(world.run(actor, 'question.close', { id })).toBe(outcome);
	});

	test('twice is once', () => {
		expect(world.run(former, 'question.close', { id: idOf('Q') })).toBe('ok');
		const before = question();
		expect(world.run(former, 'question.close', { id: idOf('Q') }, morning + 9)).toBe('ok');
		expect(question()).toEqual(before);
	});
});

test('it waits for the office, then for its author, then for nobody', () => {
	asked();
	const { todo, about } = questionKind;
	expect([todo!(question()), about!(question())]).toEqual(['question', idOf('op')]);
	world.run(office, 'question.answer', { id: idOf('Q'), words: '好' });
	expect(todo!(question())).toBe(`answered:${worker.personId}`);
	world.run(worker, 'question.close', { id: idOf('Q') });
	expect(todo!(question())).toBeUndefined();
});

test('the office of the area may hold it and its author, also when the post is over, and nobody else', () => {
	asked(former);
	const home = questionKind.home(question());
	expect(homeKey(home)).toBe(`${idOf('G')}:question:${former.personId}`);
	const path = world.pathOf(home.areaId)!;
	const holds = (actor: typeof worker) =>
		scopeOf(actor, '2026-03-02').some(
			(part) =>
				part.dataClass === 'question' &&
				path.includes(part.areaId) &&
				(part.own === undefined || part.own === home.own)
		);
	expect([former, office, colleague].map(holds)).toEqual([true, true, true]);
	expect(
		[worker, leader, elsewhere, actorOf('gridParty', 'G'), actorOf('subdistrict', 'S')].map(holds)
	).toEqual([false, false, false, false, false]);
});
