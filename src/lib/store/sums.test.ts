import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { inHandFen, ledgerOf } from '$lib/domain/booking/select';
import type { Booking } from '$lib/domain/booking/schema';
import { Fees, people } from '$lib/domain/booking/test-fees';
import { worldWithCampaign } from '$lib/domain/campaign/test-campaigns';
import type { Campaign } from '$lib/domain/campaign/schema';
import type { Levy } from '$lib/domain/levy/schema';
import { ofHousehold } from '$lib/domain/ledger/account';
import { balancesOf } from '$lib/domain/ledger/balances';
import { standingOf } from '$lib/domain/ledger/standing';
import { PersonDb, type StoredRow } from './db';
import { setMeta } from './meta';
import { writeRows, type Change } from './row-writer';
import { toStored } from './rows';
import { refreshDerived } from './shelves';
import { campaignSums, handSums, openListSums, sumsFrom, sumsOfCampaign } from './sums';

let db: PersonDb;
const open = () => (db = new PersonDb(crypto.randomUUID()));
afterEach(() => db.delete());

const under = { seq: 1, at: 5, rev: 1 };
const stored = (
	kind: 'campaign' | 'levy' | 'booking',
	body: Campaign | Levy | Booking
): StoredRow => toStored(kind, body.id, { body }, 'C:money', under);

/** Sets one row, or takes it off the phone. */
async function put(key: string, after: StoredRow | undefined): Promise<void> {
	await db.transaction('rw', db.tables, async () => {
		const before = await db.rows.get(key);
		if (!before && !after) return;
		const changes: Change[] = [{ before, after }];
		await writeRows(db, changes);
		await refreshDerived(db, changes);
	});
}

const world = worldWithCampaign();
const fees = new Fees(world);
const unpaid = [fees.levy('U'), fees.levy('U2')];
fees.collect('leader', 'first', 'H');
fees.collect('leader2', 'second', 'K');
const paid = [fees.levy('U'), fees.levy('U2')];
const campaign = fees.campaign();
const inHand = [fees.booking('first'), fees.booking('second')];
fees.give('leader', 'given', 'grid', ['first'], 20_000);
fees.take('grid', 'given', 'leader', ['first'], 20_000);
fees.reverse('leader2', 'second');
const goneOn = ['first', 'second', 'given'].map((label) => fees.booking(label));
const leader = people.leader.personId;

describe('sums of money', () => {
	test('say what the rows say, without reading them', async () => {
		open();
		await setMeta(db, 'sumsBuilt', true);
		await put(`campaign:${campaign.id}`, stored('campaign', campaign));
		for (const levy of unpaid) await put(`levy:${levy.id}`, stored('levy', levy));
		for (const levy of paid) await put(`levy:${levy.id}`, stored('levy', levy));
		await db.loose.clear();
		const [item] = await campaignSums(db);
		expect(item).toMatchObject({
			campaign: { id: campaign.id, title: campaign.title, state: 'open' },
			totals: { dueFen: 120_000, takenFen: 60_000, owesFen: 60_000, households: 4, settled: 2 }
		});
		expect((await openListSums(db)).map(({ totals }) => totals.takenFen)).toEqual([30_000, 30_000]);
	});

	test('say what somebody has in hand, also when some of it has gone on', async () => {
		open();
		await setMeta(db, 'sumsBuilt', true);
		for (const one of inHand) await put(`booking:${one.id}`, stored('booking', one));
		expect([...(await handSums(db, 'cash', leader))]).toEqual([[campaign.id, 30_000]]);
		for (const one of goneOn) await put(`booking:${one.id}`, stored('booking', one));
		const grid = people.grid.personId;
		const of = async (personId: string) => [...(await handSums(db, 'cash', personId)).values()];
		expect([await of(leader), await of(grid)]).toEqual([[10_000], [20_000]]);
		expect(await of(people.leader2.personId)).toEqual([]);
		expect(inHandFen(goneOn[0]!)).toBe(10_000);
	});

	test('say the balances of a campaign as its ledger has them, without reading it', async () => {
		open();
		await setMeta(db, 'sumsBuilt', true);
		await put(`campaign:${campaign.id}`, stored('campaign', campaign));
		for (const levy of paid) await put(`levy:${levy.id}`, stored('levy', levy));
		for (const one of [...inHand, ...goneOn])
			await put(`booking:${one.id}`, stored('booking', one));
		await db.loose.clear();
		const { totals, accounts } = await sumsOfCampaign(db, campaign.id);
		const ledger = [...balancesOf(standingOf(ledgerOf(paid, goneOn)))];
		const others = ledger.filter(([account, fen]) => !ofHousehold(account) && fen !== 0);
		expect({ levy: totals.dueFen, ...accounts }).toEqual({
			...Object.fromEntries(others),
			levy: -ledger.find(([account]) => account === 'levy')![1]
		});
		expect(accounts).toMatchObject({ [`cash:${leader}`]: 10_000 });
	});

	test('are read from the rows of a phone that has none yet', async () => {
		open();
		await db.loose.bulkPut([
			stored('campaign', campaign),
			...paid.map((levy) => stored('levy', levy)),
			...inHand.map((one) => stored('booking', one))
		]);
		expect((await campaignSums(db))[0]?.totals.takenFen).toBe(60_000);
		expect(await openListSums(db)).toHaveLength(2);
		expect((await handSums(db, 'cash', leader)).get(campaign.id)).toBe(30_000);
	});

	test('follow the rows through any changes, whatever comes first and whatever leaves', async () => {
		const gone = { reason: 'mistake' } as const;
		const states = [
			...[campaign, { ...campaign, state: 'closed' as const }].map((one) =>
				stored('campaign', one)
			),
			...[...unpaid, ...paid, ...paid.map((one) => ({ ...one, state: 'closed' as const }))].map(
				(one) => stored('levy', one)
			),
			...[...inHand, ...goneOn].map((one) => stored('booking', one)),
			toStored('campaign', campaign.id, { gone }, 'C:money', under),
			toStored('levy', paid[0]!.id, { gone }, 'C:money', under)
		];
		const step = fc.record({ row: fc.constantFrom(...states), leaves: fc.boolean() });
		const inOrder = (all: { key: string }[]) => all.sort((a, b) => (a.key < b.key ? -1 : 1));
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 16 }), async (steps) => {
				open();
				for (const { row, leaves } of steps) await put(row.key, leaves ? undefined : row);
				expect(inOrder(await db.sums.toArray())).toEqual(inOrder(await sumsFrom(db)));
				await db.delete();
			}),
			{ numRuns: 60 }
		);
	});
});
