import type { Booking } from '$lib/domain/booking/schema';
import { ledgerOf } from '$lib/domain/booking/select';
import type { Campaign } from '$lib/domain/campaign/schema';
import type { Actor } from '$lib/domain/kernel/actor';
import { compareClocks } from '$lib/domain/kernel/clock';
import { addDays, dayOf } from '$lib/domain/kernel/day';
import { balanceOf } from '$lib/domain/ledger/balances';
import { standingOf } from '$lib/domain/ledger/standing';
import type { Levy } from '$lib/domain/levy/schema';
import { actorOf, idOf } from '$lib/domain/test-world';
import { label, pick, trying, type World } from './acts';
import { atDesk, byPhone, type Hand } from './hand';
import { photographInvoice } from './pictures';

// What the office does with money: on its phone, or at a machine that never fails.

const colleagues = ['office@C', 'second', 'third'];

/** One of the people in the office; the first of them is who has the phone. */
export const officeOf = ({ dice }: World): Actor =>
	actorOf('office', 'C', {}, pick(dice, colleagues)!);

const units = [
	{ unit: 'U', homes: ['H1', 'H2', 'H3'] },
	{ unit: 'U2', homes: ['H4'] }
];

const sharersBut = (left: string | undefined) =>
	units.flatMap(({ unit, homes }, u) =>
		homes
			.map((home, i) => ({
				...{ id: idOf(home), unitId: idOf(unit), door: `${u}0${i}`, place: u * 10 + i },
				...{ area: null, floor: 1, persons: null, agreedFen: null }
			}))
			.filter((_, i) => homes[i] !== left)
	);

/** Somebody in the office opens a campaign, from a machine that never fails. */
export async function raise(world: World): Promise<string> {
	const { server, dice } = world;
	const office = actorOf('office', 'C');
	const id = idOf(label(world, 'campaign'));
	const levies = units.map(({ unit }) => ({ id: idOf(`${id} ${unit}`), unitId: idOf(unit) }));
	const offer = { id: idOf(`${id} offer`), supplier: '门厂', fen: 50_000, words: '' };
	const source = { id: idOf(`${id} source`), kind: 'fund', called: '', fen: 9_999 };
	const content = {
		...{ title: '换门', purpose: '', offers: [offer], chosen: offer.id, dueOn: null },
		resolution: { matter: 'voluntary', on: null, words: '', ballots: [] },
		plan: {
			...{ costFen: 50_000, method: { by: 'household' }, sharers: sharersBut(undefined) },
			...{ sources: dice() < 0.7 ? [source] : [], exemptions: [] }
		}
	};
	const args = { id, areaId: idOf('C'), seen: 0, content };
	const drafted = await server.run(office, 'campaign.draft', args);
	return `${drafted} ${await server.run(office, 'campaign.open', { id, seen: 1, levies })}`;
}

type Deed = (world: World, hand: Hand, campaign: Campaign) => Promise<string>;

const fresh = (world: World) => idOf(label(world, 'desk'));
const someFen = ({ dice }: World) => 1 + Math.floor(dice() * 30_000);
const bookingsOf = async (hand: Hand, { id }: Campaign): Promise<Booking[]> =>
	(await hand.see<Booking>('booking')).filter(({ campaignId }) => campaignId === id);

const revise: Deed = (world, hand, { id, seen, levies, plan }) => {
	const left = world.dice() < 0.4 ? pick(world.dice, ['H1', 'H2', 'H4']) : undefined;
	const next = { ...plan, costFen: 10_000 + someFen(world), sharers: sharersBut(left) };
	return hand.act('campaign.revise', { id, seen, levies, plan: next, why: '涨价' });
};

/** Shows the accounts to everybody. */
export const publish: Deed = ({ server }, hand, { id, seen }) => {
	const from = dayOf(server.now());
	return hand.act('campaign.publish', { id, seen, from, to: addDays(from, 9) });
};

const contribute: Deed = async (world, hand, { id: campaignId, plan }) => {
	const [source] = plan.sources;
	if (!source) return 'nothing';
	const fen = world.dice() < 0.5 && source.fen !== 'rest' ? source.fen : someFen(world);
	return hand.act('fee.contribute', { id: fresh(world), campaignId, sourceId: source.id, fen });
};

/** Some in the office approve a payment; now and then one that nothing is to be approved of any more, or their own. */
const approve: Deed = async (world, hand) => {
	const all = (await hand.see<Booking>('booking')).filter(
		({ fact }) => fact.kind === 'supplierPayment'
	);
	const open = all.filter(({ confirmations, reversal }) => !reversal && confirmations.length < 2);
	const one = pick(world.dice, world.dice() < 0.9 ? open : all);
	if (!one) return 'nothing';
	const told = [await hand.act('fee.approve', { id: fresh(world), of: one.id })];
	for (const name of colleagues) {
		if (world.dice() < 0.6) continue;
		const colleague = atDesk(world, actorOf('office', 'C', {}, name));
		told.push(`${name} ${await colleague.act('fee.approve', { id: fresh(world), of: one.id })}`);
	}
	return told.join(', ');
};

const pay: Deed = async (world, hand, campaign) => {
	const { id: campaignId, offers } = campaign;
	const photo = await photographInvoice(world, hand.phone);
	if (!photo || !offers[0]) return 'no photo';
	const args = { id: fresh(world), campaignId, supplierId: offers[0].id, fen: someFen(world) };
	const told = await hand.act('fee.pay', { ...args, words: '发票 1', photos: [photo] });
	if (world.dice() < 0.4) return told;
	return `${told}, approved ${await approve(world, atDesk(world, officeOf(world)), campaign)}`;
};

/** What lies with the community, by what they see. */
async function leftFen(hand: Hand, campaign: Campaign): Promise<number> {
	const levies = (await hand.see<Levy>('levy')).filter((one) => one.campaignId === campaign.id);
	const ledger = ledgerOf(levies, await bookingsOf(hand, campaign));
	return balanceOf(standingOf(ledger), 'community');
}

const dispose: Deed = async (world, hand, campaign) => {
	const left = await leftFen(hand, campaign);
	const fen = left > 0 && world.dice() < 0.7 ? left : someFen(world);
	const args = { id: fresh(world), campaignId: campaign.id, fen };
	return hand.act('fee.dispose', { ...args, words: '留作维修' });
};

const close: Deed = async (_, hand, campaign) => {
	const bookings = (await bookingsOf(hand, campaign)).map(({ id }) => id);
	return hand.act('campaign.close', { id: campaign.id, seen: campaign.seen, bookings });
};

/** It comes to nothing: all money goes back, the last first, and it is closed, whoever still collects for it. */
const callOff: Deed = async (world, hand, campaign) => {
	const all = await bookingsOf(hand, campaign);
	const undo = (of: string, refundId: string | null) =>
		hand.act('fee.reverse', { id: fresh(world), of, refundId, why: '不做了' });
	for (const { id, refunds, reversal } of all.sort((a, b) => compareClocks(b.clock, a.clock))) {
		for (const one of refunds) if (!one.reversal) await undo(id, one.id);
		if (!reversal) await undo(id, null);
	}
	const left = await leftFen(hand, campaign);
	if (left > 0) await dispose(world, hand, campaign);
	return close(world, hand, campaign);
};

const deeds: readonly [string, Deed][] = [
	...Object.entries({ revise, publish, contribute, pay, approve, dispose, close }),
	...Object.entries({ approve, pay, contribute, publish }),
	['call off', callOff]
];

/** Somebody in the office does something with a campaign. */
export async function deskMoney(world: World): Promise<string> {
	const [name, deed] = pick(world.dice, deeds)!;
	const phone = world.phones.at(-1)!;
	const isDesk = phone.isDead || name === 'call off' || world.dice() < 0.6;
	const hand = isDesk ? atDesk(world, officeOf(world)) : byPhone(phone);
	const work = async () => {
		const campaign = pick(world.dice, await hand.see<Campaign>('campaign'));
		if (!campaign) return 'nothing';
		// What has hardly begun is seldom over.
		const isEarly = deed === close || deed === callOff;
		if (isEarly && world.dice() < 0.8 && (await bookingsOf(hand, campaign)).length < 4) return 'no';
		return deed(world, hand, campaign);
	};
	const told = await (isDesk ? work() : trying(phone, work));
	return `${isDesk ? `desk of ${hand.actor.name}` : phone.actor.name} ${name} ${told}`;
}
