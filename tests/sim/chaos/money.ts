import type { Booking } from '$lib/domain/booking/schema';
import type { Campaign } from '$lib/domain/campaign/schema';
import type { Levy } from '$lib/domain/levy/schema';
import { actorOf, idOf } from '$lib/domain/test-world';
import { readBody } from '$lib/store/bodies';
import { label, phoneOf, pick, rowsOf, trying, type World } from './acts';
import type { Move } from './moves';
import type { ChaosPhone } from './phone';

// What happens besides in a world where neighbours pay for something together.

const units = [
	{ unit: 'U', homes: ['H1', 'H2', 'H3'] },
	{ unit: 'U2', homes: ['H4'] }
];

const bodies = async <T>(
	phone: ChaosPhone,
	kind: 'levy' | 'booking' | 'campaign'
): Promise<T[]> => {
	const rows = await rowsOf(phone, kind);
	const found = await Promise.all(rows.map(({ id }) => readBody<T>(phone.db, kind, id)));
	return found.filter((one) => one !== undefined);
};

/** Somebody in the office opens a campaign, from a machine that never fails. */
async function raise(world: World): Promise<string> {
	const { server } = world;
	const office = actorOf('office', 'C');
	const id = idOf(label(world, 'campaign'));
	const levies = units.map(({ unit }) => ({ id: idOf(`${id} ${unit}`), unitId: idOf(unit) }));
	const sharers = units.flatMap(({ unit, homes }, u) =>
		homes.map((home, i) => ({
			...{ id: idOf(home), unitId: idOf(unit), door: `${u}0${i}`, place: u * 10 + i },
			...{ area: null, floor: 1, persons: null, agreedFen: null }
		}))
	);
	const method = { by: 'household' };
	const content = {
		...{ title: '换门', purpose: '', offers: [], chosen: null, dueOn: null },
		resolution: { matter: 'voluntary', on: null, words: '', ballots: [] },
		plan: { costFen: 40_001, method, sharers, sources: [], exemptions: [] }
	};
	const args = { id, areaId: idOf('C'), seen: 0, content };
	const drafted = await server.run(office, 'campaign.draft', args);
	return `${drafted} ${await server.run(office, 'campaign.open', { id, seen: 1, levies })}`;
}

/** Somebody does something with money, by what their own phone knows. */
async function handle(world: World, phone: ChaosPhone): Promise<string> {
	const { dice } = world;
	const id = idOf(label(world, 'money'));
	const kind = dice();
	const levy = pick(dice, await bodies<Levy>(phone, 'levy'));
	const bookings = await bodies<Booking>(phone, 'booking');
	const mine = bookings.filter(
		({ by, fact }) => by.personId === phone.actor.personId && fact.kind === 'collection'
	);
	const one = pick(dice, mine);
	const fen = 10 * (1 + Math.floor(dice() * 2_000));
	if (levy && (kind < 0.4 || !one)) {
		const householdId = pick(dice, levy.shares)!.householdId;
		const at = { levyId: levy.id, householdId };
		if (kind < 0.08) return phone.act('fee.note', { ...at, kind: 'absent', on: null });
		const paid = { fen, method: 'cash', reference: null, into: 'collector' };
		return phone.act('fee.collect', { id, ...at, paid });
	}
	if (!one) return 'nothing';
	if (kind < 0.5) return phone.act('fee.reverse', { id, of: one.id, refundId: null, why: '写错' });
	if (kind < 0.6) return phone.act('fee.refund', { id, of: one.id, fen, from: 'cash' });
	const { campaignId, areaId } = one;
	const base = { id, campaignId, areaId, covers: [one.id] };
	if (kind < 0.65) return phone.act('fee.deposit', { ...base, from: 'cash', fen });
	const waiting = bookings.filter(
		({ fact }) => fact.kind === 'handOver' && fact.to === phone.actor.personId
	);
	const given = pick(dice, waiting);
	if (given?.fact.kind === 'handOver' && kind < 0.85) {
		const { covers, expectedFen, notes } = given.fact;
		const said = { id: given.id, campaignId: given.campaignId, areaId: given.areaId };
		const from = { from: given.by.personId, fromName: '某人' };
		return phone.act('fee.receive', { ...said, covers, expectedFen, notes, ...from });
	}
	const to = phoneOf(world).actor.personId;
	const expectedFen = one.fact.kind === 'collection' ? one.fact.fen : fen;
	return phone.act('fee.handOver', { ...base, to, expectedFen, notes: { '10': fen / 10 } });
}

/** Somebody in the office closes what they have on their phone, if its money lets them. */
async function close(world: World): Promise<string> {
	const phone = world.phones.at(-1)!;
	const one = pick(world.dice, await bodies<Campaign>(phone, 'campaign'));
	if (!one) return 'nothing';
	const own = (await bodies<Booking>(phone, 'booking')).filter(
		({ campaignId }) => campaignId === one.id
	);
	const args = { id: one.id, seen: one.seen, bookings: own.map(({ id }) => id) };
	return phone.act('campaign.close', args);
}

async function withMoney(world: World): Promise<string> {
	const kind = world.dice();
	if (kind < 0.08) return `raises ${await raise(world)}`;
	const phone = phoneOf(world);
	if (phone.isDead) return 'dead';
	if (kind < 0.12) return trying(world.phones.at(-1)!, async () => `closes ${await close(world)}`);
	return `${phone.actor.name} ${await trying(phone, () => handle(world, phone))}`;
}

/** What happens besides in a world with money. */
export const moneyMoves: readonly Move[] = [{ name: 'money', weight: 30, make: withMoney }];
