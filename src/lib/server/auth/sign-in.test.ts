import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { client, openWorld, outcome, pair, type World } from './test-world';
import { testDatabases } from '../db/test-databases';

describe.each(testDatabases)('sign-in on $name', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	let world: World;
	beforeEach(async () => {
		world = await openWorld(await databases.fresh());
	});
	afterEach(() => world.end());

	describe('signing in', () => {
		it('finds the login in any width and case', async () => {
			const { person } = await world.member('Abc张三');
			const done = await world.auth.signIn(
				{ login: ' ａBＣ张三', password: 'eight chars' },
				client()
			);
			expect(done.value.person.id).toBe(person);
		});

		it('sets a cookie that scripts and other sites cannot use, Secure over https', async () => {
			await world.member('abc');
			const request = { login: 'abc', password: 'eight chars' };
			const plain = (await world.auth.signIn(request, client())).cookies[0];
			expect(plain).toMatch(/^linli\.session_token=.*; HttpOnly; SameSite=Strict$/);
			const secure = (await world.auth.signIn(request, client({ secure: true }))).cookies[0];
			expect(secure).toMatch(/^__Host-linli\.session_token=.*; Path=\/; .*; Secure$/);
			expect(await world.auth.sessionOf(pair(secure))).not.toBeNull();
		});

		it('stores the password as Argon2id and answers a wrong one and an unknown login alike', async () => {
			await world.member('abc');
			const account = await world.db
				.selectFrom('accounts')
				.select('password')
				.executeTakeFirstOrThrow();
			expect(account.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
			const wrong = await outcome(
				world.auth.signIn({ login: 'abc', password: 'other chars' }, client())
			);
			const unknown = await outcome(
				world.auth.signIn({ login: 'xyz', password: 'other chars' }, client())
			);
			expect([wrong, unknown]).toEqual(['wrongLogin', 'wrongLogin']);
		});

		it('hashes a password for an unknown login too, so that time tells nothing', async () => {
			await world.member('abc');
			const spent = async (login: string) => {
				const start = process.cpuUsage();
				for (let i = 0; i < 5; i++) {
					await world.db.deleteFrom('sign_in_tries').execute();
					await outcome(world.auth.signIn({ login, password: 'other chars' }, client()));
				}
				const { user, system } = process.cpuUsage(start);
				return user + system;
			};
			await spent('abc');
			const known = await spent('abc');
			const unknown = await spent('nobody-here');
			const impossible = await spent('\0\ud800');
			// Without the dummy hash these would cost a fiftieth.
			expect(unknown / known).toBeGreaterThan(0.4);
			expect(impossible / known).toBeGreaterThan(0.4);
		});

		it('gives a new session each time and ends the one the browser had', async () => {
			const { cookie } = await world.member('abc');
			const again = await world.auth.signIn(
				{ login: 'abc', password: 'eight chars' },
				client({ cookie })
			);
			expect(pair(again.cookies[0])).not.toBe(cookie);
			expect(await world.auth.sessionOf(cookie)).toBeNull();
		});

		it('lets somebody in whose appointments have all ended, and says so', async () => {
			const { person } = await world.member('abc');
			await world.db
				.updateTable('posts')
				.set({ to_day: '2021-01-01' })
				.where('person_id', '=', person)
				.execute();
			const done = await world.auth.signIn({ login: 'abc', password: 'eight chars' }, client());
			expect(done.value.posts.map((post) => post.to)).toEqual(['2021-01-01']);
		});
	});

	describe('guessing', () => {
		const wrong = { login: 'abc', password: 'not the one' };
		const right = { login: 'abc', password: 'eight chars' };

		it('is slowed down per login after five failures, for the right password too', async () => {
			await world.member('abc');
			for (let i = 0; i < 6; i++)
				expect(await outcome(world.auth.signIn(wrong, client({ address: `192.0.2.${i}` })))).toBe(
					'wrongLogin'
				);
			expect(await outcome(world.auth.signIn(right, client({ address: '198.51.100.7' })))).toBe(
				'tooManyTries'
			);
			world.clock += 15_000;
			expect(await outcome(world.auth.signIn(right, client()))).toBe('done');
			expect(await outcome(world.auth.signIn(wrong, client()))).toBe('wrongLogin');
		});

		it('of a login that does not exist is slowed down just the same', async () => {
			for (let i = 0; i < 6; i++)
				await outcome(world.auth.signIn({ ...wrong, login: 'ghost' }, client()));
			expect(await outcome(world.auth.signIn({ ...wrong, login: 'GHOST' }, client()))).toBe(
				'tooManyTries'
			);
		});

		it('of many logins is slowed down per address, and others elsewhere are not', async () => {
			await world.member('abc');
			for (let i = 0; i < 31; i++)
				await outcome(world.auth.signIn({ ...wrong, login: `guess${i}` }, client()));
			expect(await outcome(world.auth.signIn(right, client()))).toBe('tooManyTries');
			expect(await outcome(world.auth.signIn(right, client({ address: '198.51.100.7' })))).toBe(
				'done'
			);
		});

		it('twenty times at once gets no further than one by one', async () => {
			await world.member('abc');
			await Promise.all(
				Array.from({ length: 20 }, () => outcome(world.auth.signIn(wrong, client())))
			);
			expect(await outcome(world.auth.signIn(right, client()))).toBe('tooManyTries');
		});

		it('leaves no login in the clear behind', async () => {
			await outcome(world.auth.signIn({ login: 'mypassword1', password: 'x' }, client()));
			const rows = await world.db.selectFrom('sign_in_tries').selectAll().execute();
			expect(rows).toHaveLength(2);
			expect(JSON.stringify(rows)).not.toMatch(/mypassword1|192\.0\.2/);
		});
	});

	describe('a session', () => {
		it('ends thirty days after its last use', async () => {
			const { cookie } = await world.member('abc');
			const until = (ms: number) =>
				world.db
					.updateTable('sessions')
					.set({ expires_at: new Date(world.clock + ms).toISOString() })
					.execute();
			expect(await world.auth.sessionOf(cookie)).toMatchObject({ isDue: false });
			await until(86_400_000);
			expect(await world.auth.sessionOf(cookie)).toMatchObject({ isDue: true });
			await world.auth.moveSessionEnd(cookie);
			const { expires_at } = await world.db
				.selectFrom('sessions')
				.select('expires_at')
				.executeTakeFirstOrThrow();
			expect(new Date(expires_at).getTime() - Date.now()).toBeGreaterThan(29 * 86_400_000);
			await until(-1);
			expect(await world.auth.sessionOf(cookie)).toBeNull();
			await world.auth.moveSessionEnd(cookie);
			expect(await world.auth.sessionOf(cookie)).toBeNull();
		});

		it('ends with signing out, on the server too', async () => {
			const { cookie } = await world.member('abc');
			const out = await world.auth.signOut(client({ cookie }));
			expect(out.cookies[0]).toContain('Max-Age=0');
			expect(await world.auth.sessionOf(cookie)).toBeNull();
			expect(await outcome(world.auth.signOut(client()))).toBe('done');
		});

		it('cannot be made of what the database holds', async () => {
			await world.member('abc');
			const { token } = await world.db
				.selectFrom('sessions')
				.select('token')
				.executeTakeFirstOrThrow();
			expect(await world.auth.sessionOf(`linli.session_token=${token}`)).toBeNull();
			expect(await world.auth.sessionOf(`linli.session_token=${token}.${token}`)).toBeNull();
		});

		const hostile = [
			null,
			'',
			';;;=',
			'linli.session_token',
			'linli.session_token=',
			'linli.session_token=%',
			'linli.session_token=%E0%A4%A.%ff',
			'linli.session_token=\0\r\nx',
			'linli.session_token=张三.李四',
			`linli.session_token=${'A'.repeat(1_000_000)}`,
			'__Host-linli.session_token=a.b; linli.session_token=c.d'
		];
		it.each(hostile)('does not come of the cookie %j', async (cookie) => {
			expect(await world.auth.sessionOf(cookie && cookie.slice(0, 1_000_100))).toBeNull();
		});
	});

	describe('a server that is not a demonstration', () => {
		it('knows no one-tap sign-in', async () => {
			const { person } = await world.member('abc');
			expect(await world.auth.demoPeople()).toEqual([]);
			expect(await outcome(world.auth.demoSignIn(person, client()))).toBe('notFound');
		});
	});
});
