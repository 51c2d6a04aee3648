import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Held } from '$lib/domain/held/schema';
import type { Receipt } from '$lib/protocol/envelope';
import { testDatabases } from '../db/test-databases';
import {
	foundTown,
	id,
	phone,
	short,
	stateOf,
	townNow,
	visit,
	type Town,
	pullFrom
} from '../engine/test-town';

const day = 86_400_000;
type Phone = ReturnType<typeof phone>;

describe.each(testDatabases)('operations held on $name', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	// Tests make records of their own, so that all of them can live in one town.
	let town: Town;
	beforeAll(async () => {
		town = await foundTown(await databases.fresh());
	});
	afterAll(() => town.close());

	const send = (person: string, device: Phone, operations: unknown[]) =>
		town.sync.push(person, device.push(operations));
	const bodyOf = async <B>(kind: string, recordId: string): Promise<B | undefined> => {
		const row = await town.db
			.selectFrom('rows')
			.select('body')
			.where('kind', '=', kind as 'held')
			.where('id', '=', recordId)
			.executeTakeFirst();
		return row?.body ? (JSON.parse(row.body) as B) : undefined;
	};
	/** The former worker's phones are many here; each has its own device. */
	async function holdOne(more: Record<string, unknown> = {}) {
		const device = phone();
		const args = visit(town.units[0].households[0]!, more);
		const operation = device.operation('visit.log', args, { at: townNow - day });
		const { receipts, rows } = await send(town.people.formerWorker, device, [operation]);
		return { device, args, operation, receipt: receipts[0]!, rows };
	}
	const ask = async ({ device, operation }: { device: Phone; operation: unknown }) =>
		(await send(town.people.formerWorker, device, [operation])).receipts[0];
	const decide = async (person: string, name: string, args: unknown): Promise<string> => {
		const device = phone();
		return short((await send(person, device, [device.operation(name, args)])).receipts[0]);
	};

	test('a visit of somebody whose post has ended waits for the present worker, and is no visit yet', async () => {
		const { args, operation, receipt, rows } = await holdOne({ words: '敲过门' });
		expect(receipt).toEqual({
			opId: operation.opId,
			result: 'held',
			forWhom: '某人',
			since: townNow
		});
		// The author does not hold this unit any more.
		expect(rows).toEqual([]);
		expect(await bodyOf('visit', args.id)).toBeUndefined();
		const held = await bodyOf<Held>('held', operation.opId);
		expect(held).toMatchObject({
			by: { personId: town.people.formerWorker, role: 'gridWorker' },
			at: townNow - day,
			forWhom: { personId: town.people.worker },
			state: { name: 'waiting' }
		});
		const line = await town.db
			.selectFrom('operations')
			.selectAll()
			.where('op_id', '=', operation.opId)
			.executeTakeFirstOrThrow();
		expect(line).toMatchObject({ result: 'held', refusal: null, claimed_at: townNow - day });
	});

	test('whoever may hold the visits of the unit gets it, and nobody else', async () => {
		const { operation } = await holdOne();
		const home = `${town.units[0].id}:visit`;
		const pull = async (person: string) =>
			(
				await pullFrom(town.sync, person, {
					protocol: 1,
					deviceId: id(),
					from: [[home, 0]],
					limit: 500
				})
			).rows.filter((row) => row.kind === 'held' && row.id === operation.opId).length;
		expect(await pull(town.people.worker)).toBe(1);
		expect(await pull(town.people.office)).toBe(1);
		for (const person of [
			town.people.formerWorker,
			town.people.farWorker,
			town.units[0].leader,
			town.subdistrict.admin
		])
			expect(await pull(person)).toBe(0);
	});

	test("accepted, it happens under its author's name and time, once, and its author hears of it", async () => {
		const one = await holdOne();
		const again = await ask(one);
		expect(again).toEqual(one.receipt);
		const device = phone();
		const accept = device.operation('held.accept', { opId: one.operation.opId });
		const { receipts, rows } = await send(town.people.worker, device, [accept]);
		expect(receipts.map(short)).toEqual(['applied']);
		expect(rows.map((row) => row.kind).sort()).toEqual(['held', 'visit']);
		expect(await bodyOf('visit', one.args.id)).toMatchObject({
			first: { at: townNow - day, by: { personId: town.people.formerWorker } }
		});
		expect(await ask(one)).toEqual({
			opId: one.operation.opId,
			result: 'applied',
			afterHold: true
		});
		const before = await stateOf(town.db);
		await send(town.people.worker, device, [accept]);
		expect(await ask(one)).toMatchObject({ result: 'applied' });
		expect(await stateOf(town.db)).toEqual(before);
		expect(await decide(town.people.office, 'held.accept', { opId: one.operation.opId })).toBe(
			'heldSettled opId'
		);
	});

	test('declined, its author gets the name, the time and the reason, and may put it away', async () => {
		const one = await holdOne();
		const { opId } = one.operation;
		const reason = '我昨天去过了';
		expect(await decide(town.people.office, 'held.decline', { opId, reason })).toBe('applied');
		expect(await ask(one)).toEqual({
			opId,
			result: 'refused',
			refusal: { code: 'heldDeclined' },
			declined: { name: '某人', at: townNow, reason }
		});
		const discard = one.device.operation('operation.discard', { opId });
		const before = await stateOf(town.db);
		const { receipts } = await send(town.people.formerWorker, one.device, [discard]);
		expect(receipts.map(short)).toEqual(['applied']);
		expect(await stateOf(town.db)).toEqual(before);
	});

	test('taken back by its author, nobody decides about it any more; once accepted it cannot be', async () => {
		const one = await holdOne();
		const { opId } = one.operation;
		const discard = (from: typeof one) =>
			from.device.operation('operation.discard', { opId: from.operation.opId });
		const byOther = await decide(town.people.worker, 'operation.discard', { opId });
		expect(byOther).toBe('notAllowed');
		const { receipts } = await send(town.people.formerWorker, one.device, [discard(one)]);
		expect(receipts.map(short)).toEqual(['applied']);
		expect(await bodyOf('held', opId)).toMatchObject({ state: { name: 'withdrawn' } });
		expect(await decide(town.people.worker, 'held.accept', { opId })).toBe('heldSettled opId');
		expect(short(await ask(one))).toBe('visitWithdrawn');

		const taken = await holdOne();
		await decide(town.people.worker, 'held.accept', { opId: taken.operation.opId });
		const late = await send(town.people.formerWorker, taken.device, [discard(taken)]);
		expect(late.receipts.map(short)).toEqual(['heldSettled opId']);
	});

	test('what was added to a held visit is held behind it, also when it comes later, and follows it', async () => {
		const device = phone();
		const args = visit(town.units[0].households[1]!);
		const at = townNow - day;
		const log = device.operation('visit.log', args, { at });
		const words = { id: args.id, result: 'matter', needs: ['repair'], words: '灯坏了' };
		const amend = device.operation('visit.amend', words, { at: at + 1 });
		const more = device.operation('visit.amend', { ...words, words: '又坏了' }, { at: at + 2 });
		const author = town.people.formerWorker;
		const first = await send(author, device, [log, amend]);
		const second = await send(author, device, [log, amend, more]);
		expect(first.receipts.map(short)).toEqual(['held', 'held']);
		expect(second.receipts.map(short)).toEqual(['held', 'held', 'held']);
		expect(await bodyOf('held', more.opId)).toMatchObject({ householdId: args.householdId });
		const take = (opId: string) => decide(town.people.worker, 'held.accept', { opId });
		expect(await take(amend.opId)).toBe('visitUnknown id');
		for (const { opId } of [log, amend, more]) expect(await take(opId)).toBe('applied');
		expect(await bodyOf('visit', args.id)).toMatchObject({
			amendments: [{ words: '灯坏了', at: at + 1 }, { words: '又坏了' }]
		});
	});

	test('one that its rule is against by now is not accepted, and stays held', async () => {
		const device = phone();
		const [, unit] = town.units;
		const operation = device.operation('visit.log', visit(unit.households[0]!), {
			at: townNow - day
		});
		await send(town.people.formerWorker, device, [operation]);
		const merge = { id: unit.households[0], into: unit.households[1] };
		expect(await decide(town.people.office, 'household.merge', merge)).toBe('applied');
		const { opId } = operation;
		const before = await stateOf(town.db);
		expect(await decide(town.people.worker, 'held.accept', { opId })).toBe(
			'householdMerged householdId'
		);
		expect(await stateOf(town.db)).toEqual(before);
		expect(short(await ask({ device, operation }))).toBe('held');
	});

	test.each<[string, number]>([
		['a week ahead', townNow + 7 * day],
		['a year ahead', townNow + 365 * day]
	])('a clock %s makes nobody authorised and holds nothing for a post to come', async (_, at) => {
		const device = phone();
		const personId = id();
		const post = { role: 'gridWorker', areaId: town.grid, name: '新人', to: null };
		const make = { ...post, id: id(), personId, from: '2026-11-25' };
		await decide(town.people.office, 'appointment.make', make);
		const operation = device.operation('visit.log', visit(town.units[0].households[0]!), { at });
		const { receipts } = await send(personId, device, [operation]);
		// Until the post begins they know of nothing there.
		expect(receipts.map(short)).toEqual(['householdUnknown householdId']);
		const late = phone();
		const claim = late.operation('visit.log', visit(town.units[0].households[0]!), { at });
		const held = await send(town.people.formerWorker, late, [claim]);
		expect(held.receipts.map(short)).toEqual(['held']);
		expect(await bodyOf('held', claim.opId)).toMatchObject({ at: townNow + 300_000 });
	});

	test('of two who decide at the same moment, on two servers, one is heard', async () => {
		const other = await town.anotherSync();
		for (let i = 0; i < 5; i++) {
			const one = await holdOne();
			const { opId } = one.operation;
			const [here, there] = [phone(), phone()];
			const decline = there.operation('held.decline', { opId, reason: '重复' });
			const answers = await Promise.all([
				send(town.people.worker, here, [here.operation('held.accept', { opId })]),
				other.push(town.people.office, there.push([decline]))
			]);
			const said = answers.map(({ receipts }) => short(receipts[0]));
			expect([...said].sort()).toEqual(['applied', 'heldSettled opId']);
			const isAccepted = said[0] === 'applied';
			expect((await bodyOf('visit', one.args.id)) !== undefined).toBe(isAccepted);
			expect(short(await ask(one))).toBe(isAccepted ? 'applied' : 'heldDeclined');
		}
	});

	test('names whoever looks after the area when it is asked again', async () => {
		const one = await holdOne();
		const appointmentId = (
			await town.db
				.selectFrom('posts')
				.selectAll()
				.where('person_id', '=', town.people.worker)
				.executeTakeFirstOrThrow()
		).appointment_id;
		const next = { id: id(), personId: id(), name: '接手人', role: 'gridWorker' };
		const make = { ...next, areaId: town.grid, from: '2026-11-20', to: null };
		await decide(town.people.office, 'appointment.make', make);
		const end = { id: appointmentId, on: '2026-11-19' };
		await decide(town.people.office, 'appointment.end', end);
		const named = (receipt?: Receipt) => receipt?.result === 'held' && receipt.forWhom;
		expect(named(await ask(one))).toBe('接手人');
	});

	test('no rule was surprised', () => expect(town.errors).toEqual([]));
});
