import { sql } from 'kysely';
import type { ArchiveEntry, OutboxEntry, StoredRow } from '$lib/store/db';
import type { Erasure } from '$lib/domain/erasure/schema';
import type { Held } from '$lib/domain/held/schema';
import type { Question } from '$lib/domain/question/schema';
import type { Visit } from '$lib/domain/visit/schema';
import { dayOf } from '$lib/domain/kernel/day';
import { idOf } from '$lib/domain/test-world';
import { allShelves } from '$lib/store/read-shelves';
import { digestOfRow } from '$lib/store/rows';
import type { Row } from '$lib/protocol/envelope';
import type { OperationsTable, RowsTable } from '$lib/server/db/tables';
import type { World } from './acts';
import { checkBoard } from '../../model/check-board';
import { checkBorn, checkNumbers } from './check-ages';
import { checkCases } from './check-cases';
import { checkMoney } from './check-money';
import { checkSums } from './check-sums';
import { fail, freeToGo } from './free';
import { isWithin, noteScopes, noteSent, scopeOf } from './scope';
import type { ChaosPhone } from './phone';

/** The promises, told once more in words of their own: nothing here asks the rules that it checks. */

/** Promise 4: nothing outside of a scope leaves the server. Answers the breach, if there is one. */
export function checkReply(
	world: World,
	phone: ChaosPhone,
	path: string,
	text: string
): Error | undefined {
	const { rows = [] } = JSON.parse(text) as { rows?: Row[] };
	const scope = scopeOf(world, phone.actor.personId, dayOf(world.server.now()));
	const { personId } = phone.actor;
	for (const { home } of rows) if (home.includes(':case:')) noteSent(world, personId, home);
	const stray = rows.find((row) => !row.home.includes(':case:') && !isWithin(scope, row.home));
	return stray && new Error(`${path} sent ${phone.actor.name} a ${stray.kind} of ${stray.home}`);
}

/** Checks every promise of a healed world that has come to rest. Answers how many operations ended how, and what was done with money and in cases. */
export async function checkWorld(world: World): Promise<Map<string, number>> {
	await noteScopes(world);
	const { db } = world.server;
	// SQLite numbers the lines in the order in which they were judged and written.
	const log = await db
		.selectFrom('operations')
		.selectAll()
		.orderBy(sql`rowid`)
		.execute();
	const rows = await db.selectFrom('rows').selectAll().execute();
	const byId = new Map<string, OperationsTable>();
	for (const line of log) {
		if (byId.has(line.op_id)) fail(`operation ${line.op_id} is twice in the log`);
		byId.set(line.op_id, line);
	}
	const results = new Map([...checkMoney(log, rows), ...checkCases(log, rows)]);
	checkEffects(log, rows);
	for (const phone of world.phones) {
		if (phone.troubles.length > 0) throw phone.troubles[0];
		await checkWork(phone, byId, rows);
		await checkSame(world, phone, rows);
	}
	checkOrder(log);
	for (const { result, device_id } of log)
		if (device_id !== idOf('server')) results.set(result, (results.get(result) ?? 0) + 1);
	return results;
}

/** Promise 2 on the server: what the log says was applied is there, once. */
function checkEffects(log: readonly OperationsTable[], rows: readonly RowsTable[]): void {
	const visits = new Map(
		rows.flatMap((row) =>
			row.kind === 'visit' && row.body ? [[row.id, JSON.parse(row.body) as Visit] as const] : []
		)
	);
	const accepted = new Set(
		rows.flatMap((row) => {
			const held = row.kind === 'held' && row.body ? (JSON.parse(row.body) as Held) : undefined;
			return held?.state.name === 'accepted' ? [row.id] : [];
		})
	);
	checkNumbers(log, rows);
	checkBorn(log);
	checkErased(rows);
	const answers = new Map<string, number>();
	const questions = new Map(
		rows.flatMap((row) =>
			row.kind === 'question' ? [[row.id, JSON.parse(row.body!) as Question] as const] : []
		)
	);
	const amended = new Map<string, number>();
	for (const line of log) {
		if (line.refusal?.includes('unknownCommand'))
			fail(`${line.command} ${line.op_id} was refused for the server's age`);
		const isApplied = line.result === 'applied' || accepted.has(line.op_id);
		if (!isApplied) continue;
		const { id } = JSON.parse(line.args) as { id: string };
		if (line.command === 'visit.log' && !visits.has(id))
			fail(`visit ${id} was applied and is not there`);
		if (line.command === 'question.ask' && !questions.has(id))
			fail(`question ${id} was asked and is not there`);
		if (line.command === 'question.answer') answers.set(id, (answers.get(id) ?? 0) + 1);
		if (line.command === 'visit.amend') amended.set(id, (amended.get(id) ?? 0) + 1);
	}
	for (const [id, visit] of visits)
		if (visit.amendments.length !== (amended.get(id) ?? 0))
			fail(`visit ${id} has ${visit.amendments.length} amendments of ${amended.get(id) ?? 0}`);
	for (const [id, question] of questions)
		if (question.answers.length !== (answers.get(id) ?? 0))
			fail(`question ${id} has ${question.answers.length} answers of ${answers.get(id) ?? 0}`);
}

/** Once it was carried out, a deletion leaves no words behind, and whatever comes later brings none. */
function checkErased(rows: readonly RowsTable[]): void {
	const into = new Map<string, string>();
	for (const { kind, id, gone } of rows) {
		const to = kind === 'household' && gone ? (JSON.parse(gone) as { into?: string }).into : null;
		if (to) into.set(id, to);
	}
	const ends = (id: string): string => (into.has(id) ? ends(into.get(id)!) : id);
	const erased = new Set(
		rows.flatMap(({ kind, body }) => {
			const one = kind === 'erasure' && body ? (JSON.parse(body) as Erasure) : undefined;
			return one && one.clearedAt !== null ? [one.householdId] : [];
		})
	);
	for (const { kind, id, body } of rows) {
		if (body === null || (kind !== 'visit' && kind !== 'household')) continue;
		const householdId =
			kind === 'household' ? id : (JSON.parse(body) as { householdId: string }).householdId;
		if (!erased.has(ends(householdId))) continue;
		if (kind === 'household') fail(`household ${id} was deleted and is there`);
		const { first, amendments } = JSON.parse(body) as Visit;
		if ([first, ...amendments].some(({ words }) => words !== ''))
			fail(`visit ${id} still has words about a household that was deleted`);
	}
}

/** Promises 1 and 2 for one person: everything acknowledged is applied, or visible with its author, or given up. */
async function checkWork(
	phone: ChaosPhone,
	log: ReadonlyMap<string, OperationsTable>,
	rows: readonly RowsTable[]
): Promise<void> {
	const who = phone.actor.name;
	const outbox = new Map((await phone.db.outbox.toArray()).map((entry) => [entry.opId, entry]));
	const archive = new Map((await phone.db.archive.toArray()).map((entry) => [entry.opId, entry]));
	for (const opId of phone.saved)
		if (!outbox.has(opId) && !archive.has(opId)) fail(`${who} saved ${opId}, and it is gone`);
	const [late] = freeToGo([...outbox.values()].sort((a, b) => a.seq - b.seq));
	if (late) fail(`${who}'s ${late.operation.command} ${late.opId} still waits in a healed world`);
	for (const entry of outbox.values()) checkOpen(who, entry, log.get(entry.opId), rows);
	for (const entry of archive.values()) checkSettled(who, entry, log.get(entry.opId), rows);
}

function heldOf(rows: readonly RowsTable[], opId: string): Held | undefined {
	const row = rows.find(({ kind, id }) => kind === 'held' && id === opId);
	return row?.body ? (JSON.parse(row.body) as Held) : undefined;
}

function checkOpen(
	who: string,
	entry: OutboxEntry,
	line: OperationsTable | undefined,
	rows: readonly RowsTable[]
): void {
	const what = `${who}'s ${entry.operation.command} ${entry.opId}`;
	if (line?.result === 'applied') fail(`${what} was applied and its author is told otherwise`);
	if (entry.state === 'refused' && !entry.receipt) fail(`${what} is refused without a reason`);
	if (JSON.stringify(entry.receipt ?? '').includes('unknownCommand'))
		fail(`${what} was refused for the server's age`);
	if (entry.state !== 'held') return;
	if (line?.result !== 'held') fail(`${what} is said to be held and the server does not know it`);
	const held = heldOf(rows, entry.opId);
	if (held?.state.name !== 'waiting') fail(`${what} is held, but nobody is asked about it`);
	// Of a case whoever has the post answers for it, by whatever name.
	if (!held?.forWhom?.name && !held?.caseId) fail(`${what} is held for nobody`);
}

function checkSettled(
	who: string,
	entry: ArchiveEntry,
	line: OperationsTable | undefined,
	rows: readonly RowsTable[]
): void {
	const what = `${who}'s ${entry.operation.command} ${entry.opId}`;
	if (entry.state !== 'applied') {
		const isAccepted = heldOf(rows, entry.opId)?.state.name === 'accepted';
		if (line?.result === 'applied' || isAccepted) fail(`${what} was given up and yet applied`);
		return;
	}
	const isAfterHold = entry.receipt?.result === 'applied' && entry.receipt.afterHold;
	if (line?.result !== (isAfterHold ? 'held' : 'applied'))
		fail(`${what} was acknowledged and the server has it as ${line?.result}`);
}

/** Promise 4: within its scope a phone has what the server has, and nothing else. */
async function checkSame(
	world: World,
	phone: ChaosPhone,
	rows: readonly RowsTable[]
): Promise<void> {
	const scope = scopeOf(world, phone.actor.personId, dayOf(world.server.now()));
	const theirs = new Map(
		rows
			.filter((row) => row.body !== null && isWithin(scope, row.home))
			.map((row) => [`${row.kind}:${row.id}`, row])
	);
	const bases = new Map((await phone.db.base.toArray()).map(({ key, row }) => [key, row]));
	const here = await phone.db.rows.all();
	checkBoard(here, await allShelves(phone.db));
	await checkSums(phone);
	for (const row of here) {
		const confirmed: StoredRow | null = bases.has(row.key) ? bases.get(row.key)! : row;
		if (!confirmed || confirmed.gone) continue;
		const there = theirs.get(row.key);
		if (!there) fail(`${phone.actor.name} has ${row.key} of ${row.home}, and should not`);
		if (digestOfRow(confirmed!) !== there!.digest || confirmed!.seq !== there!.seq)
			fail(`${phone.actor.name} has ${row.key} otherwise than the server`);
		theirs.delete(row.key);
	}
	for (const key of theirs.keys()) fail(`${phone.actor.name} lacks ${key}`);
	for (const home of await phone.db.homes.toArray())
		if (home.digest !== home.theirs || home.live !== home.rows)
			fail(`${phone.actor.name} counts ${home.home} otherwise than the server`);
}

/** Per-device order: what one device did to one record was judged in the order in which it was done. */
function checkOrder(log: readonly OperationsTable[]): void {
	const last = new Map<string, number>();
	for (const line of log) {
		const isPhone = line.seq > 0 && line.device_id !== idOf('server');
		if (!isPhone || line.result !== 'applied') continue;
		const { id } = JSON.parse(line.args) as { id?: string };
		const key = `${line.device_id} ${id}`;
		if ((last.get(key) ?? 0) > line.seq) fail(`${line.command} ${line.op_id} came out of order`);
		last.set(key, line.seq);
	}
}
