import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Booking } from '$lib/domain/booking/schema';
import type { Role } from '$lib/domain/kernel/actor';
import { addDays, dayOf } from '$lib/domain/kernel/day';
import { checkSlip } from '$lib/domain/slip/check';
import { certificateMessage, certifiedBy, hexIn, hexOf } from '$lib/domain/slip/code';
import { actorOf, idOf, morning } from '$lib/domain/test-world';
import { makePair, sign, verify, type SigningPair } from '$lib/protocol/signing';
import { keyBytes, vaultOf } from '$lib/store/cipher';
import { PersonDb } from '$lib/store/db';
import { getMeta, setMetas } from '$lib/store/meta';
import { sealingOf } from '$lib/store/sealing';
import type { Place } from './device';
import { setPlace } from './place.svelte';
import { askState, findOutHere } from './slip-check';
import { certifySlips } from './slip-key';
import { slipCodeOf } from './slips';

const keyId = '0123456789abcdef';
let server: SigningPair;
/** What was asked of the server, and whether it answers. */
let asked: string[];
let isOnline: boolean;
let clock: number;

/** As much of the server as a phone needs here. `person`: whose cookie the browser has. */
async function answer(path: string, init: RequestInit, person: string): Promise<Response> {
	if (!isOnline) throw new Error('no signal');
	asked.push(path);
	const keys = [{ id: keyId, publicKey: hexOf(server.publicKey) }];
	if (path === '/api/slips/keys') return Response.json({ keys });
	if (path === '/api/slips/state') return Response.json({ state: 'notArrived' });
	const { deviceId, publicKey } = JSON.parse(String(init.body)) as Record<string, string>;
	const certificate = {
		...{ keyId, deviceId: deviceId!, personId: idOf(person), publicKey: hexIn(publicKey!) },
		until: addDays(dayOf(clock), 180)
	};
	const signature = await sign(server.privateKey, certificateMessage(certificate));
	return Response.json({ certificate: hexOf(certifiedBy(certificate, signature)), keys });
}

beforeEach(async () => {
	server = await makePair();
	[asked, isOnline, clock] = [[], true, morning];
	asking('甲');
	vi.stubGlobal('location', { origin: 'https://linli.example' });
	return () => vi.unstubAllGlobals();
});

const asking = (person: string) =>
	vi.stubGlobal('fetch', (path: string, init: RequestInit) => answer(path, init, person));

/** A phone of a person with a post, its database sealed as on a real one. */
async function phone(role: Role = 'unitLeader', person = '甲'): Promise<Place> {
	const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
	const db = new PersonDb(crypto.randomUUID(), sealingOf(vaultOf(random(keyBytes), random)));
	await db.open();
	const { posts } = actorOf(role, 'U');
	await setMetas(db, { deviceId: idOf('device'), posts: [...posts] });
	const place = { db, person: { id: idOf(person), name: person }, now: () => clock, random };
	setPlace(place);
	return place;
}

const booking = (more: Partial<Booking> = {}): Booking => ({
	...{ id: idOf('booking'), campaignId: idOf('campaign'), areaId: idOf('U'), levyId: idOf('levy') },
	by: { personId: idOf('甲'), name: '甲', role: 'unitLeader' },
	...{ at: morning, clock: '', no: 1, words: '', refunds: [], reversal: null, confirmations: [] },
	...{ gone: [], isGiven: true, isAside: false },
	fact: {
		...{ kind: 'collection', householdId: idOf('H'), isLate: false, fen: 30_000 },
		...{ method: 'cash', reference: null, into: 'collector' }
	},
	...more
});
const codeOr = async (of = booking()) => {
	const made = await slipCodeOf(of);
	return made.ok ? made.value : made.error;
};

test('a phone that was online once signs its receipts without signal, and they verify', async () => {
	const place = await phone();
	expect(await codeOr()).toBe('notCertified');
	await certifySlips(place);
	isOnline = false;
	const url = await codeOr();
	expect(url).toMatch(/^https:\/\/linli\.example\/r#[\w-]{366}$/);
	const code = url.split('#')[1]!;
	const keys = [{ id: keyId, publicKey: hexOf(server.publicKey) }];
	expect(await checkSlip(code, keys, verify)).toMatchObject({
		kind: 'good',
		slip: {
			facts: { bookingId: idOf('booking'), forId: idOf('levy'), fen: 30_000, day: '2026-03-02' }
		}
	});
	// The keys that came along serve for others' codes as well.
	expect(await findOutHere(code)).toMatchObject({ kind: 'good', facts: { fen: 30_000 } });
	expect((await findOutHere(code.replace(/.{9}$/, 'AAAAAAAAA'))).kind).not.toBe('good');
	expect(await askState(code)).toEqual({ state: 'offline' });
});

test('what nobody else could tell apart has no code: others’ receipts, acts that have none', async () => {
	await certifySlips(await phone());
	const by = { personId: idOf('乙'), name: '乙', role: 'gridWorker' as const };
	expect(await codeOr(booking({ by }))).toBe('notYours');
	const fact = { kind: 'bankDeposit' as const, from: 'cash' as const, fen: 100 };
	expect(await codeOr(booking({ fact }))).toBe('noReceipt');
	expect(await codeOr(booking({ at: Date.UTC(1985, 0, 1) }))).toBe('cannotSign');
	expect(await codeOr(booking({ at: Date.UTC(2030, 0, 1) }))).toBe('notCertified');
	vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
	expect(await codeOr()).toBe('cannotSign');
});

test('the server is asked once, and again when half of the time is over', async () => {
	const place = await phone();
	for (let i = 0; i < 3; i++) await certifySlips(place);
	expect(asked).toEqual(['/api/slips/certify']);
	const first = await getMeta(place.db, 'slipKey');
	clock += 89 * 86_400_000;
	await certifySlips(place);
	expect(asked.filter((path) => path.endsWith('certify'))).toHaveLength(1);
	clock += 2 * 86_400_000;
	await certifySlips(place);
	expect(asked.filter((path) => path.endsWith('certify'))).toHaveLength(2);
	// The key stays, and with it what was signed.
	expect(await getMeta(place.db, 'slipKey')).toEqual(first);
});

test('a certificate in somebody else’s name is not kept, and without an answer nothing is', async () => {
	const place = await phone();
	asking('乙');
	await certifySlips(place);
	expect(await getMeta(place.db, 'slipCertificate')).toBeUndefined();
	isOnline = false;
	clock += 3_600_000;
	await certifySlips(place);
	expect(await codeOr()).toBe('notCertified');
});

test('who collects nowhere is vouched for by nobody, and still has the keys to check with', async () => {
	await certifySlips(await phone('mediator'));
	expect(asked.includes('/api/slips/certify')).toBe(false);
});

test('the private key lies on the disk sealed only', async () => {
	const place = await phone();
	await certifySlips(place);
	const { privateKey } = (await getMeta(place.db, 'slipKey'))!;
	expect(privateKey.length).toBeGreaterThan(200);
	const raw = await new Promise<unknown[]>((resolve, reject) => {
		const request = place.db.backendDB().transaction('meta').objectStore('meta').getAll();
		request.onsuccess = () => resolve(request.result as unknown[]);
		request.onerror = () => reject(new Error('read'));
	});
	expect(raw.length).toBeGreaterThan(2);
	const words = JSON.stringify(raw.map((one) => Object.entries(one as object)));
	expect(words).not.toContain(privateKey.slice(0, 40));
});
