import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { Fees } from '$lib/domain/booking/test-fees';
import { worldWithCampaign } from '$lib/domain/campaign/test-campaigns';
import { keyBytes, vaultOf } from '$lib/store/cipher';
import { databaseName, PersonDb, type OutboxEntry, type StoredRow } from '$lib/store/db';
import { toStored } from '$lib/store/rows';
import { sealingOf } from '$lib/store/sealing';
import { campaignSums, sumsFrom } from '$lib/store/sums';
import { buildSums } from './kinds';

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

/** What a phone was before there were sums, table for table. */
const before = {
	loose: '&key, home, todo, about',
	packs: '&id, home, *keys',
	base: '&key',
	outbox: '&opId, seq, state, *keys',
	archive: '&opId, seq',
	homes: '&home',
	shelves: '&unitId',
	finder: '&unitId',
	meta: '&name',
	drafts: '&key',
	photos: '&sha256, state, *visitIds',
	sentPhotos: '&sha256, state'
};

const waiting: OutboxEntry = {
	opId: 'op',
	seq: 7,
	operation: {
		...{ opId: 'op', seq: 7, command: 'fee.collect', version: 1 },
		...{ args: { words: '收了三百' }, at: 1, clock: '1-0000', base: {}, scope: '' }
	},
	keys: ['booking:first'],
	state: 'waiting',
	savedAt: 5
};

test('a sealed phone that was filled before there were sums keeps every word, and has its sums with the next sync', async () => {
	const fees = new Fees(worldWithCampaign());
	fees.collect('leader', 'first', 'H');
	const under = { seq: 1, at: 5, rev: 1 };
	const [campaign, levy, booking] = [fees.campaign(), fees.levy('U'), fees.booking('first')];
	const rows: StoredRow[] = [
		toStored('campaign', campaign.id, { body: campaign }, 'C:money', under),
		toStored('levy', levy.id, { body: levy }, 'U:money', under),
		toStored('booking', booking.id, { body: booking }, 'U:money', under)
	];
	const draft = { key: 'visit:H', value: { words: '写了一半' }, savedAt: 6 };
	const vault = vaultOf(random(keyBytes), random);
	const personId = crypto.randomUUID();

	const old = new Dexie(databaseName(personId));
	old.version(1).stores(before);
	old.use(sealingOf(vault));
	await old.table('loose').bulkPut(rows);
	await old.table('outbox').put(waiting);
	await old.table('drafts').put(draft);
	old.close();

	const db = new PersonDb(personId, sealingOf(vault));
	try {
		expect(await db.outbox.toArray()).toEqual([waiting]);
		expect(await db.drafts.toArray()).toEqual([draft]);
		expect(await db.rows.all()).toEqual([...rows].sort((a, b) => (a.key < b.key ? -1 : 1)));
		expect(db.verno).toBe(2);
		const [unbuilt] = await campaignSums(db);
		await buildSums(db);
		expect(await campaignSums(db)).toEqual([unbuilt]);
		expect(unbuilt!.totals.takenFen).toBe(30_000);
		const inOrder = (all: { key: string }[]) => all.sort((a, b) => (a.key < b.key ? -1 : 1));
		expect(inOrder(await db.sums.toArray())).toEqual(inOrder(await sumsFrom(db)));
		const bare = new PersonDb(personId);
		const lying = await bare.sums.toArray();
		expect(lying.map((one) => Object.keys(one).sort().join())).toEqual(
			lying.map(() => 'key,sealed')
		);
		bare.close();
	} finally {
		await db.delete();
	}
});
