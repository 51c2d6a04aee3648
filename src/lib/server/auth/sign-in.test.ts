import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dayOf } from '$lib/domain/kernel/day';
import { client, inside, openWorld, outcome, pair, type World } from './test-world';
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
			expect(inside(done.value).person.id).toBe(person);
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

		it('gives a new session each time and ends the one the browser had', async () => {
			const { cookie } = await world.member('abc');
			const again = await world.auth.signIn(
				{ login: 'abc', password: 'eight chars' },
				client({ cookie })
			);
			expect(pair(again.cookies[0])).not.toBe(cookie);
			expect(await world.auth.sessionOf(cookie)).toBeNull();
		});

		const endPosts = (person: string, to_day: string) =>
			world.db.updateTable('posts').set({ to_day }).where('person_id', '=', person).execute();

		it('lets somebody in whose last appointment ended lately, to send what they wrote, and says so', async () => {
			const { person } = await world.member('abc');
			const yesterday = dayOf(world.clock - 86_400_000);
			await endPosts(person, yesterday);
			const done = await world.auth.signIn({ login: 'abc', password: 'eight chars' }, client());
			expect(inside(done.value).posts.map((post) => post.to)).toEqual([yesterday]);
		});

		it('lets nobody in whose last appointment ended two weeks ago, and ends their sessions', async () => {
			const { person, cookie } = await world.member('abc');
			await endPosts(person, dayOf(world.clock - 14 * 86_400_000));
			expect(await world.auth.sessionOf(cookie)).not.toBeNull();
			await endPosts(person, dayOf(world.clock - 15 * 86_400_000));
			expect(await world.auth.sessionOf(cookie)).toBeNull();
			const tried = world.auth.signIn({ login: 'abc', password: 'eight chars' }, client());
			expect(await outcome(tried)).toBe('wrongLogin');
		});
	});

	describe('a session', () => {
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
