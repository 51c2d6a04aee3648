import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOf } from '$lib/domain/kernel/day';
import { checkSlip } from '$lib/domain/slip/check';
import { certificateOf, hexIn, hexOf, slipCode, slipToSign } from '$lib/domain/slip/code';
import type { SlipFacts } from '$lib/domain/slip/schema';
import { makePair, sign, verify } from '$lib/protocol/signing';
import { createJournal } from '../audit/journal';
import { createTreeSource } from '../db/areas';
import { testDatabases } from '../db/test-databases';
import { foundTown, id, phone, short, townNow, type Town } from '../engine/test-town';
import { createSlips, type SlipEngine } from './engine';

const outcome = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(error: { code?: string; field?: string }) =>
			[error.code, error.field].filter(Boolean).join(' ')
	);

describe.each(testDatabases)('signed receipts, on $name', (databases) => {
	let town: Town;
	let slips: SlipEngine;
	const [campaignId, levyId] = [id(), id()];
	const devices = { office: phone(), leader: phone() };
	const secret = 'a secret of at least thirty-two characters';

	const opened = (other = secret): SlipEngine => {
		const now = () => town.clock.now;
		const onError = (error: unknown) => void town.errors.push(error);
		const journal = createJournal(town.db, createTreeSource(), { secret: other, now, onError });
		return createSlips(town.db, createTreeSource(), { secret: other, now, journal });
	};
	const push = async (
		personId: string,
		by: ReturnType<typeof phone>,
		name: string,
		args: unknown
	) => (await town.sync.push(personId, by.push([by.operation(name, args)]))).receipts.map(short)[0];

	/** A code that this person's phone makes; `of` as it claims. */
	async function codeBy(personId: string, deviceId: string, of: Omit<SlipFacts, 'day'>) {
		const { privateKey, publicKey } = await makePair();
		const request = { deviceId, publicKey: hexOf(publicKey) };
		const { certificate } = await slips.certifySlips(personId, request);
		const toSign = slipToSign({ ...of, day: dayOf(town.clock.now) }, hexIn(certificate))!;
		return slipCode(toSign.bytes, await sign(privateKey, toSign.message));
	}
	const leaderCode = (bookingId: string, fen = 30_000) =>
		codeBy(town.units[0].leader, devices.leader.deviceId, { bookingId, forId: levyId, fen });

	async function collected(fen = 30_000) {
		const bookingId = id();
		const [unit] = town.units;
		const paid = { fen, method: 'cash', reference: null, into: 'collector' };
		const args = { id: bookingId, levyId, householdId: unit.households[0]!, paid };
		expect(await push(unit.leader, devices.leader, 'fee.collect', args)).toBe('applied');
		return bookingId;
	}

	beforeAll(async () => {
		await databases.begin();
		town = await foundTown(await databases.fresh());
		slips = opened();
		const [unit] = town.units;
		const plan = {
			...{ costFen: 90_000, method: { by: 'household' }, sources: [], exemptions: [] },
			sharers: unit.households.map((one, place) => ({
				...{ id: one, unitId: unit.id, door: `${place + 1}01`, place },
				...{ area: null, floor: null, persons: null, agreedFen: null }
			}))
		};
		const content = {
			...{ title: '换防盗门', purpose: '', offers: [], chosen: null, dueOn: null, plan },
			resolution: { matter: 'voluntary', on: null, words: '', ballots: [] }
		};
		const { office } = town.people;
		const draft = { id: campaignId, areaId: town.community, seen: 0, content };
		const open = { id: campaignId, seen: 1, levies: [{ id: levyId, unitId: unit.id }] };
		expect(await push(office, devices.office, 'campaign.draft', draft)).toBe('applied');
		expect(await push(office, devices.office, 'campaign.open', open)).toBe('applied');
	}, 120_000);
	afterAll(async () => {
		await town.close();
		await databases.end();
	});

	test('a payment is valid by its code, with what it was for and nobody’s name', async () => {
		const code = await leaderCode(await collected());
		expect(await slips.slipState({ code })).toEqual({
			...{ state: 'valid', fen: 30_000, day: '2026-11-20', backFen: 0 },
			...{ isLate: false, isDonation: false, title: '换防盗门' }
		});
	});

	test('what went back, and what was reversed, is said', async () => {
		const of = await collected(40_000);
		const code = await leaderCode(of, 40_000);
		const { leader } = town.units[0];
		const refundId = id();
		const refund = { id: refundId, of, fen: 10_000, from: 'cash' };
		expect(await push(leader, devices.leader, 'fee.refund', refund)).toBe('applied');
		expect(await slips.slipState({ code })).toMatchObject({ state: 'refunded', backFen: 10_000 });
		for (const [one, state] of [
			[refundId, 'valid'],
			[null, 'reversed']
		] as const) {
			const undo = { id: id(), of, refundId: one, why: '记错了' };
			expect(await push(leader, devices.leader, 'fee.reverse', undo)).toBe('applied');
			expect(await slips.slipState({ code })).toMatchObject({ state, backFen: 0 });
		}
	});

	test('a payment that the server has not heard of may still come', async () => {
		expect(await slips.slipState({ code: await leaderCode(id()) })).toEqual({
			state: 'notArrived'
		});
	});

	test('a code that says something else than the books is forged, however well it is signed', async () => {
		const bookingId = await collected();
		const forged = { state: 'forged' };
		expect(await slips.slipState({ code: await leaderCode(bookingId, 3_000_000) })).toEqual(forged);
		const elsewhere = { bookingId, forId: id(), fen: 30_000 };
		const own = [town.units[0].leader, devices.leader.deviceId] as const;
		expect(await slips.slipState({ code: await codeBy(...own, elsewhere) })).toEqual(forged);
		// Somebody else's phone signs what it did not collect.
		const theirs = { bookingId, forId: levyId, fen: 30_000 };
		const code = await codeBy(town.people.worker, id(), theirs);
		expect(await slips.slipState({ code })).toEqual(forged);
		const real = await leaderCode(bookingId);
		const altered = real.slice(0, 30) + (real[30] === 'A' ? 'B' : 'A') + real.slice(31);
		expect(await slips.slipState({ code: altered })).toEqual(forged);
	});

	test('what is no code of this server’s is unknown', async () => {
		for (const code of ['', 'x', 'A'.repeat(366), '今'.repeat(100)])
			expect(await slips.slipState({ code })).toEqual({ state: 'unknown' });
	});

	test('a phone is vouched for half a year, in the name of whoever is signed in', async () => {
		const { publicKey } = await makePair();
		const request = { deviceId: devices.leader.deviceId, publicKey: hexOf(publicKey) };
		const { certificate } = await slips.certifySlips(town.units[0].leader, request);
		expect(certificateOf(hexIn(certificate))).toMatchObject({
			...{ personId: town.units[0].leader, deviceId: request.deviceId, until: '2027-05-19' }
		});
		expect(await outcome(slips.certifySlips(town.people.worker, request))).toBe(
			'notAllowed deviceId'
		);
	});

	test('nobody is vouched for who collects nowhere', async () => {
		const request = { deviceId: id(), publicKey: 'a'.repeat(128) };
		for (const who of [town.subdistrict.admin, town.people.formerWorker, id()])
			expect(await outcome(slips.certifySlips(who, request))).toBe('notAllowed');
	});

	test('after the installation’s secret is lost there is another key, and old receipts are still known', async () => {
		const code = await leaderCode(await collected());
		town.clock.now = townNow + 1_000;
		const after = opened('another secret of thirty-two characters');
		const { publicKey } = await makePair();
		const request = { deviceId: devices.leader.deviceId, publicKey: hexOf(publicKey) };
		const { keys } = await after.certifySlips(town.units[0].leader, request);
		expect(keys).toHaveLength(2);
		expect(await after.slipState({ code })).toMatchObject({ state: 'valid' });
		expect((await checkSlip(code, keys, verify)).kind).toBe('good');
		// The first one's secret opens the first one's key again.
		expect((await slips.slipKeys()).keys).toHaveLength(2);
		await slips.certifySlips(town.units[0].leader, request);
		expect((await slips.slipKeys()).keys).toHaveLength(2);
		expect(town.errors).toEqual([]);
	});
});
