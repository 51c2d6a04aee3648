import type { Photo } from '$lib/domain/photo/schema';
import { jpeg, photoNamed } from '$lib/domain/photo/test-pictures';
import { hashOf } from '$lib/server/photos/check';
import { visit } from '../world';
import { label, phoneOf, pick, rowsOf, trying, type World } from './acts';
import { checkSight } from './check-photos';
import type { Move } from './moves';
import type { ChaosPhone } from './phone';

/** What happens in worlds with photos, besides everything else. */

/** A picture that nobody has taken before, or now and then one that is going round. */
function picture(world: World): { photo: Photo; bytes: Uint8Array } {
	const known = [...world.album];
	const old = world.dice() < 0.15 ? pick(world.dice, known) : undefined;
	const size = 20 + Math.floor(world.dice() * 400);
	const bytes = old?.[1] ?? jpeg(4, 3, size, ++world.visits);
	const sha256 = hashOf(bytes);
	world.album.set(sha256, bytes);
	const photo = { sha256, type: 'image/jpeg' as const, bytes: bytes.length, width: 4, height: 3 };
	return { photo, bytes };
}

/** Puts a photo on the disk, as a form does when one is chosen. */
async function take(phone: ChaosPhone, photo: Photo, bytes: Uint8Array): Promise<boolean> {
	const { db, now } = phone.place(0);
	const { sha256, type } = photo;
	const entry = { sha256, type, bytes: bytes.slice().buffer, state: 'draft' as const };
	try {
		if (!(await db.photos.get(sha256)))
			await db.photos.put({ ...entry, visitIds: [], savedAt: now(), tries: 0, nextTryAt: 0 });
		return true;
	} catch (error) {
		phone.mind(error);
		return false;
	}
}

async function photograph(world: World, phone: ChaosPhone): Promise<string> {
	const homes = await rowsOf(phone, 'household');
	if (homes.length === 0) return 'nothing';
	const { photo, bytes } = picture(world);
	if (!(await take(phone, photo, bytes))) return 'no photo';
	const photos = [photo];
	const own = (await rowsOf(phone, 'visit')).filter(
		({ body }) =>
			(body as { first: { by: { personId: string } } }).first.by.personId === phone.actor.personId
	);
	const amended = world.dice() < 0.25 ? pick(world.dice, own) : undefined;
	const words = { result: 'matter', needs: ['repair'], words: '看照片', photos };
	if (amended) return `amends ${await phone.act('visit.amend', { id: amended.id, ...words })}`;
	const home = pick(world.dice, homes)!;
	const args = visit(label(world, 'visit'), 'H1', { photos });
	return phone.act('visit.log', { ...args, householdId: home.id });
}

/** The photo of an invoice, on the phone's disk; at a machine one that nobody ever brings. Undefined where the disk takes none. */
export async function photographInvoice(
	world: World,
	phone: ChaosPhone | undefined
): Promise<Photo | undefined> {
	if (!phone) return photoNamed('a');
	const { photo, bytes } = picture(world);
	return (await take(phone, photo, bytes)) ? photo : undefined;
}

const onPhone =
	(work: (world: World, phone: ChaosPhone) => Promise<unknown>) => async (world: World) => {
		const phone = phoneOf(world);
		return `${phone.actor.name} ${await trying(phone, async () => String(await work(world, phone)))}`;
	};

/** The moves of worlds with photos. */
export const pictureMoves: readonly Move[] = [
	{ name: 'photograph', weight: 8, make: onPhone(photograph) },
	{
		name: 'send photos',
		weight: 14,
		isPossible: ({ phones }) => phones.some(({ pictures }) => pictures.length > 0),
		async make({ phones, dice }) {
			const phone = pick(
				dice,
				phones.filter(({ pictures }) => pictures.length > 0)
			)!;
			return `${phone.actor.name} ${await phone.beginPhotos()}`;
		}
	},
	{
		name: 'good hour',
		weight: 4,
		isPossible: ({ server }) => !server.isDead,
		make: onPhone((_, phone) => phone.goodHour())
	},
	{
		name: 'carry photos',
		weight: 40,
		isPossible: ({ network }) => network.letters.some((letter) => letter.isPhoto),
		async make({ network, dice }) {
			const most = 1 + Math.floor(dice() * 12);
			const told: string[] = [];
			for (let i = 0; i < most; i++) {
				const letter = network.takePhoto();
				if (!letter) break;
				const fate = dice() < 0.85 ? 'deliver' : dice() < 0.5 ? 'lose' : 'double';
				told.push(`${fate} ${letter.kind}`);
				await letter[fate]();
			}
			return told.join(', ');
		}
	},
	{
		name: 'photo disk',
		weight: 2,
		make({ server, dice }) {
			server.isFull = dice() < 0.4;
			return Promise.resolve(server.isFull ? 'full' : 'has room');
		}
	},
	{
		name: 'move',
		weight: 2,
		make: async (world) => String(await world.server.restore(true))
	},
	{
		name: 'look',
		weight: 4,
		make: onPhone((world, phone) => checkSight(world, phone))
	}
];
