import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { client, openWorld, outcome, pair, type World } from './test-world';
import { testDatabases } from '../db/test-databases';

describe.each(testDatabases)('setup on $name', (databases) => {
	beforeAll(() => databases.begin());
	afterAll(() => databases.end());
	let world: World;
	beforeEach(async () => {
		world = await openWorld(await databases.fresh(), { empty: true });
	});
	afterEach(() => world.end());

	const request = (token: string) => ({
		token,
		subdistrict: { name: '万青路街道', code: '150204003' },
		admin: { name: '某某', login: 'first', password: 'eight chars' }
	});

	const tokenOf = async () => {
		const token = await world.auth.setupToken();
		if (!token) throw new Error('no setup token');
		return token;
	};

	describe('setting up', () => {
		it('founds the sub-district, appoints the administrator and signs them in', async () => {
			const done = await world.auth.setup(request(await tokenOf()), client());
			expect(done.value.posts.map(({ role, to }) => ({ role, to }))).toEqual([
				{ role: 'subdistrict', to: null }
			]);
			const area = await world.db.selectFrom('areas').selectAll().executeTakeFirstOrThrow();
			expect(area).toMatchObject({ kind: 'subdistrict', name: '万青路街道', code: '150204003' });
			expect(done.value.posts[0]!.areaId).toBe(area.id);
			expect(await world.auth.sessionOf(pair(done.cookies[0]))).toMatchObject({ name: '某某' });
			expect(await world.db.selectFrom('operations').select('command').execute()).toHaveLength(2);
		});

		it('takes no password that is guessed first', async () => {
			const asked = request(await tokenOf());
			const common = { ...asked, admin: { ...asked.admin, password: 'iloveyou' } };
			expect(await outcome(world.auth.setup(common, client()))).toBe(
				'passwordCommon admin.password'
			);
			expect(await outcome(world.auth.setup(asked, client()))).toBe('done');
		});

		it('happens once', async () => {
			const token = await tokenOf();
			const both = await Promise.all([
				outcome(world.auth.setup(request(token), client())),
				outcome(world.auth.setup(request(token), client()))
			]);
			expect(both.filter((one) => one === 'done')).toHaveLength(1);
			expect(await world.auth.setupToken()).toBeNull();
			expect(await outcome(world.auth.setup(request(token), client()))).toBe('setupDone');
			expect(await world.db.selectFrom('areas').selectAll().execute()).toHaveLength(1);
			expect(await world.db.selectFrom('people').selectAll().execute()).toHaveLength(1);
		});

		it('takes the token of this start only, and keeps no token in the clear', async () => {
			const older = await tokenOf();
			const newer = await tokenOf();
			const kept = JSON.stringify(await world.db.selectFrom('setup_links').selectAll().execute());
			expect(kept).not.toContain(newer);
			expect(await outcome(world.auth.setup(request(older), client()))).toBe('linkUsed');
			expect(await outcome(world.auth.setup(request(newer), client()))).toBe('done');
		});

		it('leaves nothing behind when the sub-district is refused, and can be tried again', async () => {
			const token = await tokenOf();
			const wrong = { ...request(token), subdistrict: { name: '万青路街道', code: '1502040031' } };
			expect(await outcome(world.auth.setup(wrong, client()))).toBe('areaCodeWrong code');
			for (const table of ['areas', 'posts', 'people', 'accounts'] as const)
				expect(await world.db.selectFrom(table).selectAll().execute()).toEqual([]);
			expect(await outcome(world.auth.setup(request(token), client()))).toBe('done');
		});

		it('cut short after the area is finished with the next start, without a second sub-district', async () => {
			await world.auth.setup(request(await tokenOf()), client());
			// As if the power had gone between the two transactions.
			const { area_id, person_id, appointment_id } = await world.db
				.selectFrom('posts')
				.selectAll()
				.executeTakeFirstOrThrow();
			await world.db.deleteFrom('sessions').execute();
			await world.db.deleteFrom('accounts').execute();
			await world.db.deleteFrom('people').execute();
			await world.db
				.insertInto('setup_links')
				.values({ token_hash: 'before', area_id, person_id, appointment_id, created_at: 0 })
				.execute();
			const done = await world.auth.setup(request(await tokenOf()), client());
			expect(done.value.person.id).toBe(person_id);
			expect(await world.db.selectFrom('areas').selectAll().execute()).toHaveLength(1);
		});
	});

	describe('a demonstration server', () => {
		it('has no setup, and signs its people in with a tap', async () => {
			const demo = await openWorld(await databases.fresh(), { demo: true });
			try {
				const person = await demo.appointed('gridWorker', 'grid');
				await demo.appointed('office', 'east');
				expect(await demo.auth.setupToken()).toBeNull();
				const people = await demo.auth.demoPeople();
				expect(people.map(({ role, areaName, within }) => [role, areaName, within])).toEqual([
					['gridWorker', 'grid', 'east'],
					['office', 'east', '']
				]);
				const done = await demo.auth.demoSignIn(person, client());
				expect(done.value.demo).toBe(true);
				expect(await demo.auth.sessionOf(pair(done.cookies[0]))).toMatchObject({
					personId: person
				});
				expect(await outcome(demo.auth.demoSignIn(person.replace(/.$/, '-'), client()))).toBe(
					'notFound personId'
				);
			} finally {
				await demo.end();
			}
		});
	});
});
