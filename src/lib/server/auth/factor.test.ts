// Longer than 300 lines: everything a second step can meet stands on one town and one authenticator.
import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabases } from '../db/test-databases';
import { client, inside, openWorld, outcome, pair, type World } from './test-world';

const minute = 60_000;
const day = 86_400_000;
const password = 'eight chars';

describe.each(testDatabases)('the second factor on $name', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	let world: World;
	beforeEach(async () => {
		world = await openWorld(await databases.fresh());
	});
	afterEach(() => world.end());

	const office = (login = 'office') => world.member(login, 'office', 'east');

	/** The code that the other app shows now. */
	const shown = (secret: string) =>
		createOTP(Buffer.from(base32.decode(secret)).toString('latin1')).hotp(
			Math.floor(world.clock / 30_000)
		);
	async function enrol(cookie: string) {
		const { secret } = await world.auth.factorBegin({}, client({ cookie }));
		const request = { code: await shown(secret) };
		const { value } = await world.auth.factorConfirm(request, client({ cookie }));
		world.clock += minute;
		return { secret, codes: value.codes };
	}
	const signIn = (login = 'office', cookie: string | null = null) =>
		world.auth.signIn({ login, password }, client({ cookie }));
	async function challenged(login = 'office', cookie: string | null = null) {
		const { value, cookies } = await signIn(login, cookie);
		expect(cookies).toEqual([]);
		if (value.step === 'done') throw new Error('nothing was asked');
		return value;
	}
	const bring = async (code: string, trust = false, cookie: string | null = null) => {
		const { challenge } = await challenged('office', cookie);
		return world.auth.signInCode({ challenge, code, trust }, client({ cookie }));
	};

	describe('setting it up', () => {
		it('is offered to office and sub-district at each sign-in, to nobody else', async () => {
			await office();
			await world.member('chief', 'subdistrict', 'town');
			await world.member('worker', 'gridWorker', 'grid');
			const offers = await Promise.all(
				['office', 'chief', 'worker'].map(async (login) => (await signIn(login)).value)
			);
			expect(offers).toMatchObject([{ offer: true }, { offer: true }, { offer: false }]);
		});

		it('can be put off for a month', async () => {
			const { cookie } = await office();
			await world.auth.factorPutOff(client({ cookie }));
			world.clock += 29 * day;
			expect((await signIn()).value).toMatchObject({ offer: false });
			world.clock += 2 * day;
			expect((await signIn()).value).toMatchObject({ offer: true });
		});

		it('changes nothing until the first code is right', async () => {
			const { cookie } = await office();
			await world.auth.factorBegin({}, client({ cookie }));
			const wrong = world.auth.factorConfirm({ code: '000000' }, client({ cookie }));
			expect(await outcome(wrong)).toBe('wrongCode code');
			expect((await signIn()).value.step).toBe('done');
		});

		it('gives ten recovery codes, and keeps neither them nor the secret in the clear', async () => {
			const { cookie } = await office();
			const { secret, codes } = await enrol(cookie);
			expect(new Set(codes).size).toBe(10);
			for (const code of codes) expect(code).toMatch(/^[2-9a-hjkmnp-z]{5}-[2-9a-hjkmnp-z]{5}$/);
			const kept = JSON.stringify([
				await world.db.selectFrom('second_factors').selectAll().execute(),
				await world.db.selectFrom('recovery_codes').selectAll().execute()
			]);
			const clear = Buffer.from(base32.decode(secret)).toString('latin1');
			for (const secretOne of [secret, JSON.stringify(clear).slice(1, -1), ...codes])
				expect(kept).not.toContain(secretOne);
		});

		it('takes the password again from somebody who signed in a while ago', async () => {
			const { cookie } = await office();
			world.clock += 11 * minute;
			const begin = (request: object) =>
				outcome(world.auth.factorBegin(request, client({ cookie })));
			expect(await begin({})).toBe('proofNeeded password');
			expect(await begin({ password: 'a guess' })).toBe('wrongLogin password');
			expect(await begin({ password })).toBe('done');
		});

		it('anew takes a code of the one there is, and ends the old one', async () => {
			const { cookie } = await office();
			const old = await enrol(cookie);
			const begin = (code?: string) =>
				world.auth.factorBegin(code ? { code } : {}, client({ cookie }));
			expect(await outcome(begin())).toBe('proofNeeded code');
			expect(await outcome(begin('000000'))).toBe('wrongCode code');
			const { secret } = await begin(await shown(old.secret));
			await world.auth.factorConfirm({ code: await shown(secret) }, client({ cookie }));
			world.clock += minute;
			expect(await outcome(bring(await shown(old.secret)))).toBe('wrongCode code');
			expect(await outcome(bring(old.codes[0]!))).toBe('wrongCode code');
			expect(await outcome(bring(await shown(secret)))).toBe('done');
		});

		it('is nothing for strangers', async () => {
			for (const work of [
				() => world.auth.factorBegin({}, client()),
				() => world.auth.factorConfirm({ code: '000000' }, client()),
				() => world.auth.factorRemove('000000', client()),
				() => world.auth.factorPutOff(client()),
				() => world.auth.factorPolicy(true, client())
			])
				expect(await outcome(work())).toBe('notSignedIn');
		});
	});

	describe('signing in', () => {
		it('takes password and code, each code once, and no older one after it', async () => {
			const { cookie, person } = await office();
			const { secret } = await enrol(cookie);
			const older = await shown(secret);
			world.clock += 30_000;
			const code = await shown(secret);
			const done = await bring(code);
			expect(inside(done.value).person.id).toBe(person);
			expect(await world.auth.sessionOf(pair(done.cookies[0]))).not.toBeNull();
			expect(await outcome(bring(code))).toBe('wrongCode code');
			expect(await outcome(bring(older))).toBe('wrongCode code');
		});

		it('with one code at the same moment lets one of two in', async () => {
			const { cookie } = await office();
			const { secret } = await enrol(cookie);
			const code = await shown(secret);
			const tries = await Promise.all([outcome(bring(code)), outcome(bring(code))]);
			expect(tries.sort()).toEqual(['done', 'wrongCode code']);
		});

		it('takes a recovery code in place of the other, once, however it is typed', async () => {
			const { cookie } = await office();
			const { codes } = await enrol(cookie);
			const typed = ` ${codes[3]!.toUpperCase().replace('-', ' ')}`;
			expect(await outcome(bring(typed))).toBe('done');
			expect(await outcome(bring(codes[3]!))).toBe('wrongCode code');
			const { factor } = await world.auth.access(client({ cookie }));
			expect(factor.codesLeft).toBe(9);
		});

		it('with the password alone is worth nothing: no session, and ten minutes for the code', async () => {
			const { cookie } = await office();
			const { secret } = await enrol(cookie);
			const { challenge } = await challenged();
			expect(await world.db.selectFrom('sessions').select('id').execute()).toHaveLength(1);
			world.clock += 10 * minute;
			const late = { challenge, code: await shown(secret), trust: false };
			expect(await outcome(world.auth.signInCode(late, client()))).toBe('stepGone');
			const begin = world.auth.factorBegin({ challenge }, client());
			expect(await outcome(begin)).toBe('stepGone');
		});

		it('is used up with the code', async () => {
			const { cookie } = await office();
			const { codes } = await enrol(cookie);
			const { challenge } = await challenged();
			const again = (code: string) =>
				outcome(world.auth.signInCode({ challenge, code, trust: false }, client()));
			expect(await again(codes[0]!)).toBe('done');
			expect(await again(codes[1]!)).toBe('stepGone');
		});

		it('slows wrong codes down like wrong passwords, over all challenges', async () => {
			const { cookie } = await office();
			const { secret } = await enrol(cookie);
			for (let i = 0; i < 6; i++) expect(await outcome(bring('000000'))).toBe('wrongCode code');
			expect(await outcome(bring(await shown(secret)))).toBe('tooManyTries');
			world.clock += minute;
			expect(await outcome(bring(await shown(secret)))).toBe('done');
		});

		it('is not asked for the code on a trusted device for thirty days', async () => {
			const { cookie } = await office();
			const { secret } = await enrol(cookie);
			const done = await bring(await shown(secret), true);
			let device = pair(done.cookies[1]);
			world.clock += 29 * day;
			const again = await signIn('office', device);
			expect(again.value.step).toBe('done');
			device = pair(again.cookies[1]);
			world.clock += 2 * day;
			await challenged('office', device);
		});

		it('trusts the device for this person only', async () => {
			const { cookie } = await office();
			await office('colleague');
			const { secret } = await enrol(cookie);
			const colleague = pair((await signIn('colleague')).cookies[0]);
			await enrol(colleague);
			const device = pair((await bring(await shown(secret), true)).cookies[1]);
			await challenged('colleague', device);
		});
	});

	describe('a lost phone', () => {
		it('is replaced by a new link, which says that it undoes the second factor', async () => {
			const { cookie, person, boss } = await office();
			const { secret, codes } = await enrol(cookie);
			const device = pair((await bring(await shown(secret), true)).cookies[1]);
			const { token } = await world.auth.invite(boss, person);
			// A link alone undoes nothing: only its use does.
			await challenged();
			expect(await world.auth.joinLook(token)).toMatchObject({ factor: true });
			const { challenge } = await challenged();
			const joined = await world.auth.join({ token, login: 'office', password }, client());
			expect(joined.value).toMatchObject({ step: 'done', offer: true });
			const late = { challenge, code: codes[0]!, trust: false };
			expect(await outcome(world.auth.signInCode(late, client()))).toBe('stepGone');
			await enrol(pair(joined.cookies[0]));
			await challenged('office', device);
		});
	});

	describe('the rule of the sub-district', () => {
		it('is made by the sub-district alone, with a second factor of its own', async () => {
			const chief = await world.member('chief', 'subdistrict', 'town');
			const desk = await office();
			const make = (cookie: string) => outcome(world.auth.factorPolicy(true, client({ cookie })));
			expect(await make(desk.cookie)).toBe('notAllowed');
			expect(await make(chief.cookie)).toBe('factorFirst');
			await enrol(chief.cookie);
			expect(await make(chief.cookie)).toBe('done');
		});

		it('has office and sub-district set it up before they are let in, and leaves the others alone', async () => {
			const chief = await world.member('chief', 'subdistrict', 'town');
			const desk = await office();
			const worker = await world.member('worker', 'gridWorker', 'grid');
			await enrol(chief.cookie);
			await world.auth.factorPolicy(true, client({ cookie: chief.cookie }));
			const isIn = async (cookie: string) => (await world.auth.sessionOf(cookie)) !== null;
			expect(await Promise.all([chief, desk, worker].map(({ cookie }) => isIn(cookie)))).toEqual([
				true,
				false,
				true
			]);
			expect((await signIn('worker')).value.step).toBe('done');

			const { step, challenge } = await challenged();
			expect(step).toBe('enrol');
			const { secret } = await world.auth.factorBegin({ challenge }, client());
			const code = await shown(secret);
			const done = await world.auth.factorConfirm({ challenge, code }, client());
			expect(done.value.codes).toHaveLength(10);
			const cookie = pair(done.cookies[0]);
			expect(await isIn(cookie)).toBe(true);
			const removed = world.auth.factorRemove(done.value.codes[0]!, client({ cookie }));
			expect(await outcome(removed)).toBe('factorBound');

			await world.auth.factorPolicy(false, client({ cookie: chief.cookie }));
			const gone = world.auth.factorRemove(done.value.codes[0]!, client({ cookie }));
			expect(await outcome(gone)).toBe('done');
			expect((await signIn()).value.step).toBe('done');
		});
	});

	describe('what a person sees of their own sign-in', () => {
		it('is every success and failure, the newest first, and where they are signed in', async () => {
			const { cookie } = await office();
			world.clock += minute;
			await outcome(world.auth.signIn({ login: 'office', password: 'x' }, client()));
			world.clock += minute;
			const other = await world.auth.signIn(
				{ login: 'office', password },
				client({ kind: 'edge/windows' })
			);
			const { history, places } = await world.auth.access(client({ cookie }));
			expect(history).toMatchObject([
				{ at: world.clock, way: 'password', outcome: 'done', device: 'edge/windows' },
				{ way: 'password', outcome: 'wrongPassword', device: 'chrome/android' },
				{ way: 'link', outcome: 'done' }
			]);
			expect(places).toMatchObject([
				{ here: true, device: 'chrome/android', signedIn: true, trustedUntil: null },
				{ here: false, device: 'edge/windows', since: world.clock }
			]);
			await world.auth.endAccess(places[1]!.id, client({ cookie }));
			expect(await world.auth.sessionOf(pair(other.cookies[0]))).toBeNull();
			expect(await world.auth.sessionOf(cookie)).not.toBeNull();
		});

		it('holds thirty lines', async () => {
			const { cookie } = await office();
			for (let i = 0; i < 35; i++) {
				world.clock += 61 * minute;
				await outcome(world.auth.signIn({ login: 'office', password: 'x' }, client()));
			}
			expect((await world.auth.access(client({ cookie }))).history).toHaveLength(30);
		});

		it('ends for all other places at once, with the trust in them', async () => {
			const { cookie } = await office();
			const { secret } = await enrol(cookie);
			const device = pair((await bring(await shown(secret), true)).cookies[1]);
			await world.auth.endAccess(null, client({ cookie }));
			expect((await world.auth.access(client({ cookie }))).places).toHaveLength(1);
			await challenged('office', device);
		});

		it('lists a trusted device that is signed out, and takes the trust back', async () => {
			const { cookie } = await office();
			const { secret } = await enrol(cookie);
			const done = await bring(await shown(secret), true);
			await world.auth.signOut(client({ cookie: pair(done.cookies[0]) }));
			const [, trusted] = (await world.auth.access(client({ cookie }))).places;
			expect(trusted).toMatchObject({ signedIn: false, here: false });
			await world.auth.endAccess(trusted!.id, client({ cookie }));
			await challenged('office', pair(done.cookies[1]));
		});

		it('is nobody else’s: not to see, not to end', async () => {
			const { cookie } = await office();
			const { cookie: stranger } = await office('colleague');
			const [mine] = (await world.auth.access(client({ cookie }))).places;
			const end = world.auth.endAccess(mine!.id, client({ cookie: stranger }));
			expect(await outcome(end)).toBe('notFound id');
			expect(await world.auth.sessionOf(cookie)).not.toBeNull();
			expect(await outcome(world.auth.access(client()))).toBe('notSignedIn');
		});
	});
});
