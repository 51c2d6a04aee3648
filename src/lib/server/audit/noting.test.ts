import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { client, id, openWorld, outcome, pair, type World } from '../auth/test-world';
import { createTreeSource } from '../db/areas';
import { testDatabases } from '../db/test-databases';
import { createJournal, type Journal } from './journal';
import { notedAuth } from './noting-auth';
import { originOf } from './origin';

const secret = 'a secret of at least thirty-two characters';
const typed = { login: 'worker', password: 'eight chars' };

describe.each(testDatabases)('sign-in leaves lines on $name', (databases) => {
	let world: World;
	let journal: Journal;
	let errors: unknown[];
	beforeAll(() => databases.begin());
	beforeEach(async () => {
		world = await openWorld(await databases.fresh());
		errors = [];
		journal = createJournal(world.db, createTreeSource(), {
			secret,
			now: () => world.clock,
			onError: (error) => void errors.push(error)
		});
		world.auth = notedAuth(world.auth, journal);
	});
	afterEach(async () => {
		expect(errors).toEqual([]);
		await world.end();
	});
	afterAll(() => databases.end());

	/** The lines as `action result who`; who is a name of the test's for an id. */
	async function lines(names: Record<string, string> = {}): Promise<string[]> {
		await journal.settle();
		const rows = await world.db.selectFrom('audit_events').selectAll().orderBy('id').execute();
		const name = (one: string | null) => (one === null ? '-' : (names[one] ?? one));
		return rows
			.map((row) =>
				[row.action, row.result, name(row.person_id), ...(row.about ? [name(row.about)] : [])].join(
					' '
				)
			)
			.sort();
	}

	/** The code that the other app shows now, by the letters that were typed into it. */
	const codeOf = (letters: string) =>
		createOTP(Buffer.from(base32.decode(letters)).toString('latin1')).hotp(
			Math.floor(world.clock / 30_000)
		);

	/** A sub-district that has set up a second step after one wrong code, and the browser they did it with. */
	async function enrolled() {
		const { person: chief, cookie } = await world.member('worker', 'subdistrict', 'town');
		const as = client({ cookie });
		const { secret: letters } = await world.auth.factorBegin({}, as);
		await outcome(world.auth.factorConfirm({ code: '000000' }, as));
		const { value } = await world.auth.factorConfirm({ code: await codeOf(letters) }, as);
		return { as, chief, letters, codes: value.codes };
	}

	test('a link made, used and used again, and the password that came of it', async () => {
		const { person, boss } = await world.member('worker');
		const names = { [person]: 'worker', [boss]: 'boss' };
		expect(await lines(names)).toEqual([
			'linkMade ok boss worker',
			'linkUsed ok worker',
			'passwordSet ok worker'
		]);
		const { token } = await world.auth.invite(boss, person);
		const request = { token, ...typed };
		await world.auth.join(request, client());
		expect(await outcome(world.auth.join(request, client()))).toBe('linkUsed used');
		const unknown = { ...request, token: 'x'.repeat(43) };
		expect(await outcome(world.auth.join(unknown, client()))).toBe('linkUsed');
		expect(await outcome(world.auth.invite(person, boss))).toBe('notAllowed');
		expect((await lines(names)).filter((line) => !/^(linkMade ok|passwordSet)/.test(line))).toEqual(
			[
				'linkMade notAllowed worker boss',
				'linkUsed linkUsed -',
				'linkUsed linkUsed worker',
				'linkUsed ok worker',
				'linkUsed ok worker',
				'passwordChanged ok worker'
			]
		);
	});

	test('signing in and out, refused or not, under the account’s id', async () => {
		const { person } = await world.member('worker');
		const { cookies } = await world.auth.signIn(typed, client());
		await world.auth.signOut(client({ cookie: pair(cookies[0]) }));
		await world.auth.signOut(client());
		const wrong = { ...typed, password: 'wrong words' };
		expect(await outcome(world.auth.signIn(wrong, client()))).toBe('wrongLogin');
		const nobody = { login: 'no such person\0', password: 'secret words' };
		expect(await outcome(world.auth.signIn(nobody, client()))).toBe('wrongLogin');
		expect((await lines({ [person]: 'worker' })).filter((line) => line.startsWith('sign'))).toEqual(
			['signIn ok worker', 'signIn wrongLogin -', 'signIn wrongLogin worker', 'signOut ok worker']
		);
	});

	test('too many tries are told apart from wrong ones', async () => {
		await world.member('worker');
		const wrong = { ...typed, password: 'wrong words' };
		for (let i = 0; i < 7; i++) await outcome(world.auth.signIn(wrong, client()));
		expect((await lines()).filter((line) => line.startsWith('signIn tooMany'))).toHaveLength(1);
	});

	test('the share of a data key given out, or not, under its ring, and never the share', async () => {
		const { person } = await world.member('worker');
		const [ringId, unknown] = [id(), id()];
		const share = 'ab'.repeat(32);
		await world.auth.keepShare(person, { ringId, share });
		const ask = (ring: string, password: string) =>
			outcome(world.auth.giveShare(person, { ringId: ring, password }, client()));
		expect(await ask(ringId, typed.password)).toBe('done');
		expect(await ask(unknown, typed.password)).toBe('notFound');
		expect(await ask(ringId, 'wrong words')).toBe('wrongLogin');
		const names = { [person]: 'worker', [ringId]: 'phone', [unknown]: 'unknown' };
		expect((await lines(names)).filter((line) => line.startsWith('share'))).toEqual([
			'shareGiven notFound worker unknown',
			'shareGiven ok worker phone',
			'shareGiven wrongLogin worker phone'
		]);
		const rows = await world.db.selectFrom('audit_events').selectAll().execute();
		expect(JSON.stringify(rows)).not.toContain(share);
	});

	test('a second step: prepared, set up, half of the way, all of it, with a code and without', async () => {
		const { as, chief, letters, codes } = await enrolled();
		const { value } = await world.auth.signIn(typed, client());
		if (value.step === 'done') throw new Error('nothing was asked');
		const { challenge } = value;
		const bring = (code: string, token = challenge) =>
			outcome(world.auth.signInCode({ challenge: token, code, trust: false }, client()));
		expect(await bring('000000')).toBe('wrongCode code');
		expect(await bring('000000', 'x'.repeat(43))).toBe('stepGone');
		world.clock += 30_000;
		expect(await bring(await codeOf(letters))).toBe('done');
		const again = await world.auth.signIn(typed, client());
		if (again.value.step === 'done') throw new Error('nothing was asked');
		expect(await bring(codes[0]!, again.value.challenge)).toBe('done');
		world.clock += 30_000;
		await outcome(world.auth.factorRemove('000000', as));
		await world.auth.factorRemove(await codeOf(letters), as);
		expect(
			(await lines({ [chief]: 'chief' })).filter((line) => /^(sign|pass|fac|rec)/.test(line))
		).toEqual([
			'factorRemoved ok chief',
			'factorRemoved wrongCode chief',
			'factorSet ok chief',
			'factorSet wrongCode chief',
			'passwordRight ok chief',
			'passwordRight ok chief',
			'passwordSet ok chief',
			'recoveryUsed ok chief',
			'signIn ok chief',
			'signIn ok chief',
			'signIn stepGone -',
			'signIn wrongCode chief'
		]);
	});

	test('a second step that is demanded, and the sign-in that sets it up', async () => {
		const { as } = await enrolled();
		const { person, boss } = await world.member('clerk', 'office', 'east');
		await world.auth.factorPolicy(true, as);
		const { value } = await world.auth.signIn({ ...typed, login: 'clerk' }, client());
		if (value.step === 'done') throw new Error('nothing was asked');
		const { challenge } = value;
		const { secret } = await world.auth.factorBegin({ challenge }, client());
		await world.auth.factorConfirm({ challenge, code: await codeOf(secret) }, client());
		const { token } = await world.auth.invite(boss, person);
		await world.auth.join({ token, ...typed, login: 'clerk' }, client());
		await world.auth.factorPolicy(false, as);
		const seen = await lines({ [person]: 'clerk' });
		expect(seen.filter((line) => line.endsWith('clerk') && !line.startsWith('linkMade'))).toEqual([
			'factorSet ok clerk',
			'factorUndone ok clerk',
			'linkUsed ok clerk',
			'linkUsed ok clerk',
			'passwordChanged ok clerk',
			'passwordRight ok clerk',
			'passwordSet ok clerk',
			'signIn ok clerk'
		]);
		expect(seen.filter((line) => /^factor(Dem|Off)/.test(line))).toHaveLength(2);
	});

	test('what somebody does with their own sign-in: places ended, a new password, a phone opened by it', async () => {
		const { person, cookie } = await world.member('worker');
		const as = client({ cookie });
		await world.auth.endAccess(null, as);
		await outcome(world.auth.endAccess(id(), as));
		const next = 'other chars';
		await outcome(world.auth.changePassword({ current: 'a guess', next }, as));
		await world.auth.changePassword({ current: typed.password, next }, as);
		await outcome(world.auth.changePassword({ current: next, next }, as));
		const ringId = id();
		await world.auth.keepShare(person, { ringId, share: 'ab'.repeat(32) });
		const open = (password: string) => world.auth.giveShare(person, { ringId, password }, as);
		await outcome(open('a guess'));
		await open(next);
		const seen = await lines({ [person]: 'worker', [ringId]: 'phone' });
		expect(seen.filter((line) => /^(pl|sh|passwordCh)/.test(line))).toEqual([
			'passwordChanged notSignedIn -',
			'passwordChanged ok worker',
			'passwordChanged wrongLogin worker',
			'placesEnded notFound worker',
			'placesEnded ok worker',
			'shareGiven ok worker phone',
			'shareGiven wrongLogin worker phone'
		]);
	});

	test('what was typed, names and addresses are nowhere in them', async () => {
		await world.member('worker');
		const guess = { login: 'somebody typed this', password: 'and that' };
		const from = client({ address: '203.0.113.7' });
		await outcome(world.auth.signIn(guess, from));
		await world.auth.signIn(typed, from);
		await journal.settle();
		const rows = await world.db.selectFrom('audit_events').selectAll().execute();
		const text = JSON.stringify(rows);
		for (const word of ['typed', 'that', 'worker', 'eight', '某某', '203.0', '192.0'])
			expect(text).not.toContain(word);
		const marks = rows.filter((row) => row.action === 'signIn').map((row) => row.origin);
		expect(marks).toEqual([originOf(from.address, secret), originOf(from.address, secret)]);
	});

	test('a line belongs to the community of its person, and to none without one', async () => {
		const { person } = await world.member('worker');
		await outcome(world.auth.signIn({ login: 'nobody', password: 'at all' }, client()));
		await world.auth.signIn(typed, client());
		await journal.settle();
		const rows = await world.db
			.selectFrom('audit_events')
			.select(['community', 'person_id'])
			.where('action', '=', 'signIn')
			.execute();
		const { community } = await world.db
			.selectFrom('posts')
			.select('community')
			.where('person_id', '=', person)
			.executeTakeFirstOrThrow();
		expect(rows).toContainEqual({ community, person_id: person });
		expect(rows).toContainEqual({ community: '', person_id: null });
	});

	test('one that cannot be written does not take its neighbours along', async () => {
		const person = await world.appointed('gridWorker', 'grid');
		const none = null as unknown as string;
		const written = journal.noted({ action: 'auditRead', result: 'ok', personId: person });
		await expect(
			journal.noted({ action: 'auditRead', result: none, personId: person })
		).rejects.toBeDefined();
		await written;
		expect(await lines({ [person]: 'worker' })).toEqual(['auditRead ok worker']);
	});

	test('a demonstration’s taps are lines as well', async () => {
		expect(await outcome(world.auth.demoSignIn(id(), client()))).toBe('notFound');
		expect((await lines())[0]).toMatch(/^signIn notFound /);
	});
});

describe('the mark of an address', () => {
	const mark = (address: string, key = secret) => originOf(address, key);

	test('is the same for one place, another for another place or another installation', () => {
		expect(mark('192.0.2.1')).toMatch(/^[0-9a-f]{12}$/);
		expect(mark('192.0.2.1')).toBe(mark('192.0.2.1'));
		expect(mark('::ffff:192.0.2.1')).toBe(mark('192.0.2.1'));
		expect(mark('192.0.2.1')).not.toBe(mark('192.0.2.2'));
		expect(mark('192.0.2.1')).not.toBe(mark('192.0.2.1', `${secret}!`));
	});

	test('of IPv6 says the network alone', () => {
		expect(mark('2001:db8:1:2:a::b')).toBe(mark('2001:DB8:1:2::1'));
		expect(mark('2001:db8::1')).toBe(mark('2001:0db8:0:0:9::9'));
		expect(mark('2001:db8:1:2::1')).not.toBe(mark('2001:db8:1:3::1'));
		expect(mark('fe80::1%eth0')).toBe(mark('fe80::2'));
	});
});
