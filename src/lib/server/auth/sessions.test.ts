import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clientOf } from './client';
import { client, openWorld, outcome, pair, type World } from './test-world';
import { testDatabases } from '../db/test-databases';

const minute = 60_000;
const day = 86_400_000;

describe.each(testDatabases)('sessions on $name', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	let world: World;
	beforeEach(async () => {
		world = await openWorld(await databases.fresh());
	});
	afterEach(() => world.end());

	const right = { login: 'abc', password: 'eight chars' };
	const isGood = async (cookie: string) => (await world.auth.sessionOf(cookie)) !== null;
	/** What a request does: reads the session, and writes what is due about it. */
	const use = async (cookie: string) => {
		const session = await world.auth.sessionOf(cookie);
		if (session?.isDue) await world.auth.moveSessionEnd(cookie);
		return session !== null;
	};
	const renew = async (cookie: string) => {
		const [set] = await world.auth.renewSession(client({ cookie }));
		return set === undefined ? null : pair(set);
	};

	describe('the end', () => {
		it('comes thirty days after the last use, and not before', async () => {
			const { cookie } = await world.member('abc');
			expect(await world.auth.sessionOf(cookie)).toMatchObject({ isDue: false });
			world.clock += 29 * day;
			expect(await use(cookie)).toBe(true);
			world.clock += 29 * day;
			expect(await use(cookie)).toBe(true);
			world.clock += 30 * day;
			expect(await use(cookie)).toBe(false);
			await world.auth.moveSessionEnd(cookie);
			expect(await isGood(cookie)).toBe(false);
		});

		it('comes half a year after the sign-in, however much it is used', async () => {
			const { cookie } = await world.member('abc');
			for (let days = 0; days < 179; days += 1) {
				world.clock += day;
				expect(await use(cookie)).toBe(true);
			}
			expect(await world.auth.sessionOf(cookie)).toMatchObject({ isDue: false });
			world.clock += day;
			expect(await use(cookie)).toBe(false);
		});

		it('comes for all others with a new password, and the own token is another', async () => {
			const { cookie } = await world.member('abc');
			const other = pair((await world.auth.signIn(right, client())).cookies[0]);
			const request = { current: 'eight chars', next: 'nine chars' };
			const changed = await world.auth.changePassword(request, client({ cookie }));
			expect(await Promise.all([cookie, other].map(isGood))).toEqual([false, false]);
			expect(await isGood(pair(changed.cookies[0]))).toBe(true);
			expect(await outcome(world.auth.signIn(right, client()))).toBe('wrongLogin');
			expect(await outcome(world.auth.signIn({ ...right, password: 'nine chars' }, client()))).toBe(
				'done'
			);
		});

		it('does not come with a password that is guessed first', async () => {
			const { cookie } = await world.member('abc');
			const request = { current: 'eight chars', next: '88888888' };
			expect(await outcome(world.auth.changePassword(request, client({ cookie })))).toBe(
				'passwordCommon next'
			);
			expect(await isGood(cookie)).toBe(true);
		});

		it('is not brought about by whoever does not know the password', async () => {
			const { cookie } = await world.member('abc');
			const request = { current: 'a guess', next: 'nine chars' };
			const change = () => outcome(world.auth.changePassword(request, client({ cookie })));
			for (let i = 0; i < 6; i++) expect(await change()).toBe('wrongLogin password');
			expect(await change()).toBe('tooManyTries');
			expect(await isGood(cookie)).toBe(true);
			expect(await outcome(world.auth.changePassword(request, client()))).toBe('notSignedIn');
		});
	});

	describe('the token', () => {
		it('is another one after a day, and the old one ends when the new one is in use', async () => {
			const { cookie } = await world.member('abc');
			expect(await renew(cookie)).toBeNull();
			world.clock += day;
			const fresh = (await renew(cookie))!;
			expect(fresh).not.toBe(cookie);
			world.clock += 2 * minute;
			expect(await use(fresh)).toBe(true);
			expect(await isGood(cookie)).toBe(false);
			expect(await isGood(fresh)).toBe(true);
		});

		it('stays good until the answer with the new one has arrived', async () => {
			const { cookie } = await world.member('abc');
			world.clock += day;
			const lost = (await renew(cookie))!;
			world.clock += 3 * day;
			expect(await use(cookie)).toBe(true);
			const fresh = (await renew(cookie))!;
			expect(await isGood(lost)).toBe(false);
			world.clock += 2 * minute;
			expect(await use(fresh)).toBe(true);
			expect(await isGood(cookie)).toBe(false);
		});

		it('is renewed once for two tabs that ask at the same moment', async () => {
			const { cookie } = await world.member('abc');
			world.clock += day;
			const [first, second] = await Promise.all([renew(cookie), renew(cookie)]);
			expect([first, second].filter((one) => one !== null)).toHaveLength(1);
			// What was under way meanwhile passes.
			expect(await isGood(cookie)).toBe(true);
			expect(await isGood((first ?? second)!)).toBe(true);
		});

		it('that is old signs out as well', async () => {
			const { cookie } = await world.member('abc');
			world.clock += day;
			const fresh = (await renew(cookie))!;
			await world.auth.signOut(client({ cookie }));
			expect(await isGood(fresh)).toBe(false);
		});

		it('is renewed for nobody without a session', async () => {
			expect(await world.auth.renewSession(client())).toEqual([]);
			expect(await renew('linli.session_token=a.b')).toBeNull();
		});
	});

	describe('cookies', () => {
		it('are for scripts and other sites out of reach, and under https for this host alone', async () => {
			await world.member('abc');
			for (const secure of [false, true]) {
				const { cookies } = await world.auth.signIn(right, client({ secure }));
				expect(cookies.map((one) => one.split('=')[0])).toEqual(
					['linli.session_token', 'linli.device'].map((name) => (secure ? '__Host-' : '') + name)
				);
				for (const one of cookies) {
					const attributes = one.split('; ').slice(1);
					expect(attributes).toEqual([
						'Max-Age=34560000',
						'Path=/',
						'HttpOnly',
						'SameSite=Strict',
						...(secure ? ['Secure'] : [])
					]);
				}
			}
		});
	});
});

describe('a request came over https', () => {
	const asked = (address: string, headers: Record<string, string>) =>
		clientOf({
			request: new Request(address, { headers }),
			url: new URL(address),
			getClientAddress: () => '192.0.2.1'
		}).secure;

	it.each([
		['by its own address', 'https://linli.example/api/session', {}, true],
		[
			'by the page it comes from, behind a proxy that speaks http to us',
			'http://10.0.0.2/api/sign-in',
			{ origin: 'https://linli.example' },
			true
		],
		[
			'by a cookie that browsers send over https only',
			'http://10.0.0.2/api/session',
			{ cookie: 'a=b; __Host-linli.session_token=x.y' },
			true
		],
		['not by a plain cookie', 'http://10.0.0.2/', { cookie: 'linli.session_token=x.y' }, false],
		['not by a page of plain http', 'http://10.0.0.2/', { origin: 'http://10.0.0.2' }, false]
	])('%s', (_how, address, headers, expected) => {
		expect(asked(address, headers as Record<string, string>)).toBe(expected);
	});
});
