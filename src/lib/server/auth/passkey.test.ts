import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rpIdOf } from '$lib/protocol/passkey';
import { testDatabases } from '../db/test-databases';
import { newAuthenticator, type Authenticator, type Oddities } from './test-authenticator';
import { client, inside, openWorld, outcome, pair, type World } from './test-world';

const minute = 60_000;
const day = 86_400_000;
const password = 'eight chars';

describe.each(testDatabases)('passkeys on $name', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	let world: World;
	beforeEach(async () => {
		world = await openWorld(await databases.fresh());
	});
	afterEach(() => world.end());

	/** Has somebody who is signed in keep a passkey. */
	async function keep(cookie: string, authenticator: Authenticator, odd: Oddities = {}) {
		const { challenge } = await world.auth.passkeyBegin({}, client({ cookie }));
		await world.auth.passkeyConfirm(authenticator.make(challenge, odd), client({ cookie }));
	}
	/** A browser that begins to sign in: the challenge, and its cookie. */
	async function begun(address = '192.0.2.1') {
		const { value, cookies } = await world.auth.passkeyChallenge(client({ address }));
		return { challenge: value.challenge, browser: client({ address, cookie: pair(cookies[0]) }) };
	}
	async function signIn(authenticator: Authenticator, odd: Oddities = {}, address?: string) {
		// No two lines of the history at one moment.
		world.clock++;
		const { challenge, browser } = await begun(address);
		return world.auth.signInPasskey(authenticator.sign(challenge, odd), browser);
	}
	/** A grid worker with a passkey. */
	async function owner(role: 'gridWorker' | 'office' = 'gridWorker') {
		const member = await world.member('worker', role, role === 'office' ? 'east' : 'grid');
		const authenticator = newAuthenticator();
		await keep(member.cookie, authenticator);
		return { ...member, authenticator };
	}
	const access = (cookie: string) => world.auth.access(client({ cookie }));

	describe('signing in', () => {
		it('takes no name and no password, and opens a session of its own', async () => {
			const { person, cookie, authenticator } = await owner();
			const done = await signIn(authenticator);
			expect(inside(done.value).person.id).toBe(person);
			const session = await world.auth.sessionOf(pair(done.cookies[0]));
			expect(session?.personId).toBe(person);
			const { history, passkeys } = await access(cookie);
			expect(history[0]).toMatchObject({ way: 'passkey', outcome: 'done' });
			expect(passkeys).toMatchObject([{ id: authenticator.id, lastAt: world.clock }]);
		});

		it('ends the session that the browser had, so that none planted before is worth anything', async () => {
			const { cookie, authenticator } = await owner();
			const { value, cookies } = await world.auth.passkeyChallenge(client({ cookie }));
			const browser = client({ cookie: `${cookie}; ${pair(cookies[0])}` });
			await world.auth.signInPasskey(authenticator.sign(value.challenge), browser);
			expect(await world.auth.sessionOf(cookie)).toBeNull();
		});

		it('takes an authenticator that counts nothing, again and again', async () => {
			const { cookie } = await world.member('worker');
			const quiet = newAuthenticator(undefined, false);
			await keep(cookie, quiet);
			for (let i = 0; i < 3; i++) expect(await outcome(signIn(quiet))).toBe('done');
		});

		it('stands for the second step too, also where it is demanded', async () => {
			const { authenticator } = await owner('office');
			await world.db
				.insertInto('installation')
				.values({ key: 'secondFactor', value: 'compulsory' })
				.execute();
			const typed = await world.auth.signIn({ login: 'worker', password }, client());
			expect(typed.value.step).toBe('enrol');
			expect((await signIn(authenticator)).value).toMatchObject({ step: 'done', offer: false });
		});
	});

	describe('what is refused at signing in', () => {
		it.each<[string, Oddities]>([
			['another page', { origin: 'https://linli.example.evil.test' }],
			['another host', { rpId: 'evil.test' }],
			['nobody verified', { verified: false }],
			['a count that went back', { counter: 1 }],
			['what was signed for a new passkey', { type: 'webauthn.create' }]
		])('%s', async (_, odd) => {
			const { cookie, authenticator } = await owner();
			await signIn(authenticator, { counter: 7 });
			expect(await outcome(signIn(authenticator, odd))).toBe('wrongPasskey');
			const { history } = await access(cookie);
			expect(history[0]).toMatchObject({ way: 'passkey', outcome: 'wrongPasskey' });
			expect(await outcome(signIn(authenticator, { counter: 8 }))).toBe('done');
		});

		it('a signature that is brought twice', async () => {
			const { authenticator } = await owner();
			const { challenge, browser } = await begun();
			const signed = authenticator.sign(challenge);
			expect(await outcome(world.auth.signInPasskey(signed, browser))).toBe('done');
			expect(await outcome(world.auth.signInPasskey(signed, browser))).toBe('stepGone');
		});

		it('a challenge after one wrong try, of another browser, for another purpose, made up, or old', async () => {
			const { cookie, authenticator } = await owner();
			const used = await begun();
			const wrong = authenticator.sign(used.challenge, { verified: false });
			expect(await outcome(world.auth.signInPasskey(wrong, used.browser))).toBe('wrongPasskey');
			const mine = await begun();
			const other = await begun();
			const made = await world.auth.passkeyBegin({}, client({ cookie }));
			const late = await begun();
			const bring = (challenge: string, browser = mine.browser) =>
				outcome(world.auth.signInPasskey(authenticator.sign(challenge), browser));
			expect(await bring(used.challenge, used.browser)).toBe('stepGone');
			expect(await bring(mine.challenge, other.browser)).toBe('stepGone');
			expect(await bring(mine.challenge, client())).toBe('stepGone');
			expect(await bring(made.challenge)).toBe('stepGone');
			expect(await bring('x'.repeat(43))).toBe('stepGone');
			world.clock += 5 * minute;
			expect(await bring(late.challenge, late.browser)).toBe('stepGone');
		});

		it('a challenge that another one was signed for', async () => {
			const { authenticator } = await owner();
			const { challenge, browser } = await begun();
			const signed = { ...authenticator.sign('y'.repeat(43)), challenge };
			expect(await outcome(world.auth.signInPasskey(signed, browser))).toBe('wrongPasskey');
		});

		it('an unknown passkey, one that was removed, and one under another’s name, all alike', async () => {
			const { cookie, authenticator } = await owner();
			const stranger = newAuthenticator();
			expect(await outcome(signIn(stranger))).toBe('wrongPasskey');
			const { challenge, browser } = await begun();
			const borrowed = { ...stranger.sign(challenge), id: authenticator.id };
			expect(await outcome(world.auth.signInPasskey(borrowed, browser))).toBe('wrongPasskey');
			await world.auth.passkeyRemove(authenticator.id, client({ cookie }));
			expect(await outcome(signIn(authenticator))).toBe('wrongPasskey');
		});

		it('somebody whose last appointment is long over', async () => {
			const { person, authenticator } = await owner();
			await world.db
				.updateTable('posts')
				.set({ to_day: '2024-01-01' })
				.where('person_id', '=', person)
				.execute();
			expect(await outcome(signIn(authenticator))).toBe('wrongPasskey');
		});

		it('whoever goes on and on from one address, for a while', async () => {
			const { authenticator } = await owner();
			for (let i = 0; i < 31; i++)
				expect(await outcome(signIn(authenticator, { verified: false }))).toBe('wrongPasskey');
			expect(await outcome(signIn(authenticator))).toBe('tooManyTries');
			expect(await outcome(signIn(authenticator, {}, '203.0.113.7'))).toBe('done');
			world.clock += minute;
			expect(await outcome(signIn(authenticator))).toBe('done');
		});

		it('all of it at a bare address, and in a demonstration', async () => {
			const bare = client({ origin: 'https://192.0.2.10:8443' });
			expect(await outcome(world.auth.passkeyChallenge(bare))).toBe('notFound');
			const demo = await openWorld(await databases.fresh(), { demo: true });
			expect(await outcome(demo.auth.passkeyChallenge(client()))).toBe('notFound');
			await demo.end();
		});
	});

	describe('keeping one', () => {
		it('is listed with where and when, and is on no list but its owner’s', async () => {
			const { cookie, authenticator } = await owner();
			const line = { device: 'chrome/android', since: world.clock, lastAt: null };
			expect((await access(cookie)).passkeys).toEqual([{ id: authenticator.id, ...line }]);
			const other = await world.member('other');
			expect((await access(other.cookie)).passkeys).toEqual([]);
			const remove = world.auth.passkeyRemove(authenticator.id, client({ cookie: other.cookie }));
			expect(await outcome(remove)).toBe('notFound id');
		});

		it.each<[string, Oddities]>([
			['another page', { origin: 'https://evil.test' }],
			['another host', { rpId: 'evil.test' }],
			['nobody verified', { verified: false }],
			['what was signed for a sign-in', { type: 'webauthn.get' }]
		])('is refused: %s', async (_, odd) => {
			const { cookie } = await world.member('worker');
			expect(await outcome(keep(cookie, newAuthenticator(), odd))).toBe('wrongPasskey');
			expect((await access(cookie)).passkeys).toEqual([]);
		});

		it('takes its own challenge, once, and nobody else’s', async () => {
			const [mine, other] = [await world.member('worker'), await world.member('other')];
			const { challenge } = await world.auth.passkeyBegin({}, client({ cookie: mine.cookie }));
			const confirm = (cookie: string) =>
				outcome(world.auth.passkeyConfirm(newAuthenticator().make(challenge), client({ cookie })));
			expect(await confirm(other.cookie)).toBe('stepGone');
			expect(await confirm(mine.cookie)).toBe('done');
			expect(await confirm(mine.cookie)).toBe('stepGone');
		});

		it('does not take the same one for somebody else', async () => {
			const { authenticator } = await owner();
			const other = await world.member('other');
			expect(await outcome(keep(other.cookie, authenticator))).toBe('wrongPasskey');
		});

		it('takes a proof of whoever signed in a while ago, so that no open phone is taken over', async () => {
			const { cookie } = await world.member('worker');
			world.clock += 11 * minute;
			const begin = (request: object) =>
				outcome(world.auth.passkeyBegin(request, client({ cookie })));
			expect(await begin({})).toBe('proofNeeded password');
			expect(await begin({ password: 'a guess' })).toBe('wrongLogin password');
			expect(await begin({ password })).toBe('done');
		});

		it('is nothing for strangers', async () => {
			const made = newAuthenticator().make('x'.repeat(43));
			for (const work of [
				() => world.auth.passkeyBegin({}, client()),
				() => world.auth.passkeyConfirm(made, client()),
				() => world.auth.passkeyRemove(made.id, client())
			])
				expect(await outcome(work())).toBe('notSignedIn');
		});

		it('has the longest unused of twenty-one give way', async () => {
			const { cookie, authenticator } = await owner();
			await signIn(authenticator);
			for (let i = 0; i < 20; i++) {
				world.clock += 1_000;
				await keep(cookie, newAuthenticator());
			}
			const { passkeys } = await access(cookie);
			expect(passkeys).toHaveLength(20);
			expect(passkeys?.map(({ id }) => id)).not.toContain(authenticator.id);
		});
	});

	it('a new link says that it removes them, and does when it is used', async () => {
		const { person, boss, authenticator } = await owner();
		const { token } = await world.auth.invite(boss, person);
		expect(await world.auth.joinLook(token)).toMatchObject({ passkeys: true });
		expect(await outcome(signIn(authenticator))).toBe('done');
		await world.auth.join({ token, login: 'worker', password }, client());
		expect(await outcome(signIn(authenticator))).toBe('wrongPasskey');
	});

	it('a new password leaves them as they are', async () => {
		const { cookie, authenticator } = await owner();
		const change = { current: password, next: 'other chars' };
		await world.auth.changePassword(change, client({ cookie }));
		world.clock += day;
		expect(await outcome(signIn(authenticator))).toBe('done');
	});
});

it.each([
	['https://linli.example:8443', 'linli.example'],
	['http://localhost:3000', 'localhost'],
	['https://192.0.2.10', null],
	['https://[2001:db8::1]:8443', null]
])('passkeys at %s belong to %s', (origin, rpId) => {
	expect(rpIdOf(origin)).toBe(rpId);
});
