import { describe } from 'vitest';
import type { CommandDef, Event, KindDef } from '$lib/domain/kernel/record';
import type { Booking } from '$lib/domain/booking/schema';
import type { Entry } from '$lib/domain/ledger/entry';
import type { Levy } from '$lib/domain/levy/schema';
import { everyNth, type Planted } from '../faults';
import { findsFaults, type Fault } from './bite';

// Faults against the promises about money; see bites.test.ts.

type Decide = CommandDef['decide'];
type Plants = Planted['plants'];

/** The same kind, with another rule for one of its commands. */
const withRule = (kind: KindDef, name: string, change: (real: Decide) => Decide): KindDef => ({
	...kind,
	commands: kind.commands.map((one) =>
		one.name === name ? { ...one, decide: change(one.decide.bind(one)) } : one
	)
});

/** Bookings with another rule for these commands. */
const bookingsWith = (names: readonly string[], change: (real: Decide) => Decide): Plants => ({
	'$lib/domain/booking/kind': (real) => ({
		bookingKind: names.reduce(
			(kind, name) => withRule(kind, name, change),
			real.bookingKind as unknown as KindDef
		)
	})
});

/** A rule whose events somebody has tampered with. */
const tampered =
	(change: (events: Event[]) => Event[]) =>
	(real: Decide): Decide =>
	(...args) => {
		const done = real(...args);
		return done.ok ? { ok: true, value: change(done.value) } : done;
	};

/** Lists that take events in otherwise. */
const listsThat = (evolve: (real: KindDef['evolve']) => KindDef['evolve']): Plants => ({
	'$lib/domain/levy/commands': (real) => {
		const kind = real.levyKind as unknown as KindDef;
		return { levyKind: { ...kind, evolve: evolve(kind.evolve) } };
	}
});

const isCount = (event: Event) => event.type === 'levy.counted';
const without = (type: string) => tampered((events) => events.filter((one) => one.type !== type));

/** Entries with a word of the receiver for every hand-over, whoever has spoken. */
const confirmed = (entries: readonly Entry[]): Entry[] => [
	...entries,
	...entries.flatMap((one): Entry[] => {
		if (one.kind !== 'handOver') return [];
		const { id: of, at, clock, campaignId, to: personId } = one;
		const by = { ...one.by, personId };
		return [{ kind: 'confirmation', of, id: `${of}:planted`, by, at, clock, campaignId }];
	})
];

const faults: Fault[] = [
	{
		name: 'a list that counts what was reversed',
		plants: bookingsWith(['fee.reverse'], without('levy.counted')),
		breach: /list .* says taken/
	},
	{
		name: 'a refund that is taken off twice',
		plants: bookingsWith(
			['fee.refund'],
			tampered((events) => [...events, ...events.filter(isCount)])
		),
		breach: /list .* says taken/
	},
	{
		name: 'a refund that moves twice as much in the accounts',
		plants: {
			'$lib/domain/ledger/postings': (real) => ({
				postingsOf: (entry: { kind: string; fen: number }, find: never) =>
					real.postingsOf!(
						(entry.kind === 'refund' ? { ...entry, fen: 2 * entry.fen } : entry) as never,
						find
					)
			})
		},
		breach: /by the books/
	},
	{
		name: 'a hand-over that moves cash before it is confirmed',
		plants: {
			'$lib/domain/ledger/standing': (real) => ({
				standingOf: (entries: Iterable<Entry>) => real.standingOf!(confirmed([...entries]) as never)
			})
		},
		breach: /by the books/
	},
	{
		name: 'the same cash, given and counted twice',
		plants: bookingsWith(['fee.handOver', 'fee.receive'], without('booking.setAside')),
		breach: /by the books/
	},
	{
		name: 'money that came late and is dropped from the list',
		plants: listsThat((real) => (levy, event) => {
			const next = real(levy, event);
			return isCount(event) ? { ...(next as Levy), late: (levy as Levy).late } : next;
		}),
		breach: /list .* says late/
	},
	{
		name: 'money that is refused because the campaign is closed',
		plants: bookingsWith(['fee.collect'], (real) => (reading, args, context) => {
			const levy = reading.get<Levy>('levy', (args as { levyId: string }).levyId);
			return levy?.state === 'closed'
				? { ok: false, error: { code: 'campaignClosed' } }
				: real(reading, args, context);
		}),
		breach: /was taken by .* and refused/
	},
	{
		name: 'an approval by who entered the payment',
		plants: bookingsWith(['fee.approve'], (real) => (reading, args, context) => {
			const by = { ...context.by, personId: `${context.by.personId} in disguise` };
			const done = real(reading, args, { ...context, by });
			if (!done.ok) return done;
			const { at, clock } = context;
			const { id } = args as { id: string };
			const data = { id, by: context.by, at, clock };
			return { ok: true, value: done.value.map((event) => ({ ...event, data })) };
		}),
		breach: /was approved by who entered it|was approved twice/
	},
	{
		name: 'a payment that one approval is enough for',
		plants: {
			'$lib/domain/ledger/entry': () => ({
				confirmationsFor: { handOver: 1, supplierPayment: 1 }
			})
		},
		breach: /by the books/
	},
	{
		name: 'a receipt number that is given twice',
		plants: bookingsWith(['fee.collect'], (real) => {
			const isChosen = everyNth(4);
			return tampered((events) =>
				events.map((event) => {
					const booking = event.data as Booking;
					if (event.type !== 'booking.made' || booking.no === 1 || !isChosen()) return event;
					return { ...event, data: { ...booking, no: booking.no! - 1 } };
				})
			)(real);
		}),
		breach: /was entered as .* and is/
	},
	{
		name: 'a collection that is applied and not there',
		plants: bookingsWith(['fee.collect'], (real) => {
			const isChosen = everyNth(6);
			return tampered((events) => (isChosen() ? events.filter(isCount) : events))(real);
		}),
		breach: /was entered and is not there|has no household/
	},
	{
		name: 'a reversed refund that the household does not get back on its list',
		plants: bookingsWith(['fee.reverse'], (real) => (reading, args, context) => {
			const { refundId } = args as { refundId: string | null };
			const rule = refundId === null ? real : without('levy.counted')(real);
			return rule(reading, args, context);
		}),
		breach: /list .* says taken/
	},
	{
		name: 'an objection that is answered, and nobody hears it',
		plants: {
			'$lib/domain/objection/commands': (real) => {
				const kind = real.objectionKind as unknown as KindDef;
				const evolve: KindDef['evolve'] = (objection, event) =>
					event.type === 'objection.answered' ? objection! : kind.evolve(objection, event);
				return { objectionKind: { ...kind, evolve } };
			}
		},
		breach: /objection .* has answers otherwise/
	}
];

describe('the simulation finds', () =>
	findsFaults(faults.map((fault): Fault => ({ kind: 'money', ...fault }))));
