import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import type { CaseEntry } from '$lib/domain/dispute/schema';
import { Cases, note, people } from '$lib/domain/dispute/test-cases';
import type { Kind } from '$lib/domain/kernel/record';
import { idOf, morning } from '$lib/domain/test-world';
import { keyBytes, vaultOf } from '$lib/store/cipher';
import { PersonDb } from '$lib/store/db';
import { setMetas } from '$lib/store/meta';
import { writeRows } from '$lib/store/row-writer';
import { homeOf, toStored } from '$lib/store/rows';
import { sealingOf } from '$lib/store/sealing';
import { entriesOf, firstEntries, noteOpening, openedCase } from './cases';
import { setPlace } from './place.svelte';

let db: PersonDb;

/** The phone of the grid worker who has a case. */
beforeEach(async () => {
	const cases = new Cases();
	cases.open();
	const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
	db = new PersonDb(crypto.randomUUID(), sealingOf(vaultOf(random(keyBytes), random)));
	await db.open();
	const { personId, name, posts } = people.worker;
	await setMetas(db, { deviceId: idOf('phone'), posts: [...posts] });
	const rows = [...['S', 'C', 'G'].map((one) => ['area', one]), ['dispute', 'case']].map(
		([kind, one]) => {
			const body = cases.world.get(kind as Kind, idOf(one!));
			const home = homeOf(kind as Kind, body);
			const place = { seq: 1, at: morning, rev: 1 };
			return {
				before: undefined,
				after: toStored(kind as Kind, idOf(one!), { body }, home, place)
			};
		}
	);
	await db.transaction('rw', db.rows.tables, () => writeRows(db, rows));
	const now = () => morning + 3_600_000;
	setPlace({ db, person: { id: personId, name }, now, random });
});

const sent = async () =>
	(await db.outbox.toArray()).map(({ operation: { command, args } }) => ({ command, args }));

test('that somebody opened a case waits to go up, once for each time', async () => {
	expect(await noteOpening(idOf('case'))).toBe(true);
	expect(await noteOpening(idOf('case'))).toBe(true);
	const one = {
		command: 'dispute.look',
		args: { id: expect.any(String) as string, caseId: idOf('case') }
	};
	expect(await sent()).toEqual([one, one]);
});

test('a case that is not on this phone is not shown, and nothing is noted', async () => {
	expect(await noteOpening(idOf('another'))).toBe(false);
	expect(await sent()).toEqual([]);
});

test('a first screen gets the newest entries, with the agreement’s and how many there are in all', async () => {
	const cases = new Cases();
	cases.open();
	const writeAll = async (kind: Kind, labels: readonly string[]) => {
		const changes = labels.map((label) => {
			const body = cases.world.get<CaseEntry>(kind, idOf(label))!;
			const place = { seq: 2, at: morning, rev: 1 };
			const after = toStored(kind, idOf(label), { body }, homeOf(kind, body), place);
			return { before: undefined, after };
		});
		await db.transaction('rw', db.rows.tables, () => writeRows(db, changes));
	};
	expect(cases.agree()).toBe('ok');
	const labels = Array.from({ length: 20 }, (_, i) => `n${i}`);
	for (const label of labels)
		cases.act(people.worker, 'addEntry', { ...note(label), id: idOf(label) });
	await writeAll('caseEntry', ['agreement', ...labels]);
	await writeAll('dispute', ['case']);
	const all = await entriesOf(idOf('case'));
	expect(all.map(({ words }) => words)).toEqual([...labels.toReversed(), '']);
	const first = await openedCase(idOf('case'));
	expect(first.view?.dispute.id).toBe(idOf('case'));
	expect(first.count).toBe(21);
	const newest = all
		.map(({ id }) => id)
		.sort()
		.slice(-firstEntries);
	expect(first.entries.map(({ id }) => id).sort()).toEqual(newest);
	expect(first.agreed?.fact.kind).toBe('agreement');
});
