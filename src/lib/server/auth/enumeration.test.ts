// Nobody learns who has a login here: not from the words, and not from the work, which is what time would show.
import * as argon2 from '@node-rs/argon2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { dayOf } from '$lib/domain/kernel/day';
import { testDatabases } from '../db/test-databases';
import { client, openWorld, pair, type World } from './test-world';

vi.mock('@node-rs/argon2', { spy: true });

describe.each(testDatabases)('what a stranger can learn on $name', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	let world: World;
	beforeEach(async () => {
		world = await openWorld(await databases.fresh());
	});
	afterEach(() => world.end());

	/** What an attempt was answered with, the Argon2id it cost, and the lines it left behind. */
	async function seen(attempt: () => Promise<unknown>) {
		const work = () =>
			vi.mocked(argon2.hash).mock.calls.length + vi.mocked(argon2.verify).mock.calls.length;
		const lines = async () =>
			(await world.db.selectFrom('sign_ins').select('id').execute()).length +
			(await world.db.selectFrom('sign_in_tries').select('key').execute()).length;
		const [workBefore, linesBefore] = [work(), await lines()];
		const answer = await attempt().then(
			() => 'done',
			({ status, code, field, waitS }: Record<string, unknown>) =>
				JSON.stringify({ status, code, field, waitS })
		);
		return { answer, work: work() - workBefore, lines: (await lines()) - linesBefore };
	}

	let asked = 0;
	/** From another address each time. */
	const guess =
		(login: string, password = 'other chars') =>
		() =>
			world.auth.signIn(
				{ login, password },
				client({ address: `198.18.${asked >> 8}.${asked++ % 256}` })
			);

	/** One login of each kind that a stranger may not tell apart. */
	async function logins() {
		await world.member('known');
		const { person: left } = await world.member('left');
		await world.db
			.updateTable('posts')
			.set({ to_day: dayOf(world.clock - 30 * 86_400_000) })
			.where('person_id', '=', left)
			.execute();
		const { person: bare } = await world.member('bare');
		await world.db.deleteFrom('accounts').where('person_id', '=', bare).execute();
		return ['known', 'left', 'bare', 'unknown', '\0\ud800', 'a', '-', 'x'.repeat(60), ''];
	}

	it(
		'is the same for every login with a wrong password: words, lines, and one Argon2id',
		{ timeout: 120_000 },
		async () => {
			for (const login of await logins())
				for (const password of ['other chars', '', 'x'.repeat(128)])
					expect({ login, ...(await seen(guess(login, password))) }).toEqual({
						login,
						answer: '{"status":401,"code":"wrongLogin"}',
						work: 1,
						// The try, by login and by address, and the history; the second try counts on.
						lines: password === 'other chars' ? 3 : 2
					});
		}
	);

	it('is the same for the right password of somebody who has left', async () => {
		await logins();
		const left = await seen(guess('left', 'eight chars'));
		expect(left).toEqual(await seen(guess('unknown', 'eight chars')));
	});

	it(
		'is the same for every login that waits, with the right password too',
		{ timeout: 120_000 },
		async () => {
			const all = await logins();
			for (const login of all) for (let i = 0; i < 6; i++) await seen(guess(login));
			for (const login of all)
				for (const password of ['other chars', 'eight chars'])
					expect({ login, ...(await seen(guess(login, password))) }).toEqual({
						login,
						answer: '{"status":429,"code":"tooManyTries","waitS":60}',
						work: 1,
						lines: 0
					});
		}
	);

	it('stays the same over a hundred tries in any order', { timeout: 120_000 }, async () => {
		const all = await logins();
		const spent = new Map<string, Set<number>>();
		for (let i = 0; i < 100; i++) {
			const login = all[(i * 7 + (i >> 3)) % all.length]!;
			world.clock += (i % 5) * 20_000;
			const { work } = await seen(guess(login));
			spent.set(login, (spent.get(login) ?? new Set()).add(work));
		}
		expect([...spent.values()].map((work) => [...work])).toEqual(all.map(() => [1]));
	});

	it('is nothing from links: whatever is not good costs the same, before and behind the button', async () => {
		const { person, boss } = await world.member('known');
		const revoked = await world.auth.invite(boss, person);
		const used = await world.auth.invite(boss, person);
		const join = (token: string) => () =>
			world.auth.join({ token, login: 'known', password: 'eight chars' }, client());
		await join(used.token)();
		const expired = await world.auth.invite(boss, person);
		world.clock += 8 * 86_400_000;
		for (const token of ['A'.repeat(43), used.token, revoked.token, expired.token]) {
			const looked = await seen(() => world.auth.joinLook(token));
			const joined = await seen(join(token));
			expect(joined).toEqual({ ...looked, work: 0, lines: 0 });
			expect(joined.answer).toContain('"code":"linkUsed"');
		}
	});

	it('is little from a good link: five taken logins, and then it waits', async () => {
		await world.member('known');
		const boss = await world.appointed('office', 'east');
		const { token } = await world.auth.invite(boss, await world.appointed('gridWorker', 'grid'));
		const choose = (login: string) =>
			seen(() => world.auth.join({ token, login, password: 'eight chars' }, client()));
		for (let i = 0; i < 6; i++) expect((await choose('known')).answer).toContain('loginTaken');
		expect((await choose('known')).answer).toContain('tooManyTries');
		world.clock += 60_000;
		expect((await choose('free')).answer).toBe('done');
	});

	it('is nothing from a second step without the first: no challenge is as good as a wrong one', async () => {
		const signIn = await world.auth.signIn(
			{ login: await world.member('known').then(() => 'known'), password: 'eight chars' },
			client()
		);
		for (const challenge of ['A'.repeat(43), pair(signIn.cookies[1]).split('=')[1]!])
			expect(
				await seen(() =>
					world.auth.signInCode({ challenge, code: '000000', trust: false }, client())
				)
			).toEqual({ answer: '{"status":410,"code":"stepGone"}', work: 0, lines: 0 });
	});
});
