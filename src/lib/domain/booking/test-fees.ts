import type { Campaign } from '../campaign/schema';
import { office, twoLevies } from '../campaign/test-campaigns';
import { ledgerOf } from './select';
import { standingOf, type Standing } from '../ledger/standing';
import type { Levy } from '../levy/schema';
import type { Actor } from '../kernel/actor';
import { actorOf, idOf, morning, type TestWorld } from '../test-world';
import type { Booking } from './schema';

// Acts with money in the test world. People, households and bookings go by short names.

/** Who takes money in the tests. */
export const people = {
	leader: actorOf('unitLeader', 'U'),
	leader2: actorOf('unitLeader', 'U2'),
	grid: actorOf('gridWorker', 'G'),
	office,
	second: actorOf('office', 'C', {}, 'second'),
	third: actorOf('office', 'C', {}, 'third'),
	party: actorOf('gridParty', 'G')
} satisfies Record<string, Actor>;
export type Somebody = keyof typeof people;

/** How a household pays: cash into the collector's hand unless told otherwise. */
export const paid = (fen: number, more: object = {}) => ({
	...{ fen, method: 'cash', reference: null, into: 'collector' },
	...more
});

/** A payment without cash, with the collector or the community. */
export const byPhone = (fen: number, into: 'collector' | 'community' = 'collector') =>
	paid(fen, { method: 'wechat', reference: '4321', into });

/** What somebody draws on the phone of whoever gives them cash. */
export const drawnBy = (who: Somebody, strokes = [[10, 10, 20, 20]]) => {
	const { name, posts } = people[who];
	return { name, role: posts[0]!.role, strokes };
};

/** Plays acts in a world, each a moment after the one before it. */
export class Fees {
	private tick = 0;

	constructor(readonly world: TestWorld) {}

	/** Somebody does something; 'ok' or the refusal. */
	run(who: Somebody, name: string, args: object, version = 1): string {
		return this.world.run(people[who], name, args, morning + ++this.tick * 1000, { version });
	}

	/** Somebody takes a household's money. */
	collect(who: Somebody, label: string, home: string, money: object = paid(30_000)): string {
		const levyId = home.startsWith('H') ? twoLevies[0]!.id : twoLevies[1]!.id;
		const args = { id: idOf(label), levyId, householdId: idOf(home), paid: money };
		return this.run(who, 'fee.collect', args);
	}

	/** Somebody undoes a booking, or a refund of it. */
	reverse(
		who: Somebody,
		of: string,
		refund?: string,
		label = `undo ${of} ${refund ?? ''}`
	): string {
		const refundId = refund ? idOf(refund) : null;
		return this.run(who, 'fee.reverse', { id: idOf(label), of: idOf(of), refundId, why: '写错' });
	}

	/** Somebody pays back out of a booking. */
	refund(who: Somebody, label: string, of: string, fen: number, from = 'cash'): string {
		return this.run(who, 'fee.refund', { id: idOf(label), of: idOf(of), fen, from });
	}

	/** Somebody gives cash on. */
	give(
		who: Somebody,
		label: string,
		to: Somebody,
		covers: string[],
		fen: number,
		more = {}
	): string {
		const args = { ...giving(label, covers, fen), to: people[to].personId, ...more };
		return this.run(who, 'fee.handOver', args, 2);
	}

	/** Somebody confirms cash that was given to them. */
	take(
		who: Somebody,
		label: string,
		from: Somebody,
		covers: string[],
		fen: number,
		more = {}
	): string {
		const { personId, name } = people[from];
		const args = { ...giving(label, covers, fen), from: personId, fromName: name, ...more };
		return this.run(who, 'fee.receive', args);
	}

	/** Somebody brings cash to the bank. */
	deposit(who: Somebody, label: string, covers: string[], fen: number, from = 'cash'): string {
		const base = { id: idOf(label), campaignId: idOf('camp'), areaId: areaOf(who) };
		return this.run(who, 'fee.deposit', { ...base, covers: covers.map(idOf), from, fen });
	}

	booking(label: string): Booking {
		return this.world.get<Booking>('booking', idOf(label))!;
	}

	levy(unit: 'U' | 'U2' = 'U'): Levy {
		return this.world.get<Levy>('levy', idOf(`levy-${unit}`))!;
	}

	campaign(): Campaign {
		return this.world.get<Campaign>('campaign', idOf('camp'))!;
	}

	/** The ledger of the campaign with these bookings. */
	standing(...labels: string[]): Standing {
		const bookings = labels.flatMap((one) => this.world.get<Booking>('booking', idOf(one)) ?? []);
		return standingOf(ledgerOf([this.levy('U'), this.levy('U2')], bookings));
	}
}

const areaOf = (who: Somebody): string => people[who].posts[0]!.areaId;

const giving = (label: string, covers: string[], fen: number) => ({
	...{ id: idOf(label), campaignId: idOf('camp'), areaId: idOf('U') },
	...{ covers: covers.map(idOf), expectedFen: covers.length * 30_000 },
	notes: notesOf(fen)
});

/** Notes that make up an amount, with coins for what is left. */
export const notesOf = (fen: number): Record<string, number> => ({
	'10000': Math.floor(fen / 10_000),
	'1000': Math.floor((fen % 10_000) / 1_000),
	'100': Math.floor((fen % 1_000) / 100),
	'10': Math.floor((fen % 100) / 10)
});
