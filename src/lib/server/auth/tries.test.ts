import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAccept } from '../accept/run';
import { createTreeSource } from '../db/areas';
import { testDatabases } from '../db/test-databases';
import type { Client } from './client';
import { createAuth } from './engine';
import { hashPassword } from './password';
import { client, openWorld, outcome, pair, type World } from './test-world';
import { delayAfter } from './tries';

const minute = 60_000;
const elsewhere = (n: number) => `198.51.100.${n}`;

describe('the delay', () => {
	it('begins after five failures with a minute and doubles up to an hour', () => {
		const minutes = Array.from(
			{ length: 14 },
			(_, failures) => delayAfter('login', failures) / minute
		);
		expect(minutes).toEqual([0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]);
		expect(delayAfter('login', 1_000_000)).toBe(60 * minute);
	});

	it('is kinder to an address, which many people share', () => {
		expect(delayAfter('address', 30)).toBe(0);
		expect(delayAfter('address', 31)).toBe(minute);
		expect(delayAfter('address', 1_000)).toBe(15 * minute);
	});
});

describe.each(testDatabases)('wrong passwords on $name', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	let world: World;
	beforeEach(async () => {
		world = await openWorld(await databases.fresh());
	});
	afterEach(() => world.end());

	const right = { login: 'abc', password: 'eight chars' };
	const wrong = { login: 'abc', password: 'a guess here' };
	const tried = (request: typeof right, from: Partial<Client> = {}) =>
		outcome(world.auth.signIn(request, client(from)));
	/** How long the page would say to wait, in seconds; 0 when the try was looked at. */
	const waitOf = (request: typeof right, from: Partial<Client> = {}): Promise<number> =>
		world.auth.signIn(request, client(from)).then(
			() => 0,
			(error: { waitS?: number }) => error.waitS ?? 0
		);
	async function guess(times: number, request = wrong, from: Partial<Client> = {}) {
		for (let i = 0; i < times; i++) expect(await tried(request, from)).toBe('wrongLogin');
	}

	it('are free five times, then cost one, two, four minutes, and the answer says how long', async () => {
		await world.member('abc');
		await guess(6);
		for (const minutes of [1, 2, 4, 8, 16, 32, 60, 60]) {
			expect(await waitOf(right)).toBe(minutes * 60);
			world.clock += minutes * minute - 1;
			expect(await waitOf(right)).toBe(1);
			world.clock += 1;
			await guess(1);
		}
	});

	it('are forgotten with the right one', async () => {
		await world.member('abc');
		await guess(6);
		world.clock += minute;
		expect(await tried(right)).toBe('done');
		await guess(5);
		expect(await tried(right)).toBe('done');
	});

	it('are forgotten after a day without one, so that nothing is locked for good', async () => {
		await world.member('abc');
		for (let i = 0; i < 14; i++) {
			await guess(1);
			world.clock += 60 * minute;
		}
		world.clock += 24 * 60 * minute;
		await guess(5);
		expect(await tried(right)).toBe('done');
	});

	it('of one login count together wherever they come from, and on every server', async () => {
		await world.member('abc');
		const other = createAuth(world.db, createAccept(world.db, createTreeSource()), {
			secret: randomBytes(32).toString('base64url'),
			demo: false,
			now: () => world.clock
		});
		for (let i = 0; i < 6; i++)
			await outcome((i % 2 ? other : world.auth).signIn(wrong, client({ address: elsewhere(i) })));
		for (const auth of [other, world.auth])
			expect(await outcome(auth.signIn(right, client({ address: elsewhere(99) })))).toBe(
				'tooManyTries'
			);
	});

	it('of a login that nobody has are slowed down just the same', async () => {
		await guess(6, { ...wrong, login: 'ghost' });
		expect(await waitOf({ ...wrong, login: ' ＧHOST' })).toBe(60);
	});

	it('of many logins count for their address, and nobody elsewhere waits', async () => {
		await world.member('abc');
		for (let i = 0; i < 31; i++) await guess(1, { ...wrong, login: `guess${i}` });
		expect(await waitOf(right)).toBe(60);
		expect(await tried(right, { address: elsewhere(1) })).toBe('done');
	});

	it('from anywhere in a network of IPv6 count for one address', async () => {
		await world.member('abc');
		for (let i = 0; i < 31; i++)
			await guess(1, { ...wrong, login: `guess${i}` }, { address: `2001:db8::${i.toString(16)}` });
		expect(await waitOf(right, { address: '2001:0db8:0:0:ffff::1' })).toBe(60);
		expect(await tried(right, { address: '2001:db8:0:1::1' })).toBe('done');
	});

	it('at the same moment get no further than one by one', async () => {
		await world.member('abc');
		await Promise.all(Array.from({ length: 20 }, () => tried(wrong)));
		expect(await tried(right)).toBe('tooManyTries');
	});

	it('are none when the server was too busy to look: nobody waits for having come with many', async () => {
		await world.member('abc');
		// As many as are hashed at once or may wait, each with the next as soon as one is done: whoever else comes is sent
		// away, however long the database takes before the password is looked at.
		let isOver = false;
		const press = async () => {
			while (!isOver) await hashPassword('-');
		};
		const crowd = Promise.all(Array.from({ length: 42 }, press));
		expect(await tried(right)).toBe('busy');
		isOver = true;
		await crowd;
		await guess(5);
		expect(await tried(right)).toBe('done');
	});

	it('leave no login and no address in the clear behind', async () => {
		await tried({ login: 'mypassword1', password: 'x' });
		const rows = await world.db.selectFrom('sign_in_tries').selectAll().execute();
		expect(rows).toHaveLength(2);
		const history = await world.db.selectFrom('sign_ins').selectAll().execute();
		expect(JSON.stringify([rows, history])).not.toMatch(/mypassword1|192\.0\.2/);
	});

	describe('by somebody who only knows the login', () => {
		const deviceOf = (cookies: string[]) =>
			pair(cookies.find((one) => one.includes('linli.device')));

		it('do not keep its owner from the phone they have used before', async () => {
			await world.member('abc');
			const phone = deviceOf((await world.auth.signIn(right, client())).cookies);
			await guess(6, wrong, { address: elsewhere(1) });
			for (let i = 0; i < 40; i++) await tried({ ...wrong, login: `x${i}` });
			expect(await tried(right)).toBe('tooManyTries');
			expect(await tried(right, { cookie: phone })).toBe('done');
		});

		it('are counted on a device of another person like everywhere', async () => {
			await world.member('abc');
			await world.member('xyz');
			const own = { login: 'xyz', password: 'eight chars' };
			const cookie = deviceOf((await world.auth.signIn(own, client())).cookies);
			await guess(6, wrong, { cookie });
			expect(await tried(right, { cookie })).toBe('tooManyTries');
		});

		it('have a count of their own on the device itself', async () => {
			await world.member('abc');
			const cookie = deviceOf((await world.auth.signIn(right, client())).cookies);
			await guess(6, wrong, { cookie });
			expect(await waitOf(right, { cookie })).toBe(60);
			expect(await tried(right)).toBe('done');
		});

		it('gain nothing by planting a device cookie, since it is another one after each sign-in', async () => {
			await world.member('abc');
			await world.member('xyz');
			const own = { login: 'xyz', password: 'eight chars' };
			const planted = deviceOf((await world.auth.signIn(own, client())).cookies);
			const kept = deviceOf((await world.auth.signIn(right, client({ cookie: planted }))).cookies);
			expect(kept).not.toBe(planted);
			await guess(6, wrong, { address: elsewhere(1) });
			expect(await tried(right, { cookie: planted })).toBe('tooManyTries');
			expect(await tried(right, { cookie: kept })).toBe('done');
		});

		it('are over for an owner who comes with a new link', async () => {
			const { person, boss } = await world.member('abc');
			await guess(6, wrong, { address: elsewhere(1) });
			const { token } = await world.auth.invite(boss, person);
			const fresh = { ...right, password: 'another one' };
			expect(await outcome(world.auth.join({ token, ...fresh }, client()))).toBe('done');
			expect(await tried(fresh, { address: elsewhere(2) })).toBe('done');
		});
	});
});
