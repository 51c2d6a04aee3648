import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabases } from '../db/test-databases';
import { foundTown, phone, visit, type Town, pullFrom } from '../engine/test-town';

describe.each(testDatabases)('the counters of a home on $name', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	let town: Town;
	beforeAll(async () => {
		town = await foundTown(await databases.fresh());
	});
	afterAll(() => town.close());

	test('never let a reader of "above my cursor" miss a row, with eight writers on four processes', async () => {
		const processes = [
			town.sync,
			await town.anotherSync(),
			await town.anotherSync(),
			await town.anotherSync()
		];
		const reading = await town.anotherSync();
		const homes = [`${town.units[0].id}:visit`, `${town.units[1].id}:visit`];
		const households = town.units.flatMap((unit) => unit.households);
		let isWriting = true;

		const write = async (writer: number) => {
			const device = phone();
			for (let round = 0; round < 12; round++) {
				const operations = Array.from({ length: 1 + ((writer + round) % 5) }, (_, i) =>
					device.operation('visit.log', visit(households[(writer + round + i) % 6]!))
				);
				const reply = await processes[writer % 4]!.push(
					town.people.worker,
					device.push(operations)
				);
				expect(reply.receipts.every((one) => one.result === 'applied')).toBe(true);
			}
		};
		const seen = new Map<string, number>();
		const cursors = new Map(homes.map((home) => [home, 0]));
		const read = async () => {
			const reader = phone();
			const { protocol, deviceId } = reader.push([]);
			let pages = 0;
			for (let isLast = false; ;) {
				const wasWriting = isWriting;
				const page = await pullFrom(reading, town.people.worker, {
					protocol,
					deviceId,
					from: [...cursors],
					limit: 7
				});
				pages++;
				for (const row of page.rows) {
					expect(seen.has(`${row.id}`)).toBe(false);
					expect(row.seq).toBeGreaterThan(cursors.get(row.home)!);
					seen.set(row.id, row.seq);
				}
				for (const [home, seq] of page.cursors) cursors.set(home, seq);
				if (isLast && !page.more) return pages;
				isLast = !wasWriting;
				await setTimeout(1);
			}
		};
		const pages = read();
		await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));
		isWriting = false;
		expect(await pages).toBeGreaterThan(3);
		const stored = await town.db
			.selectFrom('rows')
			.select(['id', 'seq'])
			.where('home', 'in', homes)
			.execute();
		expect(new Map(stored.map((row) => [row.id, row.seq]))).toEqual(seen);
		const counters = await town.db
			.selectFrom('homes')
			.select(['home', 'seq', 'rows'])
			.where('home', 'in', homes)
			.execute();
		for (const { home, seq, rows } of counters) {
			expect(seq).toBe(rows);
			expect(cursors.get(home)).toBe(seq);
		}
	});
});
