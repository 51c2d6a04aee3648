import { allShelves } from '$lib/store/read-shelves';
import { idOf } from '$lib/domain/test-world';
import type { Visit } from '$lib/domain/visit/schema';
import type { ArchiveEntry, BaseRow, OutboxEntry, PersonDb, StoredRow } from '$lib/store/db';
import { getMeta } from '$lib/store/meta';
import type { Shelf } from '$lib/domain/tile';
import type { Book } from './book';
import { checkBoard, must, same } from './check-board';
import { plainOf, unitOf, type Unit } from './ground';
import { happen, type PlainAct, type PlainVisit } from './plain';
import type { ModelPhone } from './phone';
import { actOf, type PlainServer } from './server';

/** Holds what lies on the disk against the book and the server's memory. Every breach is a sentence. */

/** Everything on the disk that a promise speaks of. */
interface Disk {
	rows: Map<string, StoredRow>;
	base: Map<string, BaseRow>;
	outbox: OutboxEntry[];
	archive: ArchiveEntry[];
	shelves: Shelf[];
	units: Unit[];
	isComplete: boolean;
}

async function readDisk(db: PersonDb): Promise<Disk> {
	const posts = (await getMeta(db, 'posts')) ?? [];
	const labels: Unit[] = ['U', 'U2', 'V'];
	return {
		rows: new Map((await db.rows.all()).map((row) => [row.key, row])),
		base: new Map((await db.base.toArray()).map((base) => [base.key, base])),
		outbox: await db.outbox.orderBy('seq').toArray(),
		archive: await db.archive.orderBy('seq').toArray(),
		shelves: await allShelves(db),
		units: labels.filter((unit) => posts.some((post) => post.areaId === idOf(unit))),
		isComplete: (await getMeta(db, 'firstSyncDone')) ?? false
	};
}

/** The confirmed row of a record on this disk. */
export const confirmedOf = (disk: Pick<Disk, 'rows' | 'base'>, key: string): StoredRow | null => {
	const base = disk.base.get(key);
	if (base) return base.row;
	const row = disk.rows.get(key);
	return row && row.seq > 0 ? row : null;
};

/** Checks every promise that holds at any moment. */
export async function checkPhone(
	phone: ModelPhone,
	book: Book,
	server: PlainServer,
	{ isInOrder = true } = {}
): Promise<void> {
	must(server.breaches.length === 0, server.breaches.join('; '));
	const disk = await readDisk(phone.tabs[0]!);
	checkWork(disk, book, server, isInOrder);
	checkConfirmed(disk, book, server, phone.actor.personId);
	checkHopes(disk, phone.actor.personId);
	checkBoard([...disk.rows.values()], disk.shelves);
	await checkDrafts(phone, book);
	must(!book.isWiped || !disk.isComplete, 'a first download is said to be whole and never came');
}

/** Everything acknowledged is there once, in its order, and stands where server and person have put it. */
function checkWork(disk: Disk, book: Book, server: PlainServer, isInOrder: boolean): void {
	const all = [...disk.outbox, ...disk.archive].sort((a, b) => a.seq - b.seq);
	const ids = new Set(all.map((entry) => entry.opId));
	must(ids.size === all.length, 'an operation lies both in the outbox and in the archive');
	const saved = new Map(book.saved.map((entry) => [entry.opId, entry]));
	for (const { opId, operation } of all)
		if (!saved.has(opId)) {
			must(book.adopt(operation), `nobody saved ${operation.command} ${operation.seq}`);
			saved.set(opId, book.saved.at(-1)!);
		}
	book.unsure = null;
	for (const entry of book.saved) {
		must(ids.has(entry.opId), `${entry.command} was saved and is gone`);
		const { operation } = all.find(({ opId }) => opId === entry.opId)!;
		must(same(operation.args, entry.args), `${entry.command} was saved with other words`);
	}
	must(
		all.every((entry, i) => entry.seq === i + 1 && entry.operation.seq === i + 1),
		`numbers with gaps: ${all.map((entry) => entry.seq).join()}`
	);
	const order = all.map((entry) => entry.opId);
	if (isInOrder)
		must(
			same(
				order,
				book.saved.map((entry) => entry.opId)
			),
			'operations are numbered in another order than they were saved'
		);
	for (const entry of all) checkStanding(entry, book, server);
}

function checkStanding(entry: OutboxEntry | ArchiveEntry, book: Book, server: PlainServer): void {
	const { opId, state } = entry;
	const what = `${entry.operation.command} ${entry.seq}`;
	const settled = book.settled.get(opId);
	if (settled)
		return must(settled.includes(state), `${what} was ${settled.join()} and stands as ${state}`);
	if (state === 'waiting') return;
	const given = server.log.get(opId)?.receipts.some((receipt) => same(receipt, entry.receipt));
	must(given === true, `${what} stands as ${state}, which the server never said`);
	must(entry.receipt!.result === state, `${what} stands as ${state}, the receipt says otherwise`);
}

/** Nothing that came from the server is other than the server sent it, for anybody else, or older than before. */
function checkConfirmed(disk: Disk, book: Book, server: PlainServer, personId: string): void {
	for (const key of new Set([...disk.rows.keys(), ...disk.base.keys()])) {
		const row = confirmedOf(disk, key);
		if (!row) continue;
		const before = server.history.get(key)?.find((one) => one.seq === row.seq);
		must(before !== undefined, `${key} stands at a number that the server never gave`);
		must(same(before.body, row.body), `${key} ${row.seq} is not what the server sent`);
		must(row.seq >= (book.seen.get(key) ?? 0), `${key} went back to an earlier number`);
		book.seen.set(key, row.seq);
		const unit = (['U', 'U2', 'V'] as const).find((one) => row.home.startsWith(idOf(one)));
		const isTheirs = !unit || (unit === 'V') === (personId === idOf('B'));
		must(isTheirs, `${key} of unit ${unit} lies with somebody who never looked after it`);
	}
}

/** A record shows what is confirmed with everything that waits on it done again, and nothing else. */
function checkHopes(disk: Disk, personId: string): void {
	const pending = disk.outbox.filter((entry) => entry.state !== 'refused');
	const pendingOn = (key: string) => pending.filter((entry) => entry.keys.includes(key));
	for (const [key, row] of disk.rows) {
		const isKept = row.seq > 0 || pendingOn(key).length > 0;
		must(isKept, `${key} lies there, neither sent by the server nor waiting`);
	}
	for (const key of disk.base.keys())
		must(pendingOn(key).length > 0, `${key} is kept aside for nothing`);
	if (!disk.isComplete) return;
	const keys = [...disk.rows.keys(), ...pending.flatMap((entry) => entry.keys)];
	for (const key of new Set(keys.filter((one) => one.startsWith('visit:')))) {
		const confirmed = confirmedOf(disk, key);
		let hoped = confirmed ? plainOf(confirmed.body as Visit) : undefined;
		const waiting = pendingOn(key);
		for (const { operation } of waiting) hoped = happen(hoped, actOf(operation), personId) ?? hoped;
		const householdId = hoped?.householdId ?? '';
		const unit = unitOf[householdId];
		const isDoorHere = disk.rows.get(`household:${householdId}`)?.body ?? null;
		// What waits in an area that left the person is judged by the server alone.
		if (waiting.length > 0 && (!unit || !disk.units.includes(unit) || !isDoorHere)) continue;
		const row = disk.rows.get(key);
		const shown = row ? plainOf(row.body as Visit) : undefined;
		must(same(shown, hoped), `${key} shows ${brief(shown)} instead of ${brief(hoped)}`);
	}
}

const brief = (visit: PlainVisit | undefined): string =>
	visit
		? `${visit.said.map((said) => said.result).join('>')}${visit.isWithdrawn ? ' (withdrawn)' : ''}`
		: 'nothing';

async function checkDrafts(phone: ModelPhone, book: Book): Promise<void> {
	const { unsureDraft } = book;
	book.unsureDraft = null;
	if (unsureDraft) {
		const there = await phone.readDraft(unsureDraft.key);
		const { key, words } = unsureDraft;
		must(there === words || there === book.drafts.get(key), `the form ${key} holds neither words`);
		if (there === undefined) book.drafts.delete(key);
		else book.drafts.set(key, there);
	}
	const kept = await phone.tabs[0]!.drafts.count();
	must(kept === book.drafts.size, `${kept} forms are kept instead of ${book.drafts.size}`);
	for (const [key, words] of book.drafts)
		must((await phone.readDraft(key)) === words, `the form ${key} has lost its words`);
}

/** After a whole cycle: nothing waits that could have gone, every receipt is in, and the rows are the server's. */
export async function checkRest(
	phone: ModelPhone,
	server: PlainServer,
	homes: readonly string[]
): Promise<void> {
	const disk = await readDisk(phone.tabs[0]!);
	must(disk.isComplete, 'everything has come and the first download is not said to be whole');
	const stuck = new Set<string>();
	for (const entry of disk.outbox) {
		const what = `${entry.operation.command} ${entry.seq}`;
		const isBehind = entry.keys.some((key) => stuck.has(key));
		must(entry.state !== 'waiting' || isBehind, `${what} still waits after a whole cycle`);
		if (entry.state === 'held') {
			const last = server.log.get(entry.opId)!.receipts.at(-1);
			must(same(last, entry.receipt), `${what} was decided, and its author is not told`);
		}
		for (const key of entry.keys) stuck.add(key);
	}
	const living = new Map(server.living(homes).map((row) => [`${row.kind}:${row.id}`, row.seq]));
	for (const [key, seq] of living) {
		const row = confirmedOf(disk, key);
		must(row?.seq === seq, `${key} lies here at ${row?.seq}, the server has it at ${seq}`);
	}
	for (const key of new Set([...disk.rows.keys(), ...disk.base.keys()])) {
		const row = confirmedOf(disk, key);
		if (!row || row.gone) continue;
		must(living.has(key), `${key} lies here, and the server has nothing of it for this person`);
	}
	must((await getMeta(phone.tabs[0]!, 'countsAgree')) === true, 'the counts are not said to agree');
}

/** Whether the phone has to say yes to an act: the door is here, the area is theirs, and the visit allows it. */
export async function mayHappen(phone: ModelPhone, act: PlainAct): Promise<boolean> {
	const disk = await readDisk(phone.tabs[0]!);
	const row = disk.rows.get(`visit:${act.visitId}`);
	const visit = row ? plainOf(row.body as Visit) : undefined;
	const householdId = act.does === 'log' ? act.householdId : (visit?.householdId ?? '');
	const unit = unitOf[householdId];
	if (!unit || !disk.units.includes(unit)) return false;
	if (act.does === 'log' && !disk.rows.get(`household:${householdId}`)?.body) return false;
	return happen(visit, act, phone.actor.personId) !== undefined;
}

/** Everything in the database, to compare before and after. */
export async function everything(db: PersonDb): Promise<string> {
	const tables = db.tables.map(async (table) => [table.name, await table.toArray()] as const);
	return JSON.stringify(await Promise.all(tables));
}
