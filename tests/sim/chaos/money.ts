import type { Booking } from '$lib/domain/booking/schema';
import { inHandFen, keeperOf } from '$lib/domain/booking/select';
import type { Held } from '$lib/domain/held/schema';
import type { Levy } from '$lib/domain/levy/schema';
import { idOf } from '$lib/domain/test-world';
import { start } from '../world';
import { label, phoneOf, pick, trying, type World } from './acts';
import { atDesk, byPhone, type Hand } from './hand';
import { deskMoney, officeOf, raise } from './money-desk';
import type { Move } from './moves';
import { objectAround } from './objections';
import type { ChaosPhone } from './phone';

// What happens besides in a world where neighbours pay for something together: at the doors, and from hand to hand.

type Deed = (world: World, hand: Hand) => Promise<string>;

const fresh = (world: World) => idOf(label(world, 'money'));
/** Multiples of 10 分, so that notes make them up. */
const someFen = ({ dice }: World) => 10 * (1 + Math.floor(dice() * 2_000));

/** How a household pays: cash into a hand above all. */
function payment(world: World, fen: number) {
	const way = world.dice();
	if (way < 0.7) return { fen, method: 'cash', reference: null, into: 'collector' };
	return { fen, method: 'wechat', reference: '4321', into: way < 0.85 ? 'collector' : 'community' };
}

const collect: Deed = async (world, hand) => {
	const levy = pick(world.dice, await hand.see<Levy>('levy'));
	const share = levy && pick(world.dice, levy.shares);
	if (!share) return 'nothing';
	const at = { levyId: levy.id, householdId: share.householdId };
	if (world.dice() < 0.15) return hand.act('fee.note', { ...at, kind: 'absent', on: null });
	const fen = world.dice() < 0.3 && share.fen > 0 ? share.fen : someFen(world);
	return hand.act('fee.collect', { id: fresh(world), ...at, paid: payment(world, fen) });
};

const donate: Deed = async (world, hand) => {
	const levy = pick(world.dice, await hand.see<Levy>('levy'));
	if (!levy) return 'nothing';
	const where = { campaignId: levy.campaignId, levyId: levy.id };
	const paid = payment(world, someFen(world));
	return hand.act('fee.donate', { id: fresh(world), ...where, paid });
};

/** A booking of a kind, mostly one of their own. */
async function someBooking(
	{ dice }: World,
	hand: Hand,
	isMeant: (one: Booking) => boolean
): Promise<Booking | undefined> {
	const all = (await hand.see<Booking>('booking')).filter(isMeant);
	const own = all.filter(({ by }) => by.personId === hand.actor.personId);
	return pick(dice, dice() < 0.85 ? own : all);
}

const refund: Deed = async (world, hand) => {
	const one = await someBooking(world, hand, ({ fact }) => fact.kind === 'collection');
	if (one?.fact.kind !== 'collection') return 'nothing';
	const fen = world.dice() < 0.3 ? one.fact.fen : someFen(world);
	const from = pick(world.dice, ['cash', 'cash', 'wallet', 'community'])!;
	return hand.act('fee.refund', { id: fresh(world), of: one.id, fen, from });
};

const undo: Deed = async (world, hand) => {
	const refunded = await someBooking(world, hand, ({ refunds }) => refunds.length > 0);
	const id = fresh(world);
	if (refunded && world.dice() < 0.6) {
		const refundId = pick(world.dice, refunded.refunds)!.id;
		return `refund ${await hand.act('fee.reverse', { id, of: refunded.id, refundId, why: '写错' })}`;
	}
	const one = await someBooking(world, hand, () => true);
	if (!one) return 'nothing';
	return hand.act('fee.reverse', { id, of: one.id, refundId: null, why: '写错' });
};

/** Up to three bookings of one campaign by which somebody has money in hand. */
async function inHand(world: World, hand: Hand, where: 'cash' | 'wallet'): Promise<Booking[]> {
	const own = (await hand.see<Booking>('booking')).filter((one) => {
		const keeper = keeperOf(one);
		return keeper?.personId === hand.actor.personId && keeper.where === where;
	});
	const first = pick(world.dice, own);
	const most = 1 + Math.floor(world.dice() * 3);
	return own.filter(({ campaignId }) => campaignId === first?.campaignId).slice(0, most);
}

const notesOf = (fen: number) => ({ '10': Math.floor(fen / 10) });
const sumOf = (covers: readonly Booking[]) =>
	Math.max(
		10,
		covers.reduce((sum, one) => sum + inHandFen(one), 0)
	);

const deposit: Deed = async (world, hand) => {
	const from = world.dice() < 0.7 ? 'cash' : 'wallet';
	const covers = await inHand(world, hand, from);
	if (covers.length === 0) return 'nothing';
	const { campaignId, areaId } = covers[0]!;
	const fen = world.dice() < 0.6 ? sumOf(covers) : someFen(world);
	const args = { id: fresh(world), campaignId, areaId, covers: covers.map(({ id }) => id) };
	return hand.act('fee.deposit', { ...args, from, fen });
};

const give: Deed = async (world, hand) => {
	const others = world.phones.filter(({ actor }) => actor.personId !== hand.actor.personId);
	const to = pick(world.dice, others)!.actor.personId;
	const id = fresh(world);
	const before = await someBooking(world, hand, ({ fact }) => fact.kind === 'handOver');
	if (before?.fact.kind === 'handOver' && world.dice() < 0.25) {
		// Once more by somebody who has forgotten that it was given.
		const { covers, expectedFen, notes } = before.fact;
		const { campaignId, areaId } = before;
		const args = { id, campaignId, areaId, covers, expectedFen, notes, to };
		return `again ${await hand.act('fee.handOver', args)}`;
	}
	const covers = await inHand(world, hand, 'cash');
	if (covers.length === 0) return 'nothing';
	const { campaignId, areaId } = covers[0]!;
	const expectedFen = sumOf(covers);
	const counted = world.dice() < 0.8 ? expectedFen : someFen(world);
	const args = {
		...{ id, campaignId, areaId, to, covers: covers.map((one) => one.id) },
		...{ expectedFen, notes: notesOf(counted) }
	};
	if (hand.phone && world.dice() < 0.3) {
		// Who takes it stands beside, and draws a signature.
		const signed = { name: '某人', role: 'gridWorker', strokes: [[1, 1, 2, 2]] };
		return `signed ${await hand.act('fee.handOver', { ...args, signed }, 2)}`;
	}
	const told = await hand.act('fee.handOver', args);
	if (told !== 'ok' || !hand.phone || world.dice() < 0.5) return told;
	return `${told} and shows a code ${await showCode(world, hand.phone)}`;
};

const receive: Deed = async (world, hand) => {
	const me = hand.actor.personId;
	const waiting = (await hand.see<Booking>('booking')).filter(
		({ fact, confirmations }) =>
			fact.kind === 'handOver' && fact.to === me && !confirmations.some(({ strokes }) => !strokes)
	);
	const one = pick(world.dice, waiting);
	if (one?.fact.kind !== 'handOver') return 'nothing';
	const { covers, expectedFen, notes } = one.fact;
	const { id, campaignId, areaId, by } = one;
	const args = { id, campaignId, areaId, covers, expectedFen, notes };
	return hand.act('fee.receive', { ...args, from: by.personId, fromName: '某人' });
};

/** A giver shows the code of what they have just given to its receiver, whose phone has not heard of it. */
async function showCode(world: World, giver: ChaosPhone): Promise<string> {
	const given = (await giver.db.outbox.orderBy('seq').reverse().toArray()).find(
		({ operation }) => operation.command === 'fee.handOver'
	);
	if (!given) return 'nothing';
	const { to, ...args } = given.operation.args as { to: string };
	const receiver = world.phones.find(({ actor }) => actor.personId === to);
	if (!receiver || receiver.isDead) return 'nobody';
	const from = { from: giver.actor.personId, fromName: giver.actor.name };
	const told = await trying(receiver, () => receiver.act('fee.receive', { ...args, ...from }));
	return `${receiver.actor.name} ${told}`;
}

const byCode: Deed = (world, { phone }) =>
	phone ? showCode(world, phone) : Promise.resolve('nothing');

/** Somebody decides about money that was taken by a person whose post had ended. */
const decide: Deed = async (world, hand) => {
	const open = (await hand.see<Held>('held')).filter(
		({ state, command }) => state.name === 'waiting' && command.startsWith('fee.')
	);
	const one = pick(world.dice, open);
	if (!one) return 'nothing';
	return world.dice() < 0.8
		? hand.act('held.accept', { opId: one.opId })
		: hand.act('held.decline', { opId: one.opId, reason: '没有收到' });
};

const deeds: readonly [string, number, Deed][] = [
	['collects', 30, collect],
	['donates', 5, donate],
	['pays back', 10, refund],
	['undoes', 10, undo],
	['brings to the bank', 6, deposit],
	['gives', 16, give],
	['receives', 20, receive],
	['shows a code', 8, byCode],
	['decides', 6, decide]
];

/** One of the deeds, by weight. */
function chooseDeed(dice: () => number): readonly [string, Deed] {
	let at = dice() * deeds.reduce((sum, [, weight]) => sum + weight, 0);
	const [name, , deed] = deeds.find(([, weight]) => (at -= weight) < 0) ?? deeds[0]!;
	return [name, deed];
}

/** A round from door to door: up to four deeds of one person, now and then of one at the office's machine. */
async function atDoors(world: World): Promise<string> {
	const phone = phoneOf(world);
	const isDesk = phone.isDead || world.dice() < 0.12;
	const hand = isDesk ? atDesk(world, officeOf(world)) : byPhone(phone);
	const told = [hand.actor.name];
	for (let most = 1 + Math.floor(world.dice() * 4); most > 0; most--) {
		const [name, deed] = chooseDeed(world.dice);
		const work = () => deed(world, hand);
		told.push(`${name} ${await (isDesk ? work() : trying(phone, work))}`);
		if (!isDesk && phone.isDead) break;
	}
	return told.join(', ');
}

async function withMoney(world: World): Promise<string> {
	const kind = world.dice();
	if (kind < 0.03) return `raises ${await raise(world)}`;
	if (kind < 0.24) return deskMoney(world);
	if (kind < 0.32) return objectAround(world);
	return atDoors(world);
}

/** How far a clock is ahead that is in 2030, ms. */
const farAhead = Date.UTC(2030, 0, 1) - start;

/** What happens besides in a world with money. */
export const moneyMoves: readonly Move[] = [
	{ name: 'money', weight: 44, make: withMoney },
	{
		name: 'far clock',
		weight: 1.5,
		make(world) {
			const phone = phoneOf(world);
			phone.skew = world.dice() < 0.5 ? farAhead : 0;
			return Promise.resolve(`${phone.actor.name} ${phone.skew > 0}`);
		}
	}
];
