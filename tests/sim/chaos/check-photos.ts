import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from '$lib/server/photos/check';
import type { RowsTable } from '$lib/server/db/tables';
import type { Booking } from '$lib/domain/booking/schema';
import type { Visit } from '$lib/domain/visit/schema';
import { pick, type World } from './acts';
import { fail } from './free';
import { isInScope } from './scope';
import type { ChaosPhone, Picture } from './phone';

/** The promises about photos, in words of their own. */

interface Named {
	record: RowsTable;
	sha256: string;
	authors: string[];
}

/** What somebody said with photos, of a visit as of a payment. */
function wordsIn({ kind, body }: RowsTable): Pick<Booking, 'by' | 'photos'>[] {
	if (kind === 'booking') return [JSON.parse(body!) as Booking];
	const { first, amendments } = JSON.parse(body!) as Visit;
	return [first, ...amendments];
}

/** Every photo that was taken and that a visit or payment on the server names, with those who named it. */
function namedIn({ album }: World, rows: readonly RowsTable[]): Named[] {
	return rows.flatMap((record) => {
		const all = new Map<string, Set<string>>();
		for (const { photos = [], by } of wordsIn(record))
			for (const { sha256 } of photos)
				if (album.has(sha256)) all.set(sha256, (all.get(sha256) ?? new Set()).add(by.personId));
		return [...all].map(([sha256, authors]) => ({ record, sha256, authors: [...authors] }));
	});
}

const rowsIn = ({ server }: World): Promise<RowsTable[]> =>
	server.db
		.selectFrom('rows')
		.selectAll()
		.where('kind', 'in', ['visit', 'booking'])
		.where('body', 'is not', null)
		// Visits first, as before there were any others: a seed goes on to play the same world.
		.orderBy('kind', 'desc')
		.orderBy('id')
		.execute();

/** Somebody asks for a photo in the middle of everything: what they get is theirs to see. */
export async function checkSight(world: World, phone: ChaosPhone): Promise<string> {
	const one = pick(world.dice, namedIn(world, await rowsIn(world)));
	if (!one) return 'nothing';
	return checkOne(world, phone, one);
}

async function checkOne(world: World, phone: ChaosPhone, one: Named): Promise<string> {
	const { personId, name } = phone.actor;
	const { record, sha256 } = one;
	const photo = await world.server.photos.photoFor(personId, record.id, sha256);
	if (photo && !isInScope(world, personId, record.home))
		fail(`${name} was shown a photo of ${record.home}`);
	return photo === 'gone' ? 'gone' : photo ? 'shown' : 'not shown';
}

const isOnDisk = ({ server }: World, sha256: string): boolean => {
	const path = join(server.data, 'photos', sha256.slice(0, 2), sha256);
	return existsSync(path) && hashOf(readFileSync(path)) === sha256;
};

/** Checks all promises about photos in a healed world. Answers how many came to what. */
export async function checkPhotos(world: World): Promise<Map<string, number>> {
	const lines = await world.server.db.selectFrom('photos').selectAll().execute();
	const brought = new Set(
		lines
			.filter(({ sha256 }) => isOnDisk(world, sha256))
			.map(({ person_id, sha256 }) => `${person_id} ${sha256}`)
	);
	const ends = new Map<string, number>();
	for (const phone of world.phones)
		for (const picture of phone.pictures) {
			const end = await endOf(world, phone, picture, brought);
			ends.set(end, (ends.get(end) ?? 0) + 1);
		}
	for (const one of namedIn(world, await rowsIn(world)))
		for (const phone of world.phones) {
			const sight = await checkOne(world, phone, one);
			if (!isInScope(world, phone.actor.personId, one.record.home)) continue;
			const isThere = one.authors.some((author) => brought.has(`${author} ${one.sha256}`));
			if (isThere !== (sight === 'shown'))
				fail(
					`${phone.actor.name} is shown ${sight} of a photo that ${isThere ? 'is' : 'is not'} there`
				);
			if (!isThere && sight !== 'gone')
				fail(`${phone.actor.name} is not told that a photo is gone`);
		}
	return ends;
}

/** What became of one photo that its person was told is saved. */
async function endOf(
	{ album, server }: World,
	{ actor, db }: ChaosPhone,
	{ sha256, opId }: Picture,
	brought: ReadonlySet<string>
): Promise<string> {
	const what = `${actor.name}'s photo ${sha256.slice(0, 8)}`;
	const local = await db.photos.get(sha256);
	if (local && hashOf(new Uint8Array(local.bytes)) !== sha256) fail(`${what} is damaged`);
	const filed = await db.archive.get(opId);
	const isOpen = (await db.outbox.get(opId)) !== undefined;
	// Given up with the act that named it, in so many words.
	if (!isOpen && filed?.state !== 'applied') return 'photo given up';
	if (local?.state === 'waiting') fail(`${what} still waits in a healed world`);
	if (local?.state === 'refused') fail(`${what} was not taken`);
	// A restore may open again what was settled when the photo went.
	if (isOpen && !local && server.restores === 0)
		fail(`${what} has left the phone before its visit was settled`);
	if (brought.has(`${actor.personId} ${sha256}`)) return 'photo arrived';
	if (!album.has(sha256)) fail(`${what} was never taken`);
	if (!local && server.erased.has(sha256)) return 'photo deleted on request';
	const sent = await db.sentPhotos.get(sha256);
	if (local || !server.hasMoved) fail(`${what} is lost`);
	if (sent?.state !== 'gone') fail(`${what} is nowhere, and its person is not told`);
	return 'photo gone with a disk';
}
