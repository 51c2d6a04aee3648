import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openWork, sealWork } from '$lib/app/work-seal';
import { actorOf, idOf } from '$lib/domain/test-world';
import { PersonDb } from '$lib/store/db';
import { setMeta } from '$lib/store/meta';
import { bringWork } from '$lib/sync/bring-work';
import { collectWork, workFileVersion, type WorkContent } from '$lib/sync/work-file';
import { closePhones, openPhone, openServer, visit, type Server, type TestPhone } from './world';

const worker = actorOf('gridWorker', 'G');
const office = actorOf('office', 'C');

let server: Server;
beforeEach(async () => {
	server = await openServer();
});
afterEach(async () => {
	closePhones();
	await server.close();
});

/** Another phone of the same worker, beside the first one. */
async function secondPhone(label: string): Promise<TestPhone> {
	const db = new PersonDb(`${worker.personId}-${label}`);
	await db.delete();
	await db.open();
	await setMeta(db, 'deviceId', idOf(`device-${label}`));
	await setMeta(db, 'posts', [...worker.posts]);
	return openPhone(server, worker, { db });
}

/** What the phone would put into a file. */
const fileOf = (phone: TestPhone) => collectWork(phone.db, worker.personId, phone.now());

/** A phone with two visits (one amended) that could not be sent, and one that the server will refuse. */
async function awayPhone(): Promise<TestPhone> {
	const phone = await openPhone(server, worker);
	await phone.sync();
	for (const [label, to] of [
		['v1', 'H1'],
		['v2', 'H2'],
		['v3', 'H4']
	] as const)
		expect(await phone.act('visit.log', visit(label, to, { words: label }))).toBe('ok');
	await phone.act('visit.amend', { id: idOf('v1'), result: 'matter', needs: [], words: '补一句' });
	await server.run(office, ['household.merge', { id: idOf('H2'), into: idOf('H1') }]);
	return phone;
}

const log = async () =>
	(
		await server.db
			.selectFrom('operations')
			.select(['op_id', 'result', 'device_id', 'carried_by'])
			.where('person_id', '=', worker.personId)
			.execute()
	).sort((a, b) => (a.op_id < b.op_id ? -1 : 1));

const states = (brought: Awaited<ReturnType<typeof bringWork>>) =>
	brought.ok ? brought.value.map(({ state }) => state) : brought.error;

describe('unsent work out of a file', () => {
	test('is brought by its author on another phone, and what is refused can be answered there', async () => {
		const phone = await awayPhone();
		const content = await fileOf(phone);
		const other = await secondPhone('other');
		expect(states(await bringWork(other, content))).toEqual([
			'applied',
			'refused',
			'applied',
			'applied'
		]);
		const [refused, ...more] = await other.db.outbox.toArray();
		expect(more).toEqual([]);
		expect(refused).toMatchObject({
			state: 'refused',
			operation: { args: { words: 'v2' } },
			seen: { door: '102' }
		});
		expect(await other.sync()).toEqual({ problem: null, complete: true });
		// Again, on this phone and on its own: nothing changes.
		const before = await log();
		expect(states(await bringWork(other, content))).toEqual(['known', 'here', 'known', 'known']);
		expect(states(await bringWork(phone, content))).toEqual(['here', 'here', 'here', 'here']);
		expect(await phone.sync()).toEqual({ problem: null, complete: true });
		expect(await log()).toEqual(before);
		const deviceId = content.deviceId;
		expect(before.map((line) => line.device_id)).toEqual(before.map(() => deviceId));
		expect(await phone.db.outbox.toArray()).toMatchObject([{ state: 'refused' }]);
	});

	test('is brought by the office, which keeps nothing of it', async () => {
		const phone = await awayPhone();
		const content = await fileOf(phone);
		const desk = await openPhone(server, office);
		await desk.sync();
		expect(states(await bringWork(desk, content))).toEqual([
			'applied',
			'refused',
			'applied',
			'applied'
		]);
		expect(await desk.db.outbox.count()).toBe(0);
		expect((await log()).every((line) => line.carried_by === office.personId)).toBe(true);
		expect(await desk.sync()).toEqual({ problem: null, complete: true });
		expect(await desk.db.rows.get(`visit:${idOf('v1')}`)).toMatchObject({
			body: { first: { words: 'v1', by: { personId: worker.personId } } }
		});
		const before = await log();
		expect(await phone.sync()).toEqual({ problem: null, complete: true });
		expect(await log()).toEqual(before);
	});

	test('of somebody else is turned away where no office brings it, and leaves no trace', async () => {
		const content = await fileOf(await awayPhone());
		const stranger = await openPhone(server, actorOf('gridWorker', 'G2'));
		expect(states(await bringWork(stranger, content))).toEqual({ code: 'notAllowed' });
		expect(await log()).toEqual([]);
		expect(await stranger.db.outbox.count()).toBe(0);
	});

	test('goes on where it stopped after the network failed', async () => {
		const content = await fileOf(await awayPhone());
		const other = await secondPhone('other');
		other.fates = ['answerLost'];
		expect(states(await bringWork(other, content))).toEqual({ code: 'unreachable' });
		other.fates = ['pass', 'lost'];
		expect(states(await bringWork(other, content))).toEqual({ code: 'unreachable' });
		expect(states(await bringWork(other, content))).toEqual(['known', 'here', 'known', 'applied']);
		expect(await log()).toHaveLength(4);
	});

	test('is asked for again, not refused, by a server that was restored meanwhile', async () => {
		const phone = await awayPhone();
		const content = await fileOf(phone);
		const other = await secondPhone('other');
		const lost = { ...content, epoch: 'another one' };
		expect(states(await bringWork(other, lost))).toEqual([
			'applied',
			'later',
			'applied',
			'applied'
		]);
		// What waits for other phones is not in the log, so only its own phone may go on with it.
		expect(await other.db.outbox.count()).toBe(0);
		expect(await log()).toHaveLength(3);
	});

	test('keeps in the file what the server does not know yet, and what builds on it', async () => {
		const phone = await awayPhone();
		const content = await fileOf(phone);
		const other = await secondPhone('other');
		const strange = content.entries.map((entry, i) =>
			i === 0 ? { ...entry, operation: { ...entry.operation, version: 99 } } : entry
		);
		const brought = await bringWork(other, { ...content, entries: strange });
		// The amendment follows the visit that it speaks of.
		expect(states(brought)).toEqual(['later', 'refused', 'applied', 'behind']);
		expect(await other.db.outbox.where('state').equals('held').count()).toBe(0);
		const again = await bringWork(other, content);
		expect(states(again)).toEqual(['applied', 'here', 'known', 'applied']);
	});

	test('comes out once for every operation, whatever part is brought by whom in which order', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(
					fc.record({
						who: fc.constantFrom('own' as const, 'office' as const, 'phone' as const),
						part: fc.subarray([0, 1, 2, 3]),
						fate: fc.constantFrom('pass' as const, 'lost' as const, 'answerLost' as const)
					}),
					{ minLength: 1, maxLength: 6 }
				),
				async (steps) => {
					closePhones();
					await server.close();
					server = await openServer();
					const phone = await awayPhone();
					const whole = await fileOf(phone);
					const other = await secondPhone('other');
					const desk = await openPhone(server, office);
					for (const { who, part, fate } of steps) {
						const content: WorkContent = {
							...whole,
							entries: whole.entries.filter((_, i) => part.includes(i))
						};
						const one = { own: other, office: desk, phone }[who];
						one.fates = [fate];
						if (who === 'phone') await phone.sync();
						else await bringWork(one, content);
						one.fates = [];
					}
					await bringWork(other, whole);
					expect(await phone.sync()).toEqual({ problem: null, complete: true });
					const lines = await log();
					expect(lines.map((line) => line.op_id)).toEqual(
						whole.entries.map(({ operation }) => operation.opId).sort()
					);
					expect(lines.every((line) => line.device_id === whole.deviceId)).toBe(true);
					// Phone and server agree on what the first phone's work came to.
					const left = await phone.db.outbox.toArray();
					expect(left.every((entry) => entry.state === 'refused')).toBe(true);
				}
			),
			{ numRuns: 12, seed: 7 }
		);
	}, 120_000);
});

describe('a file', () => {
	const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
	const passphrase = '三楼的 桂花 开了';
	let content: WorkContent;
	let file: Uint8Array<ArrayBuffer>;
	const seal = async () =>
		new Uint8Array(
			await (await sealWork({ content, photos: [] }, passphrase, random)).arrayBuffer()
		);
	beforeEach(async () => {
		content = await fileOf(await awayPhone());
		file = await seal();
	});
	const open = (bytes: Uint8Array<ArrayBuffer>, words = passphrase) =>
		openWork(new Blob([bytes]), words);

	test('opens with its passphrase and with no other', async () => {
		expect(await open(file)).toEqual({ ok: true, value: { content, photos: [], spoilt: 0 } });
		expect(await open(file, `${passphrase}。`)).toEqual({ ok: false, error: 'damaged' });
	});

	test('says in clear neither who nor what, and is another one each time', async () => {
		const text = new TextDecoder().decode(file);
		const { personId, deviceId, entries } = content;
		for (const secret of [
			personId,
			deviceId,
			entries[0]!.operation.opId,
			'补一句',
			'甲乙',
			'visit'
		])
			expect(text).not.toContain(secret);
		expect(await seal()).not.toEqual(file);
	});

	test('that is cut or changed in any place is not opened', async () => {
		for (const at of [5, 12, 20, 60, 110, file.length - 300, file.length - 1]) {
			const changed = file.slice();
			changed[at]! ^= 1;
			expect([at, (await open(changed)).ok]).toEqual([at, false]);
		}
		for (const length of [0, 5, 12, 100, file.length - 1])
			expect([length, (await open(file.slice(0, length))).ok]).toEqual([length, false]);
	}, 60_000);

	test('of a newer kind says so', async () => {
		const text = new TextDecoder('latin1').decode(file);
		const at = text.indexOf('"version":2') + '"version":'.length;
		const newer = file.slice();
		newer[at] = String(workFileVersion + 1).charCodeAt(0);
		expect(await open(newer)).toEqual({ ok: false, error: 'newer' });
	});

	test('of rubbish, packed or huge, is told apart without being read', async () => {
		const zip = new Uint8Array(1_000);
		zip.set([0x50, 0x4b, 3, 4]);
		expect(await open(zip)).toEqual({ ok: false, error: 'notOurs' });
		expect(await open(new Uint8Array(50_000_000))).toEqual({ ok: false, error: 'notOurs' });
		const huge = new Uint8Array(33_000_000);
		huge.set(file);
		expect(await open(huge)).toEqual({ ok: false, error: 'tooLarge' });
	});
});
