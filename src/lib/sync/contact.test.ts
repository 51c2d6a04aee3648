import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PersonDb } from '$lib/store/db';
import { getMeta, setMeta } from '$lib/store/meta';
import { noteContact, noteTime, reportOf } from './contact';

const dayMs = 86_400_000;
const at = Date.UTC(2026, 10, 2, 1, 30);
let db: PersonDb;

beforeEach(async () => {
	db = new PersonDb('somebody');
	await db.open();
});
afterEach(() => db.delete());

const lease = () => getMeta(db, 'lease');
const contact = (phoneAt: number, more: { lease?: number; ended?: string } = {}) =>
	noteContact(db, { now: at, lease: 14, ...more }, phoneAt);

test('a contact opens the notebook for as long as the server says', async () => {
	await contact(at);
	expect(await lease()).toEqual({ daysLeft: 14, soonDays: 0, closesAt: at + 14 * dayMs });
	await noteTime(db, at + 11 * dayMs);
	expect(await lease()).toEqual({ daysLeft: 3, soonDays: 3, closesAt: at + 14 * dayMs });
	await noteTime(db, at + 14 * dayMs);
	expect(await lease()).toMatchObject({ daysLeft: 0, closesAt: 0 });
	await noteContact(db, { now: at + 20 * dayMs, lease: 7 }, at + 20 * dayMs);
	expect(await lease()).toMatchObject({ daysLeft: 7, closesAt: at + 27 * dayMs });
});

test('a clock that is set back after the end opens nothing, and a contact forgives one that ran ahead', async () => {
	await contact(at);
	await noteTime(db, at + 15 * dayMs);
	await noteTime(db, at + dayMs);
	expect(await lease()).toMatchObject({ closesAt: 0 });
	await contact(at + 60_000);
	expect(await lease()).toMatchObject({ daysLeft: 14 });
});

test('a server that knows no lease closes nothing', async () => {
	await noteContact(db, { now: at }, at);
	await noteTime(db, at + 100 * dayMs);
	expect(await lease()).toBeUndefined();
});

test('the end of access closes at once, and a new appointment opens again', async () => {
	await contact(at);
	await contact(at + 1_000, { ended: '2026-11-01' });
	expect(await getMeta(db, 'ended')).toBe('2026-11-01');
	expect(await lease()).toMatchObject({ closesAt: 0 });
	await contact(at + 2_000);
	expect(await getMeta(db, 'ended')).toBeUndefined();
	expect(await lease()).toMatchObject({ closesAt: at + 14 * dayMs });
});

test('what is written down every minute is not written anew every minute', async () => {
	await contact(at);
	await setMeta(db, 'latestAt', at);
	await contact(at + 60_000);
	await noteTime(db, at + 120_000);
	expect((await getMeta(db, 'contact'))?.phoneAt).toBe(at);
	expect(await getMeta(db, 'latestAt')).toBe(at);
});

test('a device reports what it has not sent, and nothing without a version', async () => {
	expect(await reportOf(db, undefined)).toBeUndefined();
	expect(await reportOf(db, '1.0')).toEqual({ version: '1.0', unsent: 0, photos: 0 });
});
