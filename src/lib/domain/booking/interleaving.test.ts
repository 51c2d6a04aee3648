import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Campaign } from '../campaign/schema';
import { feePlan, fourSharers, twoLevies, worldWithCampaign } from '../campaign/test-campaigns';
import { handle, type Command } from '../handle';
import type { Actor } from '../kernel/actor';
import { clockOf } from '../kernel/clock';
import { balancesOf } from '../ledger/balances';
import { standingOf } from '../ledger/standing';
import type { Levy } from '../levy/schema';
import { sumFen } from '../money/fen';
import { photoNamed } from '../photo/test-pictures';
import { idOf, morning, type TestWorld } from '../test-world';
import type { Booking } from './schema';
import { inHandFen, keeperOf, ledgerOf } from './select';
import { byPhone, drawnBy, notesOf, paid, people } from './test-fees';

const runs = Number(process.env['LINLI_FEE_RUNS'] ?? 100);

// Any number of people act on phones that know of each other only what the server had when they last asked.

const names = ['leader', 'leader2', 'grid', 'office', 'second'] as const;
const homes = ['H', 'H2', 'K', 'K2'] as const;
const whats = [
	...[
		'collect',
		'collect',
		'reverse',
		'reverseRefund',
		'refund',
		'give',
		'give',
		'take',
		'take',
		'sign'
	],
	...['giveSame', 'deposit', 'donate', 'pay', 'approve', 'revise', 'close', 'sync', 'sync', 'sync']
] as const;

const act = fc.record({
	what: fc.constantFrom(...whats),
	who: fc.nat(names.length - 1),
	to: fc.nat(names.length - 1),
	home: fc.nat(homes.length - 1),
	which: fc.nat(30),
	/** Multiples of 10 分, so that notes make it up. */
	fen: fc.integer({ min: 1, max: 6_000 }).map((n) => n * 10),
	kind: fc.nat(3),
	clock: fc.nat(50)
});
type Act = Parameters<Parameters<typeof act.map>[0]>[0];

/** An operation on its way. */
interface Sent {
	command: Command;
	actor: Actor;
	at: number;
}

/** Somebody's phone: what the server had, with the own operations since then on top. */
class Phone {
	world: TestWorld;
	outbox: Sent[] = [];
	/** Codes of hand-overs that were seen on somebody's screen, without any signal. */
	constructor(
		readonly actor: Actor,
		readonly made: string[]
	) {
		this.world = worldWithCampaign();
	}

	do(name: string, args: { id: string }, at: number): void {
		const version = name === 'fee.handOver' ? 2 : 1;
		const sent = { command: { name, version, args }, actor: this.actor, at: morning + at };
		const judged = play(this.world, sent);
		if (!judged) return;
		this.outbox.push(sent);
		if (!this.made.includes(args.id)) this.made.push(args.id);
	}
}

/** Judges an operation in a world and lets it happen there; false when it is refused. */
function play(world: TestWorld, { command, actor, at }: Sent): boolean {
	const decided = handle(command, actor, { at, clock: clockOf(at, 0) }, world);
	if (decided.ok) world.apply(decided.value);
	return decided.ok;
}

/** What the server has taken in: the same world again, act by act. */
class Server {
	log: Sent[] = [];
	world = worldWithCampaign();

	sync(phone: Phone): void {
		for (const sent of phone.outbox) if (play(this.world, sent)) this.log.push(sent);
		phone.outbox = [];
		phone.world = worldWithCampaign();
		for (const sent of this.log) play(phone.world, sent);
	}
}

function argsOf(one: Act, i: number, phone: Phone): [string, { id: string }] | undefined {
	const { world, actor, made } = phone;
	const id = idOf(`act-${i}`);
	const all = made.flatMap((each) => world.get<Booking>('booking', each) ?? []);
	const some = all.length > 0 ? all[one.which % all.length] : undefined;
	const home = homes[one.home]!;
	const levyId = twoLevies[home.startsWith('H') ? 0 : 1]!.id;
	const money = [paid(one.fen), paid(30_000), byPhone(one.fen), byPhone(one.fen, 'community')][
		one.kind
	];
	const mine = all.filter((each) => keeperOf(each)?.personId === actor.personId);
	const cash = mine.filter((each) => keeperOf(each)?.where === 'cash');
	const base = { campaignId: idOf('camp'), areaId: idOf(one.home < 2 ? 'U' : 'U2') };
	const giveArgs = (covers: readonly Booking[]) => ({
		...base,
		covers: covers.map((each) => each.id),
		expectedFen: Math.max(10, sumFen(covers.map(inHandFen))),
		// Exactly, or with a difference.
		notes: notesOf(one.kind < 2 ? Math.max(10, sumFen(covers.map(inHandFen))) : one.fen)
	});
	const to = people[names[one.to]!];
	switch (one.what) {
		case 'collect':
			return ['fee.collect', { id, levyId, householdId: idOf(home), paid: money } as never];
		case 'donate':
			return ['fee.donate', { id, campaignId: idOf('camp'), levyId, paid: money } as never];
		case 'reverse':
			return some && ['fee.reverse', { id, of: some.id, refundId: null, why: 'x' } as never];
		case 'reverseRefund': {
			const owner = all.find((each) => each.refunds.length > 0);
			const refundId = owner?.refunds[one.which % owner.refunds.length]!.id;
			return owner && ['fee.reverse', { id, of: owner.id, refundId, why: 'x' } as never];
		}
		case 'refund': {
			const from = (['cash', 'wallet', 'community', 'community'] as const)[one.kind];
			return some && ['fee.refund', { id, of: some.id, fen: one.fen, from } as never];
		}
		case 'give':
		case 'sign': {
			const covers = cash.slice(0, 1 + (one.which % 3));
			const signed = one.what === 'sign' ? { signed: drawnBy(names[one.to]!) } : {};
			return covers.length === 0
				? undefined
				: ['fee.handOver', { id, to: to.personId, ...giveArgs(covers), ...signed } as never];
		}
		case 'giveSame': {
			// Once more by a person who has forgotten that it was given.
			const before = all.find(({ fact }) => fact.kind === 'handOver');
			if (before?.fact.kind !== 'handOver') return undefined;
			const { covers, expectedFen, notes } = before.fact;
			return [
				'fee.handOver',
				{ id, to: to.personId, ...base, covers, expectedFen, notes } as never
			];
		}
		case 'take': {
			const waiting = all.filter(
				({ fact }) => fact.kind === 'handOver' && fact.to === actor.personId
			);
			const one2 = waiting[one.which % Math.max(1, waiting.length)];
			// By the row; or by the giver's code, before anything has arrived.
			if (one2?.fact.kind === 'handOver') {
				const { covers, expectedFen, notes } = one2.fact;
				const { campaignId, areaId, by } = one2;
				const args = { id: one2.id, campaignId, areaId, covers, expectedFen, notes };
				return ['fee.receive', { ...args, from: by.personId, fromName: 'x' } as never];
			}
			return undefined;
		}
		case 'deposit': {
			const where = one.kind % 2 === 0 ? 'cash' : 'wallet';
			const own = mine.filter((each) => keeperOf(each)?.where === where).slice(0, 2);
			const covers = own.map((each) => each.id);
			return own.length === 0
				? undefined
				: ['fee.deposit', { id, ...base, covers, from: where, fen: one.fen } as never];
		}
		case 'pay': {
			const args = { campaignId: idOf('camp'), supplierId: idOf('offer'), fen: one.fen };
			return ['fee.pay', { id, ...args, words: '', photos: [photoNamed('a')] } as never];
		}
		case 'approve':
			return some && ['fee.approve', { id, of: some.id } as never];
		case 'revise': {
			const { seen } = world.get<Campaign>('campaign', idOf('camp'))!;
			const sharers = fourSharers().filter((_, n) => n !== one.home);
			const plan = feePlan({ costFen: one.fen + 10, ...(one.kind === 0 ? { sharers } : {}) });
			const args = { id: idOf('camp'), seen, levies: twoLevies, plan, why: 'x' };
			return ['campaign.revise', args];
		}
		case 'close': {
			const { seen } = world.get<Campaign>('campaign', idOf('camp'))!;
			return ['campaign.close', { id: idOf('camp'), seen, bookings: made } as never];
		}
		default:
			return undefined;
	}
}

/** A giver shows the code of what they have just given to its receiver, who has no signal either. */
function byCode(one: Act, phones: readonly Phone[], at: number): void {
	const giver = phones[one.who]!;
	const given = giver.outbox.findLast(({ command }) => command.name === 'fee.handOver');
	if (!given) return;
	const { to, ...args } = given.command.args as { id: string; to: string };
	const receiver = phones.find(({ actor }) => actor.personId === to);
	const { personId, name } = giver.actor;
	receiver?.do('fee.receive', { ...args, from: personId, fromName: name } as never, at);
}

/** The promises, for whoever holds all records of the campaign. */
function check(world: TestWorld, made: readonly string[]): string[][] {
	const bookings = made.flatMap((id) => world.get<Booking>('booking', id) ?? []);
	const levies = twoLevies.map(({ id }) => world.get<Levy>('levy', id)!);
	const balances = balancesOf(standingOf(ledgerOf(levies, bookings)));
	const of = (account: string) => balances.get(account as 'levy') ?? 0;
	expect(sumFen(balances.values())).toBe(0);
	for (const levy of levies)
		for (const { householdId, fen } of levy.shares) {
			expect(levy.taken[householdId] ?? 0).toBe(fen - of(`share:${householdId}`));
			expect(levy.late[householdId] ?? 0).toBe(0 - of(`suspense:${householdId}`));
		}
	for (const name of names) {
		const { personId } = people[name];
		for (const where of ['cash', 'wallet'] as const) {
			const has = bookings.filter((one) => {
				const keeper = keeperOf(one);
				return keeper?.personId === personId && keeper.where === where;
			});
			expect([where, name, sumFen(has.map(inHandFen))]).toEqual([
				where,
				name,
				of(`${where}:${personId}`)
			]);
		}
	}
	return [...balances].map((each) => each.map(String)).sort();
}

test('in any interleaving on any number of phones every sum stays right, and all agree in the end', () => {
	let taken = 0;
	fc.assert(
		fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
			const made: string[] = [];
			const server = new Server();
			const phones = names.map((name) => new Phone(people[name], made));
			acts.forEach((one, i) => {
				const phone = phones[one.who]!;
				if (one.what === 'sync') server.sync(phone);
				else if (one.what === 'take' && one.kind === 3) byCode(one, phones, one.clock);
				else {
					const next = argsOf(one, i, phone);
					if (next) phone.do(...next, one.clock * 1000 + i);
				}
				check(phone.world, made);
			});
			for (const phone of phones) server.sync(phone);
			const figures = check(server.world, made);
			for (const phone of phones) {
				server.sync(phone);
				expect(check(phone.world, made)).toEqual(figures);
			}
			taken += server.log.length;
		}),
		{ numRuns: runs }
	);
	expect(taken).toBeGreaterThan(0);
});
