import { beforeEach, describe, expect, test } from 'vitest';
import type { Campaign } from '../campaign/schema';
import { draftArgs, office, worldWithCampaign } from '../campaign/test-campaigns';
import { scopeOf } from '../kernel/reach';
import { homeKey } from '../kernel/home';
import { actorOf, idOf, morning, type TestWorld } from '../test-world';
import { objectionKind } from './commands';
import { wordsFault } from './limits';
import type { Objection, RaiseObjection } from './schema';
import { forOffice, publicObjections } from './select';

const colleague = actorOf('office', 'C', {}, 'the colleague');
const server = { ...actorOf('office', 'C', {}, 'the server'), isServer: true as const };
const dayMs = 86_400_000;
const shown = { from: '2026-03-02', to: '2026-03-08' };
const long = '换门的发票我没有看到，请说明一下';

let world: TestWorld;
const objection = (label = 'O') => world.get<Objection>('objection', idOf(label))!;
const args = (more: Partial<RaiseObjection> = {}): RaiseObjection => ({
	...{ id: idOf('O'), campaignId: idOf('camp'), words: long, from: '', ...more }
});
const publish = (label = 'camp', seen = 2) =>
	expect(world.run(office, 'campaign.publish', { id: idOf(label), seen, ...shown })).toBe('ok');
const receive = (more: Partial<RaiseObjection> = {}, at = morning) =>
	world.run(server, 'objection.receive', args(more), at);
const note = (more: Partial<RaiseObjection> = {}, at = morning) =>
	world.run(office, 'objection.note', args(more), at);

beforeEach(() => {
	world = worldWithCampaign();
});

describe('what a neighbour sends', () => {
	test.each([
		['on the first day', 0, 'ok'],
		['on the last day', 6, 'ok'],
		['the day before', -1, 'accountsNotShown campaignId'],
		['the day after', 7, 'accountsNotShown campaignId']
	])('%s', (_when, days, outcome) => {
		publish();
		expect(receive({}, morning + days * dayMs)).toBe(outcome);
	});

	test.each([
		['ten characters', { words: '一二三四五六七八九十' }, 'ok'],
		['nine', { words: '一二三四五六七八九' }, 'malformed words'],
		['spaces, which do not count', { words: `  九个字${' '.repeat(30)}` }, 'malformed words'],
		['500', { words: '字'.repeat(500) }, 'ok'],
		['501', { words: '字'.repeat(501) }, 'malformed words'],
		['a name that is chosen to be left', { from: '3 栋 201 王' }, 'ok'],
		['too much of it', { from: '王'.repeat(61) }, 'malformed from'],
		[
			'something about what does not exist',
			{ campaignId: idOf('no') },
			'campaignUnknown campaignId'
		]
	])('%s', (_what, more, outcome) => {
		publish();
		expect(receive(more)).toBe(outcome);
	});

	test('is taken by the server alone, whoever says it is one', () => {
		publish();
		expect(world.run(office, 'objection.receive', args())).toBe('notAllowed');
	});

	test('of a campaign that was never shown, or is a draft, is not taken', () => {
		expect(receive()).toBe('accountsNotShown campaignId');
		world.run(office, 'campaign.draft', draftArgs({}, 'draft'));
		expect(receive({ campaignId: idOf('draft') })).toBe('accountsNotShown campaignId');
	});

	test('lies with the campaign, names nobody who wrote it, and waits for an answer', () => {
		publish();
		receive({ words: `\n${long}  `, from: ' 王 ' });
		expect(objection()).toEqual({
			...{ ...args(), from: '王', areaId: idOf('C'), receivedAt: morning },
			...{ came: 'page', by: null, answers: [] }
		});
		expect(objectionKind.todo!(objection())).toBe('answer');
		expect(objectionKind.about!(objection())).toBe(idOf('camp'));
		expect(receive()).toBe('objectionExists id');
	});
});

describe('what was told to the office', () => {
	test.each([
		['while they are shown', 3, 'ok'],
		['afterwards, of what was said in time', 30, 'ok'],
		['before', -1, 'accountsNotShown campaignId']
	])('%s', (_when, days, outcome) => {
		publish();
		expect(note({}, morning + days * dayMs)).toBe(outcome);
	});

	test('says who wrote it down', () => {
		publish();
		note();
		expect(objection()).toMatchObject({ came: 'told', by: { name: office.name } });
	});

	test.each([
		['a grid worker', actorOf('gridWorker', 'G')],
		['a unit leader', actorOf('unitLeader', 'U')],
		['a party group', actorOf('gridParty', 'G')],
		['the sub-district', actorOf('subdistrict', 'S')],
		['another office', actorOf('office', 'C2')]
	])('is not for %s, who do not hold the campaign either', (_who, actor) => {
		publish();
		expect(world.run(actor, 'objection.note', args())).toBe('notAllowed');
		note();
		const answer = { id: idOf('O'), seen: 0, words: '答', asked: '' };
		expect(world.run(actor, 'objection.answer', answer)).toBe('notAllowed');
		const home = objectionKind.home(objection());
		const path = world.pathOf(home.areaId)!;
		const parts = scopeOf(actor, '2026-03-02').filter((one) => one.dataClass === 'money');
		expect(parts.some((one) => path.includes(one.areaId))).toBe(false);
		expect(homeKey(home)).toBe(`${idOf('C')}:money`);
	});
});

describe('answering', () => {
	const answer = (more: object = {}, actor = office) =>
		world.run(actor, 'objection.answer', {
			...{ id: idOf('O'), seen: 0, words: '发票在公示栏里。', asked: '', ...more }
		});
	beforeEach(() => {
		publish();
		receive();
	});

	test.each([
		['in a sentence', {}, 'ok'],
		['with the question as the office says it', { asked: '发票在哪里看' }, 'ok'],
		['without a word', { words: ' ' }, 'malformed words'],
		['at too great length', { words: '字'.repeat(501) }, 'malformed words'],
		['what nobody raised', { id: idOf('no') }, 'objectionUnknown id'],
		['after an answer that is not there', { seen: 1 }, 'objectionChanged seen']
	])('%s', (_how, more, outcome) => expect(answer(more)).toBe(outcome));

	test('by two colleagues at once is refused to the second, who adds to it when they have read it', () => {
		expect(answer()).toBe('ok');
		expect(answer({ words: '另一个说法' }, colleague)).toBe('objectionChanged seen');
		expect(answer({ words: '已补贴出来。', seen: 1 }, colleague)).toBe('ok');
		expect(objection().answers.map(({ by, words }) => [by.name, words])).toEqual([
			[office.name, '发票在公示栏里。'],
			[colleague.name, '已补贴出来。']
		]);
		expect(objectionKind.todo!(objection())).toBeUndefined();
	});

	test('is possible when the accounts are shown no more, and waiting ones do not hold up the closing', () => {
		const { seen } = world.get<Campaign>('campaign', idOf('camp'))!;
		const close = { id: idOf('camp'), seen, bookings: [] };
		expect(world.run(office, 'campaign.close', close)).toBe('ok');
		const late = morning + 60 * dayMs;
		const args = { id: idOf('O'), seen: 0, words: '补答', asked: '' };
		expect(world.run(office, 'objection.answer', args, late)).toBe('ok');
	});
});

const plain = (label: string, receivedAt: number, asked?: string[]): Objection => ({
	...{ ...args({ id: idOf(label), words: `${long} 王五`, from: '王五' }), areaId: idOf('C') },
	...{ receivedAt, came: 'told', by: { personId: idOf('me'), name: '张三', role: 'office' } },
	answers: (asked ?? []).map((one, i) => ({
		...{ asked: one, words: `答${i + 1}`, at: morning + i * dayMs },
		by: { personId: idOf('me'), name: '张三', role: 'office' }
	}))
});

describe('what everybody reads', () => {
	const all = [
		plain('late', 3, ['']),
		plain('open', 1),
		plain('early', 2, ['发票在哪里', '', '发票和合同在哪里'])
	];

	test('are the answers, the question as the office said it last, and how many wait', () => {
		expect(publicObjections(all)).toEqual({
			open: 1,
			answered: [
				{
					asked: '发票和合同在哪里',
					answers: [
						{ on: '2026-03-02', words: '答1' },
						{ on: '2026-03-03', words: '答2' },
						{ on: '2026-03-04', words: '答3' }
					]
				},
				{ asked: '', answers: [{ on: '2026-03-02', words: '答1' }] }
			]
		});
	});

	test('is nothing that the neighbour wrote, and nobody’s name', () => {
		const text = JSON.stringify(publicObjections(all));
		for (const secret of [long, '王五', '张三', idOf('me'), idOf('open'), idOf('early')])
			expect(text).not.toContain(secret);
	});
});

test('the office has those that wait on top, the oldest first, then the answered ones, the latest first', () => {
	const all = [plain('a', 1, ['']), plain('b', 4), plain('c', 2), plain('d', 3, [''])];
	expect(forOffice(all).map(({ receivedAt }) => receivedAt)).toEqual([2, 4, 3, 1]);
});

test.each([
	['', 'tooShort'],
	['  短  ', 'tooShort'],
	['𠮷'.repeat(10), null],
	['字'.repeat(500) + '  ', null],
	['𠮷'.repeat(501), 'tooLong']
])('%#: the length of what was typed', (text, fault) => expect(wordsFault(text)).toBe(fault));
