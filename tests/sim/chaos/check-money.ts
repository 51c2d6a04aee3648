import { balancesOf } from '$lib/domain/ledger/balances';
import { shortIn } from '$lib/domain/ledger/flags';
import { standingOf } from '$lib/domain/ledger/standing';
import type { Booking } from '$lib/domain/booking/schema';
import { inHandFen, keeperOf, ledgerOf } from '$lib/domain/booking/select';
import type { Campaign } from '$lib/domain/campaign/schema';
import type { Levy } from '$lib/domain/levy/schema';
import type { Objection } from '$lib/domain/objection/schema';
import type { OperationsTable, RowsTable } from '$lib/server/db/tables';
import { Books, type Act } from './books';
import { fail } from './free';

/** The promises about money, held against books that were kept from the log alone. */

const bodiesOf = <T>(rows: readonly RowsTable[], kind: string): T[] =>
	rows.flatMap((row) => (row.kind === kind && row.body ? [JSON.parse(row.body) as T] : []));

/** Why a collection may be refused. Neither a closed campaign nor another's payment is among it. */
const nobodysMoney = /levyUnknown|notOnList|bookingExists|notAllowed|recordErased/;

/**
 * Promise 2 of money: what was done is there, once, and every sum that somebody reads is the sum of what was done.
 * Answers how often what was done.
 */
export function checkMoney(
	log: readonly OperationsTable[],
	rows: readonly RowsTable[]
): Map<string, number> {
	for (const { command, refusal, op_id } of log)
		if (command === 'fee.collect' && refusal && !nobodysMoney.test(refusal))
			fail(`money was taken by ${op_id} and refused: ${refusal}`);
	const books = Books.of(log);
	const levies = bodiesOf<Levy>(rows, 'levy');
	const bookings = bodiesOf<Booking>(rows, 'booking');
	checkActs(books, bookings);
	for (const levy of levies) checkList(levy, books);
	for (const campaign of bodiesOf<Campaign>(rows, 'campaign'))
		if (campaign.state !== 'draft') {
			const isOf = (one: { campaignId: string }) => one.campaignId === campaign.id;
			checkShares(campaign, levies.filter(isOf));
			checkAccounts(campaign.id, books, levies.filter(isOf), bookings.filter(isOf));
		}
	checkObjections(log, bodiesOf<Objection>(rows, 'objection'));
	return tallyOf(books, log);
}

/** How often what was done, so that nobody takes a promise for kept which never came to the test. */
function tallyOf(books: Books, log: readonly OperationsTable[]): Map<string, number> {
	const acts = [...books.acts.values()];
	const refunds = acts.flatMap((one) => [...one.refunds.values()]);
	const told = [
		...acts.map(({ kind, hasMoved }) => `${kind}${hasMoved ? '' : ' without effect'}`),
		...acts.flatMap(({ isLate }) => (isLate ? ['late money'] : [])),
		...acts.flatMap(({ isUndone }) => (isUndone ? ['undone'] : [])),
		...acts.flatMap(({ hand }) => (hand && !hand.isGiven ? ['known by code only'] : [])),
		...refunds.map(({ isUndone }) => `refund${isUndone ? ' undone' : ''}`),
		...log.flatMap(({ command, result }) =>
			/^(objection|campaign|fee)\./.test(command) ? [`${command} ${result}`] : []
		),
		...[...books.accounts].flatMap(([key, fen]) =>
			/cash|wallet/.test(key) && fen < 0 ? ['short'] : []
		)
	];
	const counts = new Map<string, number>();
	for (const one of told) counts.set(one, (counts.get(one) ?? 0) + 1);
	return counts;
}

/** Every act is a booking, and every booking an act, with the same words said about it. */
function checkActs(books: Books, bookings: readonly Booking[]): void {
	const byId = new Map(bookings.map((one) => [one.id, one]));
	for (const act of books.acts.values()) {
		const booking = byId.get(act.id);
		if (!booking) fail(`money ${act.id} was entered and is not there`);
		else if (toldOf(booking) !== toldBy(act))
			fail(`money ${act.id} was entered as ${toldBy(act)} and is ${toldOf(booking)}`);
	}
	for (const { id } of bookings) if (!books.acts.has(id)) fail(`nobody entered money ${id}`);
}

const sorted = (list: Iterable<string>) => [...list].sort().join('+');

/** A booking in words that the books have, too. */
function toldOf({ fact, by, no, isGiven, refunds, reversal, confirmations }: Booking): string {
	const hand = fact.kind === 'handOver' ? fact : undefined;
	const fen = 'fen' in fact ? fact.fen : sumOf(hand!.notes);
	const back = refunds.map((one) => `${one.id} ${one.fen} ${one.reversal !== null}`);
	const agreed = sorted(confirmations.map((one) => one.by.personId));
	const isLate = fact.kind === 'collection' && fact.isLate;
	const what = [fact.kind, by.personId, fen, no, isLate, isGiven, reversal !== null];
	return [...what, agreed, sorted(back)].join(' ');
}

function toldBy({ kind, by, fen, no, isLate, hand, refunds, isUndone, agreed }: Act): string {
	const back = [...refunds].map(([id, one]) => `${id} ${one.fen} ${one.isUndone}`);
	const what = [kind, by, fen, no, isLate, hand?.isGiven ?? true, isUndone];
	return [...what, sorted(agreed), sorted(back)].join(' ');
}

const sumOf = (notes: Record<string, number>) =>
	Object.entries(notes).reduce((sum, [value, count]) => sum + Number(value) * count, 0);

/** A list says of each household what it has paid, and counts its receipts. */
function checkList(levy: Levy, books: Books): void {
	const own = [...books.acts.values()].filter((one) => one.no !== null && one.levyId === levy.id);
	for (const which of ['taken', 'late'] as const) {
		const asked = own.flatMap(({ householdId }) => householdId ?? []);
		for (const householdId of new Set([...asked, ...Object.keys(levy[which])])) {
			const said = levy[which][householdId] ?? 0;
			const is = books.paid.get(`${levy.id} ${which} ${householdId}`) ?? 0;
			if (said !== is)
				fail(`list ${levy.id} says ${which} ${said} of ${householdId}, who paid ${is}`);
		}
	}
	if (levy.receipts !== own.length)
		fail(`list ${levy.id} counts ${levy.receipts} of ${own.length} receipts`);
}

/** What is asked of all households is the cost without what others give. */
function checkShares({ id, plan }: Campaign, levies: readonly Levy[]): void {
	const given = plan.sources.reduce((sum, { fen }) => sum + (fen === 'rest' ? 0 : fen), 0);
	const asked = levies.flatMap(({ shares }) => shares).reduce((sum, { fen }) => sum + fen, 0);
	if (asked !== plan.costFen - given)
		fail(`the lists of ${id} ask for ${asked} of ${plan.costFen - given}`);
}

/** The accounts sum to zero, and each of them says what the books say; nobody is short without being shown as that. */
function checkAccounts(
	campaignId: string,
	books: Books,
	levies: readonly Levy[],
	bookings: readonly Booking[]
): void {
	const standing = standingOf(ledgerOf(levies, bookings));
	const balances = new Map<string, number>(balancesOf(standing));
	const sum = [...balances.values()].reduce((all, fen) => all + fen, 0);
	if (sum !== 0) fail(`the accounts of ${campaignId} sum up to ${sum}`);
	const own = new Map(
		[...books.accounts].flatMap(([key, fen]) =>
			key.startsWith(campaignId) ? [[key.slice(campaignId.length + 1), fen]] : []
		)
	);
	for (const { shares } of levies)
		for (const { householdId, fen } of shares) {
			const account = `share:${householdId}`;
			own.set(account, (own.get(account) ?? 0) + fen);
			own.set('levy', (own.get('levy') ?? 0) - fen);
		}
	for (const account of new Set([...balances.keys(), ...own.keys()]))
		if ((balances.get(account) ?? 0) !== (own.get(account) ?? 0))
			fail(
				`${account} of ${campaignId} has ${balances.get(account)}, by the books ${own.get(account)}`
			);
	const short = new Set<string>(shortIn(standing).map(({ account }) => account));
	const inHands = new Map<string, number>();
	for (const one of bookings) {
		const keeper = keeperOf(one);
		if (!keeper) continue;
		const account = `${keeper.where}:${keeper.personId}`;
		inHands.set(account, (inHands.get(account) ?? 0) + inHandFen(one));
	}
	for (const [account, fen] of own) {
		const isHand = /^(cash|wallet):/.test(account);
		if ((isHand || account === 'community') && fen < 0 !== short.has(account))
			fail(`${account} of ${campaignId} is at ${fen}, and nobody is shown that`);
		if (isHand && (inHands.get(account) ?? 0) !== fen)
			fail(`${account} of ${campaignId} holds ${inHands.get(account)}, by the books ${fen}`);
	}
}

/** Objections and what was answered are there, in the words in which they came. */
function checkObjections(log: readonly OperationsTable[], objections: readonly Objection[]): void {
	const raised = new Map<string, string>();
	const answers = new Map<string, string[]>();
	for (const { command, result, args } of log) {
		if (result !== 'applied' || !command.startsWith('objection.')) continue;
		const { id, words } = JSON.parse(args) as { id: string; words: string };
		if (command === 'objection.answer') answers.set(id, [...(answers.get(id) ?? []), words]);
		else raised.set(id, words);
	}
	const byId = new Map(objections.map((one) => [one.id, one]));
	for (const [id, words] of raised) {
		const one = byId.get(id);
		if (one?.words !== words) fail(`objection ${id} was made and is not there`);
		const said = one!.answers.map((answer) => answer.words).join();
		if (said !== (answers.get(id) ?? []).join())
			fail(`objection ${id} has answers otherwise than they were given: ${said}`);
	}
	for (const { id } of objections) if (!raised.has(id)) fail(`nobody made objection ${id}`);
}
