import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { Cases, people } from '$lib/domain/dispute/test-cases';
import type { Kind } from '$lib/domain/kernel/record';
import { idOf, morning } from '$lib/domain/test-world';
import { keyBytes, vaultOf } from '$lib/store/cipher';
import { PersonDb } from '$lib/store/db';
import { setMetas } from '$lib/store/meta';
import { writeRows } from '$lib/store/row-writer';
import { homeOf, toStored } from '$lib/store/rows';
import { sealingOf } from '$lib/store/sealing';
import { noteOpening } from './cases';
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
