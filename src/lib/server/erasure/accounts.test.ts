import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Booking } from '$lib/domain/booking/schema';
import { paid } from '$lib/domain/booking/test-fees';
import { draftArgs, feePlan } from '$lib/domain/campaign/test-campaigns';
import { logDays } from '$lib/domain/erasure/schema';
import type { Levy } from '$lib/domain/levy/schema';
import { testDatabases } from '../db/test-databases';
import { foundTown, id, phone, short, townNow, visit, type Town } from '../engine/test-town';
import { createEraser } from './eraser';

const dayMs = 86_400_000;

// Accounts are kept by law: of a household that is deleted, what it paid stays, in the rows and in the log.

describe.each(testDatabases)('accounts and deletion on $name', (databases) => {
	let town: Town;
	let home: string;
	const ids = { campaign: id(), levy: id(), taken: id(), late: id(), back: id() };
	const devices = new Map<string, ReturnType<typeof phone>>();

	async function act(personId: string, name: string, args: unknown, more = {}): Promise<string> {
		const device = devices.get(personId) ?? phone();
		devices.set(personId, device);
		const operation = device.operation(name, args, more);
		const { receipts } = await town.sync.push(personId, device.push([operation]));
		return short(receipts[0]);
	}
	const body = async <T>(kind: 'booking' | 'levy', one: string): Promise<T> => {
		const rows = town.db.selectFrom('rows').select('body').where('kind', '=', kind);
		return JSON.parse((await rows.where('id', '=', one).executeTakeFirstOrThrow()).body!) as T;
	};
	const lines = () =>
		town.db
			.selectFrom('operations')
			.select(['op_id', 'command', 'args', 'events', 'redacted'])
			.orderBy('op_id')
			.execute();

	beforeAll(async () => {
		await databases.begin();
		town = await foundTown(await databases.fresh());
		const [unit] = town.units;
		home = unit.households[0]!;
		const { office, worker, formerWorker } = town.people;
		const sharer = { id: home, unitId: unit.id, door: '101', place: 1, agreedFen: null };
		const plan = feePlan({
			sharers: [{ ...sharer, area: null, floor: null, persons: null }],
			costFen: 30_000
		});
		const draft = { ...draftArgs({ plan }), id: ids.campaign, areaId: town.community };
		const levies = [{ id: ids.levy, unitId: unit.id }];
		const collection = { levyId: ids.levy, householdId: home, paid: paid(30_000) };
		const refund = { id: ids.back, of: ids.taken, fen: 1_000, from: 'cash' };
		const yesterday = { at: townNow - dayMs };
		expect([
			await act(office, 'campaign.draft', draft),
			await act(office, 'campaign.open', { id: ids.campaign, seen: 1, levies }),
			await act(unit.leader, 'fee.collect', { id: ids.taken, ...collection }),
			await act(unit.leader, 'fee.refund', refund),
			await act(unit.leader, 'visit.log', visit(home, { words: '收钱时说的话' })),
			await act(formerWorker, 'fee.collect', { id: ids.late, ...collection }, yesterday)
		]).toEqual([...Array<string>(5).fill('applied'), 'held']);
		const held = await town.db.selectFrom('rows').select('id').where('kind', '=', 'held').execute();
		expect(await act(worker, 'held.accept', { opId: held[0]!.id })).toBe('applied');
	});
	afterAll(async () => {
		await town.close();
		await databases.end();
	});

	test('every line about money keeps its words, that of money which was held too; all others lose them', async () => {
		const before = await lines();
		const asked = { id: id(), householdId: home, residents: null, ground: 'asked' };
		expect(await act(town.people.office, 'erasure.ask', asked)).toBe('applied');
		const eraser = createEraser(town.db, {
			...{ now: () => town.clock.now, accept: town.accept, leftDays: 731 },
			photos: { remove: () => Promise.resolve() },
			rest: () => Promise.resolve()
		});
		await eraser.pass();
		town.clock.now += (logDays + 1) * dayMs;
		await eraser.pass();
		const after = new Map((await lines()).map((line) => [line.op_id, line]));
		const gone = before.filter(({ op_id }) => after.get(op_id)!.redacted !== null);
		expect(gone.map(({ command }) => command)).toContain('visit.log');
		const kept = before.filter(({ command }) => /^(campaign|fee|held)\./.test(command));
		expect(kept.map(({ command }) => command).sort()).toEqual([
			...['campaign.draft', 'campaign.open', 'fee.collect', 'fee.collect', 'fee.refund'],
			'held.accept'
		]);
		for (const line of kept) expect(after.get(line.op_id)).toEqual(line);
	});

	test('the rows say what they said', async () => {
		expect(await body<Booking>('booking', ids.taken)).toMatchObject({
			fact: { householdId: home, fen: 30_000 },
			refunds: [{ fen: 1_000 }]
		});
		expect(await body<Booking>('booking', ids.late)).toMatchObject({ fact: { fen: 30_000 } });
		expect((await body<Levy>('levy', ids.levy)).taken).toEqual({ [home]: 59_000 });
	});
});
