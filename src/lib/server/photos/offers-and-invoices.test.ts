import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jpeg } from '$lib/domain/photo/test-pictures';
import { createTreeSource } from '../db/areas';
import { testDatabases } from '../db/test-databases';
import { foundTown, id, phone, short, type Town } from '../engine/test-town';
import { checkPhoto, hashOf } from './check';
import { createPhotos, type PhotoEngine } from './engine';

describe.each(testDatabases)('photos of money on $name', (databases) => {
	let town: Town;
	let engine: PhotoEngine;
	let second: string;
	let farOffice: string;
	beforeAll(async () => {
		await databases.begin();
		town = await foundTown(await databases.fresh());
		engine = createPhotos(town.db, createTreeSource(), () => town.clock.now);
		second = await appoint(town.community);
		farOffice = await appoint(town.otherCommunity);
	});
	afterAll(async () => {
		await town.close();
		await databases.end();
	});

	/** What became of an act of somebody. */
	async function act(person: string, name: string, args: object): Promise<string> {
		const device = phone();
		const operation = device.operation(name, args);
		const { receipts } = await town.sync.push(person, device.push([operation]));
		return receipts.map(short).join();
	}
	/** Somebody new in the office of a community. */
	async function appoint(areaId: string): Promise<string> {
		const personId = id();
		const post = { name: '某人', role: 'office', areaId, from: '2026-02-01', to: null };
		const args = { id: id(), personId, ...post };
		expect(await act(town.subdistrict.admin, 'appointment.make', args)).toBe('applied');
		return personId;
	}
	const bring = (person: string, bytes: Uint8Array) =>
		engine.keepPhoto(person, checkPhoto(bytes, hashOf(bytes)));
	const named = (bytes: Uint8Array, more = {}) => ({
		...{ sha256: hashOf(bytes), type: 'image/jpeg', bytes: bytes.length, width: 4, height: 3 },
		...more
	});
	const offer = (photos: object[]) => ({
		id: id(),
		supplier: '门厂',
		fen: 30_000,
		words: '',
		photos
	});
	/** Arguments of a draft with these offers; all shares are those of the first unit. */
	const draftOf = (areaId: string, offers: object[], more = {}) => ({
		...{ id: id(), areaId, seen: 0 },
		content: {
			...{ title: '换门', purpose: '', offers, chosen: null, dueOn: null },
			resolution: { matter: 'voluntary', on: null, words: '', ballots: [] },
			plan: {
				...{ costFen: 30_000, method: { by: 'household' }, sources: [], exemptions: [] },
				sharers:
					areaId === town.community
						? town.units[0].households.map((one, place) => ({
								...{ id: one, unitId: town.units[0].id, door: '101', place },
								...{ area: null, floor: 1, persons: null, agreedFen: null }
							}))
						: []
			}
		},
		...more
	});
	/** Everybody who has nothing to do with the community's money. */
	const others = () => [
		...[town.units[0].leader, town.units[1].leader, town.farUnit.leader],
		...[town.people.worker, town.people.farWorker, town.people.formerWorker],
		...[farOffice, town.subdistrict.admin, id()]
	];
	const seenBy = (people: string[], recordId: string, bytes: Uint8Array) =>
		Promise.all(people.map((one) => engine.photoFor(one, recordId, hashOf(bytes))));

	test('offers are shown to the office, whoever of it wrote the draft anew, and to nobody else', async () => {
		const { office } = town.people;
		const [one, two] = [jpeg(4, 3, 900, 1), jpeg(4, 3, 900, 2)];
		const draft = draftOf(town.community, [offer([named(one)])]);
		expect(await act(office, 'campaign.draft', draft)).toBe('applied');
		expect(await seenBy([office, second], draft.id, one)).toEqual([null, null]);
		await bring(office, one);
		const again = draftOf(town.community, [offer([named(two), named(one)])], {
			id: draft.id,
			seen: 1
		});
		expect(await act(second, 'campaign.draft', again)).toBe('applied');
		await bring(second, two);
		for (const bytes of [one, two]) {
			const shown = { type: 'image/jpeg', bytes: bytes.length };
			expect(await seenBy([office, second], draft.id, bytes)).toEqual([shown, shown]);
			expect(new Set(await seenBy(others(), draft.id, bytes))).toEqual(new Set([null]));
		}
		// One that the draft does not name any more is shown to nobody.
		const without = draftOf(town.community, [offer([named(two)])], { id: draft.id, seen: 2 });
		expect(await act(office, 'campaign.draft', without)).toBe('applied');
		expect(await seenBy([office, second], draft.id, one)).toEqual([null, null]);
	});

	test('open to nobody who merely names them, or says of somebody that they brought them', async () => {
		const { office, worker } = town.people;
		const [offered, seen] = [jpeg(4, 3, 900, 3), jpeg(4, 3, 900, 4)];
		await bring(office, offered);
		await bring(worker, seen);
		const stolen = [named(offered, { by: office }), named(seen, { by: worker })];
		const draft = draftOf(town.otherCommunity, [offer(stolen)]);
		expect(await act(farOffice, 'campaign.draft', draft)).toBe('applied');
		for (const bytes of [offered, seen])
			expect(await engine.photoFor(farOffice, draft.id, hashOf(bytes))).toBeNull();
	});

	test('invoices are shown to who approves the payment, and neither to a unit leader nor next door', async () => {
		const { office } = town.people;
		const invoice = jpeg(4, 3, 900, 5);
		const offered = offer([]);
		const draft = draftOf(town.community, [offered]);
		const levies = [{ id: id(), unitId: town.units[0].id }];
		expect(await act(office, 'campaign.draft', draft)).toBe('applied');
		expect(await act(office, 'campaign.open', { id: draft.id, seen: 1, levies })).toBe('applied');
		const payment = { id: id(), campaignId: draft.id, supplierId: offered.id, fen: 100, words: '' };
		expect(await act(office, 'fee.pay', payment)).toBe('invoiceMissing photos');
		const photos = [named(invoice)];
		expect(await act(office, 'fee.pay', { ...payment, photos })).toBe('applied');
		await bring(office, invoice);
		const shown = { type: 'image/jpeg', bytes: invoice.length };
		expect(await seenBy([office, second], payment.id, invoice)).toEqual([shown, shown]);
		expect(new Set(await seenBy(others(), payment.id, invoice))).toEqual(new Set([null]));
		// Only the payment names it.
		expect(await engine.photoFor(second, draft.id, hashOf(invoice))).toBeNull();

		await town.db.deleteFrom('photos').where('sha256', '=', hashOf(invoice)).execute();
		await engine.photosGone(office, [hashOf(invoice)]);
		expect(await engine.photoFor(second, payment.id, hashOf(invoice))).toBe('gone');
		expect(new Set(await seenBy(others(), payment.id, invoice))).toEqual(new Set([null]));
	});
});
