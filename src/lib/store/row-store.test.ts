import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { PersonDb, type StoredRow } from './db';
import { changeRows, tidyPacks, writeRows, type Change } from './row-writer';

const opened: PersonDb[] = [];
const open = () => {
	const db = new PersonDb(crypto.randomUUID());
	opened.push(db);
	return db;
};
afterEach(async () => {
	for (const db of opened.splice(0)) await db.delete();
});

const row = (kind: 'household' | 'visit' | 'area', name: string, home: string): StoredRow => ({
	key: `${kind}:${name}`,
	kind,
	id: name,
	home,
	seq: 1,
	at: 5,
	rev: 1,
	body: { words: `${kind} ${name}` },
	...(kind === 'visit' ? { about: `door ${name.slice(0, 1)}` } : {})
});
const goneNow = ({ key, kind, id, home, seq, at, rev }: StoredRow): StoredRow => ({
	...{ key, kind, id, home, seq, at, rev },
	body: null,
	gone: { reason: 'mistake' }
});
const arrive = (db: PersonDb, rows: readonly StoredRow[]) =>
	writeRows(
		db,
		rows.map((after) => ({ before: undefined, after }))
	);
const byKey = (rows: readonly StoredRow[]) =>
	[...rows].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));

test('what arrives together in one home lies in one record and is read back as it came', async () => {
	const db = open();
	const rows = ['a', 'b', 'c'].map((name) => row('household', name, 'U1:register'));
	await arrive(db, rows);
	expect(await db.packs.count()).toBe(1);
	expect(await db.loose.count()).toBe(0);
	expect(await db.rows.get('household:b')).toEqual(rows[1]);
	expect(await db.rows.inHome('U1:register')).toEqual(rows);
});

test("a unit's visits lie in one record, whoever's home they are in, and are told apart", async () => {
	const db = open();
	const own = ['a', 'b'].map((name) => row('visit', name, 'U1:visit:one'));
	const rest = [row('visit', 'c', 'U1:visit:two'), row('visit', 'd', 'U1:visit')];
	await arrive(db, [...own, ...rest]);
	expect(await db.packs.count()).toBe(1);
	expect(await db.rows.inHome('U1:visit:one')).toEqual(own);
	expect(await db.rows.inHome('U1:visit')).toEqual([rest[1]]);
	expect(await db.rows.inHomes('U1:visit')).toEqual([...own, ...rest]);
	const moved = { ...own[0]!, home: 'U1:visit', rev: 2 };
	await writeRows(db, [{ before: own[0], after: moved }]);
	expect(await db.rows.inHome('U1:visit:one')).toEqual([own[1]]);
	expect(byKey(await db.rows.inHome('U1:visit'))).toEqual([moved, rest[1]]);
});

test('areas, what waits for somebody, what is gone and what no server has confirmed lie by themselves', async () => {
	const db = open();
	const inHome = (label: string) => [0, 1, 2].map((i) => row('visit', `${label}${i}`, 'U1:visit'));
	await arrive(db, [
		...[0, 1, 2].map((i) => row('area', `a${i}`, 'A:area')),
		...inHome('r').map((one) => ({ ...one, todo: 'review' })),
		...inHome('g').map(goneNow),
		...inHome('u').map((one) => ({ ...one, seq: 0 }))
	]);
	expect(await db.packs.count()).toBe(0);
	expect(await db.rows.all()).toHaveLength(12);
	expect(await db.rows.countToDo('review')).toBe(3);
});

test('a packed row that begins to wait for somebody is found under its label, and once', async () => {
	const db = open();
	const rows = ['x1', 'x2', 'x3'].map((name) => row('visit', name, 'U1:visit'));
	await arrive(db, rows);
	const after = { ...rows[1]!, todo: 'review', seq: 2, rev: 2 };
	await writeRows(db, [{ before: rows[1], after }]);
	expect(await db.rows.toDo('review')).toEqual([after]);
	expect(await db.rows.aboutIn('U1:visit', 'door x')).toHaveLength(3);
	expect(await db.rows.get('visit:x2')).toEqual(after);
});

test('a packed row that is gone is about nothing any more', async () => {
	const db = open();
	const rows = ['x1', 'x2'].map((name) => row('visit', name, 'U1:visit'));
	await arrive(db, rows);
	await writeRows(db, [{ before: rows[0], after: goneNow(rows[0]!) }]);
	expect(await db.rows.aboutIn('U1:visit', 'door x')).toEqual([rows[1]]);
});

test('a home with many rows is cut into records of which one is read quickly', async () => {
	const db = open();
	const rows = Array.from({ length: 300 }, (_, i) => row('visit', `v${1000 + i}`, 'U1:visit'));
	await arrive(db, rows);
	expect(await db.packs.count()).toBe(5);
	expect(await db.rows.inHome('U1:visit')).toEqual(rows);
	const found = await db.rows.bulkGet(['visit:v1299', 'visit:v9999', 'visit:v1000']);
	expect(found).toEqual([rows[299], undefined, rows[0]]);
});

const kinds = ['household', 'visit', 'area'] as const;
const homes = ['U1:register', 'U1:visit', 'U2:visit', 'U2:visit:own'];
const state = fc.record({
	name: fc.constantFrom('a1', 'a2', 'b1', 'b2', 'c1', 'c2', 'd1', 'd2'),
	kind: fc.constantFrom(...kinds),
	home: fc.constantFrom(...homes),
	seq: fc.integer({ min: 0, max: 3 }),
	fate: fc.constantFrom('here', 'here', 'here', 'waits', 'gone', 'nowhere')
});
const steps = fc.array(
	fc.oneof(
		{ weight: 8, arbitrary: fc.array(state, { minLength: 1, maxLength: 12 }) },
		{ weight: 1, arbitrary: fc.constantFrom('tidy', 'change') }
	),
	{ maxLength: 12 }
);

function rowOf({
	name,
	kind,
	home,
	seq,
	fate
}: typeof state extends fc.Arbitrary<infer T> ? T : never) {
	if (fate === 'nowhere') return undefined;
	const here = { ...row(kind, name, home), seq };
	if (fate === 'waits') return { ...here, todo: 'review' };
	if (fate === 'here') return here;
	return goneNow(here);
}

test('whatever is written, every way of reading answers as a plain map of rows would', async () => {
	await fc.assert(
		fc.asyncProperty(steps, async (all) => {
			const db = open();
			const model = new Map<string, StoredRow>();
			for (const step of all) {
				if (step === 'tidy') await tidyPacks(db);
				else if (step === 'change') {
					await changeRows(db, (one) => {
						one.rev += 1;
					});
					for (const [key, one] of model) model.set(key, { ...one, rev: one.rev + 1 });
				} else {
					const wanted = new Map(step.map((one) => [`${one.kind}:${one.name}`, rowOf(one)]));
					const changes: Change[] = [];
					for (const [key, after] of wanted) {
						changes.push({ before: model.get(key), after });
						if (after) model.set(key, after);
						else model.delete(key);
					}
					await writeRows(db, changes);
				}
				const rows = byKey([...model.values()]);
				const where = (is: (one: StoredRow) => boolean) => rows.filter(is);
				expect(byKey(await db.rows.all())).toEqual(rows);
				expect(await db.rows.bulkGet(rows.map((one) => one.key))).toEqual(rows);
				expect(await db.rows.get('visit:nobody')).toBeUndefined();
				for (const home of homes)
					expect(byKey(await db.rows.inHome(home))).toEqual(where((one) => one.home === home));
				expect(byKey(await db.rows.inHomes('U2:visit'))).toEqual(
					where((one) => one.home.startsWith('U2:visit'))
				);
				for (const about of ['door a', 'door b'])
					for (const homes of ['U1:visit', 'U2:visit'])
						expect(byKey(await db.rows.aboutIn(homes, about))).toEqual(
							where((one) => one.about === about && one.home.startsWith(homes))
						);
				expect(byKey(await db.rows.toDo('review'))).toEqual(where((one) => one.todo === 'review'));
				expect(byKey(await db.rows.between('visit:b', 'visit;'))).toEqual(
					where((one) => one.key >= 'visit:b' && one.key < 'visit;')
				);
				expect(await db.rows.isEmpty()).toBe(rows.length === 0);
			}
		}),
		{ numRuns: 60 }
	);
});

test.each([
	['few keys', 3, 0],
	['many keys next to each other', 40, 0],
	['many keys with far more between them', 12, 400]
])(
	'%s are read in their order, whether rows lie loose, packed or nowhere',
	async (_, many, between) => {
		const db = open();
		const name = (i: number) => `${i}`.padStart(4, '0');
		const all = Array.from({ length: many + between }, (_, i) =>
			row('visit', name(i), `U${i % 3}:visit`)
		);
		await arrive(db, all);
		const changed = all.filter((_, i) => i % 4 === 1).map((one) => ({ ...one, rev: 2 }));
		await writeRows(
			db,
			changed.map((after) => ({ before: all.find(({ key }) => key === after.key), after }))
		);
		const step = Math.floor(all.length / many);
		const asked = all.filter((_, i) => i % step === 0).map(({ key }) => key);
		const strange = ['visit:0000a', 'visit:zzz', 'area:none', 'household:none'];
		const keys = [...asked.reverse(), ...strange];
		const newest = new Map([...all, ...changed].map((one) => [one.key, one]));
		expect(await db.rows.bulkGet(keys)).toEqual(keys.map((key) => newest.get(key)));
		expect(await db.rows.bulkGet([])).toEqual([]);
	}
);
