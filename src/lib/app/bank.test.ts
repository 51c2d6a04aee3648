import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { Fees, byPhone } from '$lib/domain/booking/test-fees';
import { worldWithCampaign } from '$lib/domain/campaign/test-campaigns';
import type { Kind } from '$lib/domain/kernel/record';
import { reconcile } from '$lib/domain/statement/reconcile';
import type { StatementLine } from '$lib/domain/statement/schema';
import { actorOf, idOf, morning } from '$lib/domain/test-world';
import { keyBytes, vaultOf } from '$lib/store/cipher';
import { PersonDb } from '$lib/store/db';
import { setMetas } from '$lib/store/meta';
import { writeRows } from '$lib/store/row-writer';
import { homeOf, toStored } from '$lib/store/rows';
import { sealingOf } from '$lib/store/sealing';
import { bankBooksOf, lineIdOf, settleEach, sortedOut, takeOver } from './bank';
import { execute } from './execute';
import { setPlace } from './place.svelte';

const campaignId = idOf('camp');
let fees: Fees;

/** The computer of an office, with the campaign and what has happened in it. */
async function computer(person: string) {
	const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
	const db = new PersonDb(crypto.randomUUID(), sealingOf(vaultOf(random(keyBytes), random)));
	await db.open();
	const { posts } = actorOf('office', 'C');
	await setMetas(db, { deviceId: idOf(person), posts: [...posts] });
	const records: [Kind, string][] = [
		...['S', 'C', 'G', 'B', 'U', 'U2'].map((one): [Kind, string] => ['area', one]),
		...[['campaign', 'camp'] as const, ['levy', 'levy-U'] as const, ['levy', 'levy-U2'] as const],
		...['c', 'k'].map((one): [Kind, string] => ['booking', one])
	].map(([kind, name]) => [kind as Kind, idOf(name)]);
	const rows = records.flatMap(([kind, id]) => {
		const body = fees.world.get(kind, id);
		if (!body) return [];
		const home = homeOf(kind, body);
		const after = toStored(kind, id, { body }, home, { seq: 1, at: morning, rev: 1 });
		return [{ before: undefined, after }];
	});
	await db.transaction('rw', db.rows.tables, () => writeRows(db, rows));
	setPlace({ db, person: { id: idOf(person), name: person }, now: () => morning, random });
	return db;
}

const lines = (count: number): StatementLine[] =>
	Array.from({ length: count }, (_, i) => ({
		...{ row: i + 2, day: '2026-03-02', fen: i < 2 ? 30_000 : 100 + i, way: 'in' },
		...{ counterpart: '某人', remark: '', serial: '', key: `k${i}` }
	}));

beforeEach(() => {
	fees = new Fees(worldWithCampaign());
	fees.collect('leader', 'c', 'H', byPhone(30_000, 'community'));
	fees.collect('leader', 'k', 'H2', byPhone(30_000, 'community'));
});

test('an id follows from the campaign and the line alone', () => {
	expect(lineIdOf(campaignId, 'a')).toBe(lineIdOf(campaignId, 'a'));
	expect(lineIdOf(campaignId, 'a')).not.toBe(lineIdOf(idOf('other'), 'a'));
	expect(lineIdOf(campaignId, 'a')).toMatch(
		/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/
	);
});

test('a long file comes in several steps, and the same or an overlapping one adds nothing twice', async () => {
	const db = await computer('甲');
	const steps: number[] = [];
	const first = sortedOut(campaignId, lines(600), []);
	expect(await takeOver(campaignId, first.fresh, (done) => steps.push(done))).toEqual({
		ok: true,
		value: 600
	});
	expect(steps).toEqual([500, 600]);
	const now = await bankBooksOf(campaignId);
	expect(now!.lines.length).toBe(600);
	const again = sortedOut(campaignId, lines(601), now!.lines);
	expect([again.fresh.length, again.known.length]).toEqual([1, 600]);
	// Even a page that does not know better changes nothing.
	await takeOver(campaignId, first.fresh.slice(0, 10), () => undefined);
	expect((await bankBooksOf(campaignId))!.lines.length).toBe(600);
	expect(await db.outbox.count()).toBe(3);
});

test('what another export may have brought already is not new, and in the end a person says', async () => {
	await computer('甲');
	const other = lines(3).map((one) => ({ ...one, remark: '结算', key: `other ${one.key}` }));
	await takeOver(campaignId, sortedOut(campaignId, lines(2), []).fresh, () => undefined);
	const there = (await bankBooksOf(campaignId))!.lines;
	const sorted = sortedOut(campaignId, other, there);
	expect([sorted.fresh.length, sorted.known.length, sorted.doubtful.length]).toEqual([1, 0, 2]);
	expect(new Set(sorted.doubtful.map(({ like }) => like.id))).toEqual(
		new Set(there.map(({ id }) => id))
	);
	// A third equal payment in the first format is one more, and so is what somebody says is one.
	const third = { ...lines(1)[0]!, key: 'a third' };
	expect(sortedOut(campaignId, [...lines(2), third], there).fresh.length).toBe(1);
	await takeOver(campaignId, [sorted.doubtful[0]!.line], () => undefined);
	expect((await bankBooksOf(campaignId))!.lines.length).toBe(3);
});

test('lines are matched and set aside on the disk, and what is refused is counted', async () => {
	await computer('甲');
	const { fresh } = sortedOut(campaignId, lines(3), []);
	await takeOver(campaignId, fresh, () => undefined);
	const match = (i: number, booking: string) => ({
		name: 'bank.match',
		args: {
			lineId: fresh[i]!.id,
			moves: [{ bookingId: idOf(booking), refundId: null }],
			seen: 1
		}
	});
	const settled = await settleEach([match(0, 'c'), match(1, 'c'), match(1, 'k')], () => undefined);
	expect([settled.refused, settled.failure?.code]).toEqual([1, 'bookingAtBank']);
	const aside = { lineId: fresh[2]!.id, words: '利息', seen: 1 };
	expect((await execute({ name: 'bank.explain', args: aside })).ok).toBe(true);
	const { books, lines: there } = (await bankBooksOf(campaignId))!;
	const now = reconcile({ ...books, plan: books.campaign.plan }, there);
	expect([now.matched.length, now.aside.length, now.openLines, now.missing]).toEqual([
		2,
		1,
		[],
		[]
	]);
});
