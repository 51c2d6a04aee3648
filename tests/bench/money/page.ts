import { booksOf, campaigns, sumsOf } from '$lib/app/campaigns';
import type { Place } from '$lib/app/device';
import { feeBoard, inHand, inHandByCampaign, openLists } from '$lib/app/fees';
import { nameDevice } from '$lib/app/open-place';
import { setPlace } from '$lib/app/place.svelte';
import { householdSigns } from '$lib/app/signs';
import type { Booking } from '$lib/domain/booking/schema';
import { inHandFen } from '$lib/domain/booking/select';
import { balancesOf } from '$lib/domain/ledger/balances';
import { addTotals, noTotals, totalsOf } from '$lib/domain/levy/select';
import type { SessionReply } from '$lib/protocol/session';
import { bodiesOfKind, readBody } from '$lib/store/bodies';
import { keyBytes, vaultOf } from '$lib/store/cipher';
import { PersonDb } from '$lib/store/db';
import { setMeta } from '$lib/store/meta';
import { sealingOf } from '$lib/store/sealing';
import { runCycle } from '$lib/sync/loop';
import { figuresIn, stepsOf } from '$lib/views/money/figure-steps';
import { overviewOf } from '$lib/views/money/overview';

// The product's own store, sync and questions about money on a page without anything else. Runs in the browser.

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
let place: Place;

/** Fetches everything onto an empty, sealed phone; how many bookings lie there then. */
export async function fill(): Promise<number> {
	const answer = await fetch('/api/session');
	const { person, posts } = (await answer.json()) as SessionReply;
	await new PersonDb('bench-money').delete();
	const db = new PersonDb('bench-money', sealingOf(vaultOf(random(keyBytes), random)));
	await db.open();
	place = { db, person, now: Date.now, random };
	await nameDevice(place);
	await setMeta(db, 'posts', posts);
	const end = await runCycle({ db, person, now: Date.now, fetch: (...args) => fetch(...args) });
	if (!end.complete) throw new Error(`the first sync ended with ${end.problem}`);
	setPlace(place);
	return db.loose.where('key').between('booking:', 'booking;').count();
}

/** What the questions are asked about. */
export interface Asked {
	campaignId: string;
	levyId: string;
	bookingId: string;
	/** What each answer must come to, so that nobody measures an empty page. */
	handFen: number;
}

/** A question of a page, answered as a whole: read, added up, ready to be drawn. Answers an amount, 分. */
const questions = {
	/** `FeesPage`: all open lists, and the cash that its person has. */
	lists: async () => {
		const [lists, cash] = await Promise.all([openLists(), inHandByCampaign('cash')]);
		lists.reduce((sum, { totals }) => addTotals(sum, totals), noTotals);
		return [...cash.values()].reduce((sum, fen) => sum + fen, 0);
	},
	/** `FeeBoardPage`: the board of one unit with its running total. */
	board: async ({ levyId, campaignId }: Asked) => {
		const [board, , cash] = await Promise.all([
			feeBoard(levyId),
			householdSigns(),
			inHandByCampaign('cash')
		]);
		totalsOf([board!.levy]);
		return cash.get(campaignId) ?? 0;
	},
	/** `HandOverPage`: the cash in hand with the bookings by which it came. */
	hand: async () => (await inHand('cash')).reduce((sum, { fen }) => sum + fen, 0),
	/** `MoneyPage`: all campaigns with their totals. */
	campaigns: async () => (await campaigns()).reduce((sum, { totals }) => sum + totals.takenFen, 0),
	/** `CampaignPage`, at once: all balances of one campaign. */
	figures: async ({ campaignId }: Asked) => {
		const { totals, accounts } = await sumsOf(campaignId);
		return figuresIn(totals, accounts).inHands;
	},
	/** `CampaignPage`, then: the whole books of one campaign, down to what can be tapped. */
	books: async ({ campaignId }: Asked) => {
		const { hands } = overviewOf((await booksOf(campaignId))!);
		return hands.reduce((sum, { cashFen }) => sum + cashFen, 0);
	},
	/** Of that, the adding alone, without the disk. */
	adding: async ({ campaignId }: Asked) => {
		const books = await booksOf(campaignId);
		const since = performance.now();
		balancesOf(books!.standing);
		overviewOf(books!);
		stepsOf(books!.standing, 'got');
		return since;
	},
	/** The floor: one record by its key. */
	record: async ({ bookingId }: Asked) =>
		inHandFen((await readBody<Booking>(place.db, 'booking', bookingId))!),
	/** The naive way to somebody's cash in hand: adding up all there is. */
	all: async () => {
		const bookings = await bodiesOfKind<Booking>(place.db, 'booking');
		return bookings.reduce((sum, one) => sum + inHandFen(one), 0);
	}
};

/** The name of a question. */
export type Question = keyof typeof questions;

/** Asks once; ms, and the amount that was found. */
export async function ask(question: Question, asked: Asked): Promise<{ ms: number; fen: number }> {
	const since = performance.now();
	const fen = await questions[question](asked);
	const ms = performance.now() - (question === 'adding' ? fen : since);
	return { ms, fen };
}
