import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabases } from '../db/test-databases';
import { foundTown, phone, short, stateOf, visit, type Town } from '../engine/test-town';

describe.each(testDatabases)('a device on $name', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	let town: Town;
	beforeAll(async () => {
		town = await foundTown(await databases.fresh());
	});
	afterAll(() => town.close());

	const visitOf = (device: ReturnType<typeof phone>) => [
		device.operation('visit.log', visit(town.units[0].households[0]!))
	];
	const refusal = { status: 403, code: 'notAllowed', field: 'deviceId' };

	test('belongs to whoever sent from it first, and to nobody else afterwards', async () => {
		const device = phone();
		const { worker, office } = town.people;
		const sent = await town.sync.push(worker, device.push(visitOf(device)));
		expect(short(sent.receipts[0])).toBe('applied');
		const { protocol, deviceId } = device.push([]);
		const ask = (personId: string) => [
			() => town.sync.push(personId, device.push(visitOf(device))),
			() => town.sync.heads(personId, { protocol, deviceId, token: null }),
			() => town.sync.pullText(personId, { protocol, deviceId, from: [['x:visit', 0]], limit: 1 })
		];
		const before = await stateOf(town.db);
		for (const request of ask(office)) await expect(request()).rejects.toMatchObject(refusal);
		expect(await stateOf(town.db)).toEqual(before);
		for (const request of ask(worker)) await expect(request()).resolves.toBeDefined();
	});

	test('that two people send from at the same moment becomes the first one’s', async () => {
		const device = phone();
		const pushes = [town.people.worker, town.people.office].map((personId) =>
			town.sync.push(personId, device.push(visitOf(device)))
		);
		const outcomes = await Promise.allSettled(pushes);
		const turned = outcomes.filter((one) => one.status === 'rejected');
		// PostgreSQL may take both in transactions of their own that do not see each other; the next sync tells.
		if (databases.name === 'SQLite')
			expect(turned.map(({ reason }) => reason as unknown)).toMatchObject([refusal]);
		const { protocol, deviceId } = device.push([]);
		const heads = await Promise.allSettled(
			[town.people.worker, town.people.office].map((personId) =>
				town.sync.heads(personId, { protocol, deviceId, token: null })
			)
		);
		expect(heads.filter((one) => one.status === 'rejected')).toHaveLength(1);
	});
});
