import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Question } from '$lib/domain/question/schema';
import { testDatabases } from '../db/test-databases';
import {
	foundTown,
	id,
	phone,
	pullFrom,
	short,
	stateOf,
	townNow,
	visit,
	type Town
} from '../engine/test-town';

const day = 86_400_000;

describe.each(testDatabases)('questions to the office on $name', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	let town: Town;
	beforeAll(async () => {
		town = await foundTown(await databases.fresh());
	});
	afterAll(() => town.close());

	const questionOf = (more: Record<string, unknown> = {}, said: Record<string, unknown> = {}) => ({
		id: id(),
		areaId: town.grid,
		words: '搬到哪里去了？',
		entry: {
			state: 'refused',
			subject: id(),
			command: 'visit.log',
			at: townNow - day,
			code: 'householdRemoved',
			said: {
				unitId: town.units[0].id,
				householdId: town.units[0].households[0],
				door: '101',
				visit: { result: 'home', needs: [], words: '' },
				changes: [],
				...said
			}
		},
		...more
	});
	async function send(person: string, name: string, args: unknown, device = phone()) {
		const operation = device.operation(name, args);
		const { receipts, rows } = await town.sync.push(person, device.push([operation]));
		return { device, operation, outcome: short(receipts[0]), rows };
	}
	/** Every question that somebody gets by asking for the heads and pulling whatever they name. */
	async function questionsOf(person: string): Promise<Question[]> {
		const asked = { protocol: 1, deviceId: id() };
		const { heads } = await town.sync.heads(person, { ...asked, token: null });
		const from = heads!.flatMap(([home]): [string, number][] =>
			home.includes(':question') ? [[home, 0]] : []
		);
		if (from.length === 0) return [];
		const { rows } = await pullFrom(town.sync, person, { ...asked, from, limit: 500 });
		return rows.map((row) => row.body as Question);
	}
	const reaches = async (person: string, question: string) =>
		(await questionsOf(person)).some((one) => one.id === question);

	test('the office of the community gets it, and its author; nobody else, by whatever way they ask', async () => {
		const args = questionOf();
		expect((await send(town.people.worker, 'question.ask', args)).outcome).toBe('applied');
		expect(await reaches(town.people.office, args.id)).toBe(true);
		expect(await reaches(town.people.worker, args.id)).toBe(true);
		const home = `${town.grid}:question:${town.people.worker}`;
		for (const person of [
			town.people.formerWorker,
			town.people.farWorker,
			town.units[0].leader,
			town.subdistrict.admin
		]) {
			expect(await reaches(person, args.id)).toBe(false);
			const asked = { protocol: 1, deviceId: id() };
			const pulled = await pullFrom(town.sync, person, { ...asked, from: [[home, 0]], limit: 9 });
			expect(pulled.rows).toEqual([]);
			const compared = await town.sync.compare(person, { ...asked, home, rows: [] });
			expect([compared.head, compared.rows]).toEqual([null, []]);
		}
	});

	test('the answer reaches its author, also one whose post is over, and tells them nothing else', async () => {
		const author = town.people.formerWorker;
		const args = questionOf();
		await send(author, 'question.ask', args);
		const words = '已经改好了，请再交一次';
		expect(
			(await send(town.people.office, 'question.answer', { id: args.id, words })).outcome
		).toBe('applied');
		const mine = (await questionsOf(author)).find((one) => one.id === args.id);
		expect(mine?.answers).toEqual([
			{ at: townNow, words, by: { personId: town.people.office, name: '某人', role: 'office' } }
		]);
		const { heads } = await town.sync.heads(author, { protocol: 1, deviceId: id(), token: null });
		expect(heads!.map(([home]) => home)).toEqual([`${town.grid}:question:${author}`]);
		expect((await send(author, 'question.close', { id: args.id })).outcome).toBe('applied');
	});

	test('what was written of one community is shown to no office of another', async () => {
		const far = questionOf({}, { unitId: town.farUnit.id });
		expect((await send(town.people.worker, 'question.ask', far)).outcome).toBe('notAllowed areaId');
		const elsewhere = questionOf({ areaId: town.otherCommunity });
		expect((await send(town.people.worker, 'question.ask', elsewhere)).outcome).toBe(
			'notAllowed areaId'
		);
	});

	test('only the office answers, and a sentence is needed', async () => {
		const args = questionOf();
		await send(town.people.worker, 'question.ask', args);
		const said = { id: args.id, words: '好' };
		// Whoever else there is does not even learn that there is such a question.
		for (const person of [
			town.units[0].leader,
			town.people.formerWorker,
			town.subdistrict.admin,
			town.people.farWorker
		])
			expect((await send(person, 'question.answer', said)).outcome).toBe('questionUnknown id');
		expect((await send(town.people.worker, 'question.answer', said)).outcome).toBe('notAllowed');
		const empty = { ...said, words: ' ' };
		expect((await send(town.people.office, 'question.answer', empty)).outcome).toBe(
			'commentMissing words'
		);
	});

	test('sent again it is one question, with one answer', async () => {
		const args = questionOf();
		const first = await send(town.people.worker, 'question.ask', args);
		const answer = { id: args.id, words: '好' };
		const given = await send(town.people.office, 'question.answer', answer);
		const before = await stateOf(town.db);
		for (const [person, { device, operation }] of [
			[town.people.worker, first],
			[town.people.office, given]
		] as const) {
			const { receipts } = await town.sync.push(person, device.push([operation]));
			expect(receipts.map(short)).toEqual(['applied']);
		}
		expect(await stateOf(town.db)).toEqual(before);
	});

	test('a visit that is refused and its question go in one push, and the question is taken', async () => {
		const device = phone();
		const lost = device.operation('visit.log', visit(id()));
		const args = questionOf({ entry: { ...questionOf().entry, subject: lost.opId } });
		const { receipts } = await town.sync.push(
			town.people.worker,
			device.push([lost, device.operation('question.ask', args)])
		);
		expect(receipts.map(short)).toEqual(['householdUnknown householdId', 'applied']);
	});
});
