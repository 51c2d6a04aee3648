import type { Books } from '$lib/app/campaigns';
import { entriesOf, inHandFen, isSignedFor, keeperOf } from '$lib/domain/booking/select';
import type { Booking } from '$lib/domain/booking/schema';
import type { Id } from '$lib/domain/kernel/id';
import type { Account } from '$lib/domain/ledger/account';
import { balancesOf } from '$lib/domain/ledger/balances';
import { overpaidIn } from '$lib/domain/ledger/flags';
import { refundableFen } from '$lib/domain/booking/select';
import { linesOf, totalsOf, type LevyTotals } from '$lib/domain/levy/select';
import type { Fen } from '$lib/domain/money/fen';

/** What lies with one person, and what of it is cash. */
export interface InHands {
	personId: Id;
	name: string;
	cashFen: Fen;
	walletFen: Fen;
}

/** A receipt out of which money can go back, and how much of it. */
export interface RefundOffer {
	booking: Booking;
	fen: Fen;
}

/** A household that has paid too much, or after the end. */
export interface TooMuch {
	householdId: Id;
	door: string;
	fen: Fen;
	isLate: boolean;
	offers: RefundOffer[];
}

/** The figures of a campaign, 分, as its page shows them. */
export interface Overview {
	totals: LevyTotals;
	communityFen: Fen;
	paidOutFen: Fen;
	donatedFen: Fen;
	sourcesFen: Fen;
	surplusFen: Fen;
	hands: InHands[];
	tooMuch: TooMuch[];
	/** Hand-overs of which only one side has spoken on a phone of their own, while something waits for the other. */
	givenNotTaken: Booking[];
	/** Payments that wait for approvals. */
	unapproved: Booking[];
	/** Those that wait no longer, the undone ones among them. */
	paid: Booking[];
}

const sumOf = (balances: ReadonlyMap<Account, Fen>, prefix: string): Fen =>
	[...balances].reduce((sum, [account, fen]) => sum + (account.startsWith(prefix) ? fen : 0), 0);

/** Gathers the figures out of the books. */
export function overviewOf({ levies, bookings, standing, names }: Books): Overview {
	const balances = balancesOf(standing);
	const at = (account: Account) => balances.get(account) ?? 0;
	const people = [...balances.keys()].flatMap((account) => {
		const [kind, id = ''] = account.split(':');
		return kind === 'cash' || kind === 'wallet' ? [id] : [];
	});
	const hands = [...new Set(people)]
		.map((personId) => ({
			personId,
			name: names.get(personId) ?? '',
			cashFen: at(`cash:${personId}`),
			walletFen: at(`wallet:${personId}`)
		}))
		.filter(({ cashFen, walletFen }) => cashFen !== 0 || walletFen !== 0);
	const payments = bookings.filter(({ fact }) => fact.kind === 'supplierPayment');
	return {
		...{ totals: totalsOf(levies), hands },
		communityFen: at('community'),
		paidOutFen: sumOf(balances, 'supplier:'),
		donatedFen: -at('donations'),
		sourcesFen: -sumOf(balances, 'source:'),
		surplusFen: at('surplus'),
		tooMuch: tooMuchIn({ levies, bookings, standing }),
		givenNotTaken: bookings.filter(isHalfSaid),
		unapproved: payments.filter(isWaiting),
		paid: payments.filter((one) => !isWaiting(one))
	};
}

/** Who has signed on the giver's phone and given the cash on has spoken by that. */
const isHalfSaid = (one: Booking): boolean =>
	one.fact.kind === 'handOver' &&
	!one.reversal &&
	(!one.isGiven || one.confirmations.length === 0 || (isSignedFor(one) && inHandFen(one) > 0));

const isWaiting = ({ reversal, confirmations }: Booking): boolean =>
	!reversal && confirmations.length < 2;

/** Which door a household is behind, by all lists of the campaign. */
export const doorsIn = (levies: Books['levies']): Map<Id, string> =>
	new Map(
		levies.flatMap((levy) => levy.shares.map(({ householdId, door }) => [householdId, door]))
	);

function tooMuchIn({
	levies,
	bookings,
	standing
}: Pick<Books, 'levies' | 'bookings' | 'standing'>): TooMuch[] {
	const doors = doorsIn(levies);
	const late = levies.flatMap((levy) =>
		Object.entries(levy.late).map(([householdId, fen]) => ({ householdId, fen, isLate: true }))
	);
	const over = overpaidIn(standing).map((one) => ({ ...one, isLate: false }));
	return [...over, ...late].map(({ householdId, fen, isLate }) => ({
		...{ householdId, fen, isLate, door: doors.get(householdId) ?? '' },
		offers: bookings.flatMap((booking) => {
			const { fact } = booking;
			const isIt =
				fact.kind === 'collection' && fact.householdId === householdId && fact.isLate === isLate;
			const most = isIt ? Math.min(fen, refundableFen(booking)) : 0;
			return most > 0 ? [{ booking, fen: most }] : [];
		})
	}));
}

/** What a person has in hand in one place, and the bookings by which it came: what they can bring to the bank. */
export function ownMoney(
	bookings: readonly Booking[],
	personId: Id,
	where: 'cash' | 'wallet'
): { fen: Fen; covers: Id[] } {
	const own = bookings.filter((one) => {
		const keeper = keeperOf(one);
		return keeper?.personId === personId && keeper.where === where && inHandFen(one) > 0;
	});
	return {
		fen: own.reduce((sum, one) => sum + inHandFen(one), 0),
		covers: own.map(({ id }) => id)
	};
}

/** The booking that an entry of the ledger stands in: what can be undone is undone there. */
export const bookingOfEntry = (bookings: readonly Booking[], entryId: Id): Booking | undefined =>
	bookings.find((one) => one.id === entryId) ??
	bookings.find((one) => entriesOf(one).some(({ id }) => id === entryId));

/** The lines of one unit that still owe something, door by door. */
export const owingIn = (levy: Books['levies'][number]) =>
	linesOf(levy).filter(({ owesFen }) => owesFen > 0);
