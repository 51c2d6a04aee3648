import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '$lib/domain/kernel/actor';
import { client, id, inside, openWorld, outcome, pair, type Place, type World } from './test-world';
import { testDatabases } from '../db/test-databases';

describe.each(testDatabases)('links on $name', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	let world: World;
	beforeEach(async () => {
		world = await openWorld(await databases.fresh());
	});
	afterEach(() => world.end());

	describe('a one-time link', () => {
		it('says whose it is, becomes a login, and signs in', async () => {
			const boss = await world.appointed('office', 'east');
			const person = await world.appointed('gridWorker', 'grid');
			const { token, expiresAt } = await world.auth.invite(boss, person);
			expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
			expect(expiresAt - world.clock).toBe(7 * 86_400_000);
			expect(await world.auth.joinLook(token)).toEqual({
				name: '某某',
				login: null,
				factor: false,
				passkeys: false
			});
			const joined = await world.auth.join(
				{ token, login: '小白', password: 'eight chars' },
				client()
			);
			expect(inside(joined.value).person.id).toBe(person);
			expect(inside(joined.value).posts).toHaveLength(1);
			expect(await world.auth.sessionOf(pair(joined.cookies[0]))).toMatchObject({
				personId: person,
				name: '某某'
			});
		});

		it('is kept as a fingerprint only', async () => {
			const { token } = await world.auth.invite(
				await world.appointed('office', 'east'),
				await world.appointed('gridWorker', 'grid')
			);
			expect(
				JSON.stringify(await world.db.selectFrom('invitations').selectAll().execute())
			).not.toContain(token);
		});

		it('takes no password that is guessed first, and may be used with another one', async () => {
			const { token } = await world.auth.invite(
				await world.appointed('office', 'east'),
				await world.appointed('gridWorker', 'grid')
			);
			const joinWith = (password: string) =>
				outcome(world.auth.join({ token, login: 'xiaobai', password }, client()));
			expect(await joinWith('password1')).toBe('passwordCommon password');
			expect(await joinWith('xiaobai-2026')).toBe('passwordCommon password');
			expect(await joinWith('eight chars')).toBe('done');
		});

		it('works once, even for two at the same moment', async () => {
			const { token } = await world.auth.invite(
				await world.appointed('office', 'east'),
				await world.appointed('gridWorker', 'grid')
			);
			const tries = await Promise.all(
				['first', 'second'].map((login) =>
					outcome(world.auth.join({ token, login, password: 'eight chars' }, client()))
				)
			);
			expect(tries.sort()).toEqual(['done', 'linkUsed used']);
			expect(await outcome(world.auth.joinLook(token))).toBe('linkUsed used');
			expect(await world.db.selectFrom('accounts').selectAll().execute()).toHaveLength(1);
		});

		it('ends after seven days', async () => {
			const { token } = await world.auth.invite(
				await world.appointed('office', 'east'),
				await world.appointed('gridWorker', 'grid')
			);
			world.clock += 7 * 86_400_000;
			expect(await outcome(world.auth.joinLook(token))).toBe('linkUsed expired');
			const request = { token, login: 'late', password: 'eight chars' };
			expect(await outcome(world.auth.join(request, client()))).toBe('linkUsed expired');
		});

		it('is revoked by a newer one', async () => {
			const boss = await world.appointed('office', 'east');
			const person = await world.appointed('gridWorker', 'grid');
			const older = await world.auth.invite(boss, person);
			const newer = await world.auth.invite(boss, person);
			expect(await outcome(world.auth.joinLook(older.token))).toBe('linkUsed revoked');
			expect(await outcome(world.auth.joinLook(newer.token))).toBe('done');
		});

		it('that nobody made is simply not good', async () => {
			expect(await outcome(world.auth.joinLook('A'.repeat(43)))).toBe('linkUsed');
		});

		it('stays good when the chosen login is taken', async () => {
			await world.member('小白');
			const { token } = await world.auth.invite(
				await world.appointed('office', 'east'),
				await world.appointed('gridWorker', 'grid')
			);
			const taken = { token, login: '小白', password: 'eight chars' };
			expect(await outcome(world.auth.join(taken, client()))).toBe('loginTaken login');
			expect(await outcome(world.auth.join({ ...taken, login: '小黑' }, client()))).toBe('done');
		});

		it('takes a login in another width or case for the same', async () => {
			await world.member('Abc');
			const { token } = await world.auth.invite(
				await world.appointed('office', 'east'),
				await world.appointed('gridWorker', 'grid')
			);
			const taken = { token, login: 'ａＢＣ', password: 'eight chars' };
			expect(await outcome(world.auth.join(taken, client()))).toBe('loginTaken login');
		});

		it('given anew sets a new password and ends the old sessions', async () => {
			const { person, boss, cookie } = await world.member('小白');
			const { token } = await world.auth.invite(boss, person);
			expect(await world.auth.joinLook(token)).toEqual({
				name: '某某',
				login: '小白',
				factor: false,
				passkeys: false
			});
			await world.auth.join({ token, login: '小白', password: 'another one' }, client());
			expect(await world.auth.sessionOf(cookie)).toBeNull();
			expect(
				await outcome(world.auth.signIn({ login: '小白', password: 'eight chars' }, client()))
			).toBe('wrongLogin');
			expect(
				await outcome(world.auth.signIn({ login: '小白', password: 'another one' }, client()))
			).toBe('done');
		});
	});

	describe('inviting', () => {
		const cases: [string, Role, Place, Role, Place, string][] = [
			[
				'an office invites a grid worker of its own',
				'office',
				'east',
				'gridWorker',
				'grid',
				'done'
			],
			[
				'an office hears of nobody next door',
				'office',
				'west',
				'gridWorker',
				'grid',
				'notFound personId'
			],
			['an office invites no other office', 'office', 'east', 'office', 'east', 'notAllowed'],
			['a sub-district invites an office', 'subdistrict', 'town', 'office', 'west', 'done'],
			['a sub-district invites its own kind', 'subdistrict', 'town', 'subdistrict', 'town', 'done'],
			['a grid worker invites nobody', 'gridWorker', 'grid', 'unitLeader', 'grid', 'notAllowed'],
			['a party group invites nobody', 'gridParty', 'grid', 'gridWorker', 'grid', 'notAllowed']
		];
		it.each(cases)('%s', async (_what, byRole, byPlace, role, place, expected) => {
			const by = await world.appointed(byRole, byPlace);
			const person = await world.appointed(role, place);
			expect(await outcome(world.auth.invite(by, person))).toBe(expected);
		});

		it('never hands over a person who holds more than the inviter may give', async () => {
			const office = await world.appointed('office', 'east');
			const person = await world.appointed('subdistrict', 'town');
			await world.appointed('gridWorker', 'grid', { person });
			expect(await outcome(world.auth.invite(office, person))).toBe('notAllowed');
		});

		it('needs an appointment that lasts: of the inviter now, of the person now or later', async () => {
			const former = await world.appointed('office', 'east', { to: '2021-01-01' });
			const office = await world.appointed('office', 'east');
			const person = await world.appointed('gridWorker', 'grid');
			const future = await world.appointed('gridWorker', 'grid', { from: '2190-01-01' });
			const ended = await world.appointed('gridWorker', 'grid', { to: '2021-01-01' });
			expect(await outcome(world.auth.invite(former, person))).toBe('notAllowed');
			expect(await outcome(world.auth.invite(office, future))).toBe('done');
			expect(await outcome(world.auth.invite(office, ended))).toBe('notAllowed');
		});

		it('whoever may invite nobody learns of nobody', async () => {
			const worker = await world.appointed('gridWorker', 'grid');
			const far = await world.appointed('gridWorker', 'otherGrid');
			for (const person of [far, id()])
				expect(await outcome(world.auth.invite(worker, person))).toBe('notAllowed');
		});

		it('is worth nothing once the inviter could no longer do it: their post has ended, or the person has risen', async () => {
			const office = await world.appointed('office', 'east');
			const person = await world.appointed('gridWorker', 'grid');
			const { token } = await world.auth.invite(office, person);
			const look = () => outcome(world.auth.joinLook(token));
			const join = () =>
				outcome(world.auth.join({ token, login: '小绿', password: 'eight chars' }, client()));
			expect(await look()).toBe('done');
			await world.appointed('subdistrict', 'town', { person });
			expect([await look(), await join()]).toEqual(['linkUsed', 'linkUsed']);

			const other = await world.appointed('gridWorker', 'grid');
			const link = await world.auth.invite(office, other);
			await world.db
				.updateTable('posts')
				.set({ to_day: '2021-01-01' })
				.where('person_id', '=', office)
				.execute();
			expect(await outcome(world.auth.joinLook(link.token))).toBe('linkUsed');
		});

		it('somebody the server has not heard of yet is not found', async () => {
			expect(await outcome(world.auth.invite(await world.appointed('office', 'east'), id()))).toBe(
				'notFound personId'
			);
		});
	});
});
