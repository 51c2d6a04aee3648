import type { Kysely } from 'kysely';
import { readsOf, readsThen, type isKnownCommand } from '$lib/domain/handle';
import { readsOfHeld } from '$lib/domain/held/commands';
import type { Held } from '$lib/domain/held/schema';
import { mayComeToHold } from '$lib/domain/hold';
import type { Actor } from '$lib/domain/kernel/actor';
import type { RecordKey } from '$lib/domain/kernel/record';
import { discardName, type Receipt, type Row } from '$lib/protocol/envelope';
import { actorsOf } from '../db/actor';
import { communitiesOf, communityOf, communityOfActor, type AreaTree } from '../db/areas';
import type { TreeSource } from '../db/areas';
import type { OperationsTable, Tables } from '../db/tables';
import { ownersOf, writeDevices } from './devices';
import { heldIn, Hopes, judgeOrHold, loadOwners, type Owners } from './held';
import { boundedMoment, earlyReceipt, isEarly, type Incoming } from './incoming';
import { discardedBy, isForLater, isSame, judgeDiscard, logLine, neverLine } from './judge';
import { eventsOf, readLog, receiptOf, writeLog, type LoggedOperation } from './log';
import { Overlay } from './overlay';
import { placesOf } from './places';
import { readRecords, writeRecords, type Place } from './records';
import { rowsFor } from './reply-rows';
import { writeProjections } from './projections';

/** What one device sends in one go. */
export interface Push {
	personId: string;
	deviceId: string;
	operations: readonly Incoming[];
	/** Who brings them in the author's name, when it is not the author; the log keeps it. */
	carriedBy?: string;
}

/**
 * What becomes of it, and which of it the log had before; `unknownPerson` when the person never had an appointment, `otherDevice` when the device is
 * somebody else's.
 */
export type PushOutcome = { receipts: Receipt[]; rows: Row[]; known: string[] } | Turned;
type Turned = 'unknownPerson' | 'otherDevice';

/** What committing a group needs besides the pushes. */
export interface GroupContext {
	trees: TreeSource;
	/** Whether this server has learned a command; all of the registry unless a test plays an older server. */
	knows?: typeof isKnownCommand;
	receivedAt: number;
	onError(error: unknown): void;
}

/**
 * Judges the pushes one after the other and writes them, in the caller's transaction. The number of statements
 * does not grow with the number of operations. Throws only if the database does.
 */
export async function commitGroup(
	trx: Kysely<Tables>,
	pushes: readonly Push[],
	context: GroupContext
): Promise<PushOutcome[]> {
	const tree = await context.trees(trx);
	const actors = await actorsOf(trx, [...new Set(pushes.map((push) => push.personId))]);
	const owners = await ownersOf(trx, [...new Set(pushes.map((push) => push.deviceId))]);
	const turned = pushes.map(({ personId, deviceId }): Turned | undefined => {
		if (!actors.has(personId)) return 'unknownPerson';
		const owner = owners.get(deviceId) ?? personId;
		// A new device is its first sender's, within this group already.
		owners.set(deviceId, owner);
		return owner === personId ? undefined : 'otherDevice';
	});
	const welcome = pushes.filter((_, i) => !turned[i]);
	const outcomes = await commitWelcome(trx, tree, welcome, actors, context);
	return turned.map((reason) => reason ?? outcomes.shift()!);
}

/** The same for pushes whose person and device are known to belong together. */
async function commitWelcome(
	trx: Kysely<Tables>,
	tree: AreaTree,
	pushes: readonly Push[],
	actors: ReadonlyMap<string, Actor>,
	context: GroupContext
): Promise<Exclude<PushOutcome, Turned>[]> {
	const log = await loadLog(trx, tree, pushes, actors);
	const overlay = new Overlay(tree);
	await loadRecords(trx, tree, pushes, actors, log, overlay);
	const owners = await ownersFor(trx, tree, pushes, actors, log, overlay, context.receivedAt);
	const bench = { overlay, owners, receivedAt: context.receivedAt, onError: context.onError };
	const lines: OperationsTable[] = [];
	const judged = pushes.map((push) => {
		const actor = actors.get(push.personId)!;
		const community = communityOfActor(tree, actor);
		const own = ownCommunities(tree, actor);
		const touched = new Map<string, RecordKey>();
		const hopes = new Hopes(overlay);
		const heldNow = (opId: string) => overlay.get<Held>('held', opId);
		const applied: string[] = [];
		const knownBefore: string[] = [];
		const later = push.operations.findIndex(
			(one) => isForLater(one, context.knows) && !findLogged(log, own, one.opId)
		);
		const taken = later < 0 ? push.operations : push.operations.slice(0, later);
		const receipts = taken.map((incoming): Receipt => {
			const { opId } = incoming;
			const known = findLogged(log, own, opId);
			if (known && !isSame(known, incoming, actor.personId))
				return { opId, result: 'refused', refusal: { code: 'opIdTaken' } };
			if (known) knownBefore.push(opId);
			let line: LoggedOperation | undefined = known;
			let events = known && eventsOf(known);
			if (known?.result === 'held' && heldNow(opId)) hopes.add(heldNow(opId)!);
			if (!line) {
				const discarded = discardedBy(incoming) ?? '';
				const target = findLogged(log, own, discarded);
				const verdict =
					incoming.command.name === discardName && !incoming.misfit
						? judgeDiscard(incoming, actor, target, target && heldNow(discarded), bench)
						: judgeOrHold(incoming, actor, { ...bench, hopes });
				if (verdict.result === 'refused' && isEarly(incoming, context.receivedAt))
					return earlyReceipt(incoming, context.receivedAt);
				const { personId, deviceId, carriedBy } = push;
				const by = { community, personId, deviceId, receivedAt: context.receivedAt };
				const written = logLine(incoming, verdict, { ...by, ...(carriedBy ? { carriedBy } : {}) });
				lines.push(written);
				if (written.result === 'applied') applied.push(opId);
				log.set(`${community} ${opId}`, written);
				if (discarded && !target && written.result === 'applied') {
					const never = neverLine(written, discarded);
					lines.push(never);
					log.set(`${community} ${discarded}`, never);
				}
				line = written;
				events = verdict.result === 'refused' ? [] : verdict.events;
			}
			// The author's phone shall see what is there now: what it changed, or what stood in its way.
			const keys = line.result === 'applied' ? events! : readsOf(incoming.command);
			for (const key of keys) touched.set(`${key.kind}:${key.id}`, key);
			const held = heldNow(opId);
			// Of a held word in a case nobody hears but those who sit in it, as its record says.
			const path = held && !held.caseId ? overlay.pathOf(held.unitId) : undefined;
			return receiptOf(line, held, path && owners.of(path, actor.personId));
		});
		if (later >= 0) {
			const { opId } = push.operations[later]!;
			const since = context.receivedAt;
			receipts.push({ opId, result: 'held', forWhom: '', since, notYet: true });
		}
		const { personId, deviceId } = push;
		const seqs = taken.map(({ seq }) => seq);
		const work = { community, personId, deviceId, seqs, applied };
		return { actor, receipts, knownBefore, touched, work };
	});
	await writeLog(trx, lines);
	await writeDevices(
		trx,
		judged.map(({ work }) => work),
		context.receivedAt
	);
	await writeProjections(trx, overlay.changes());
	await writeRecords(trx, overlay.changes(), context.receivedAt);
	return judged.map(({ actor, receipts, knownBefore, touched }) => ({
		receipts,
		known: knownBefore,
		rows: rowsFor(actor, [...touched.values()], overlay, context.receivedAt)
	}));
}

const ownCommunities = (tree: AreaTree, actor: Actor): string[] => [
	...new Set(actor.posts.map((post) => communityOf(tree, post.areaId)))
];

type Log = Map<string, LoggedOperation>;

function findLogged(log: Log, communities: readonly string[], opId: string) {
	for (const community of communities) {
		const entry = log.get(`${community} ${opId}`);
		if (entry) return entry;
	}
	return undefined;
}

async function loadLog(
	trx: Kysely<Tables>,
	tree: AreaTree,
	pushes: readonly Push[],
	actors: ReadonlyMap<string, Actor>
): Promise<Log> {
	const communities = new Set<string>();
	const opIds = new Set<string>();
	for (const push of pushes) {
		const actor = actors.get(push.personId)!;
		for (const community of ownCommunities(tree, actor)) communities.add(community);
		for (const incoming of push.operations) {
			opIds.add(incoming.opId);
			const discarded = discardedBy(incoming);
			if (discarded) opIds.add(discarded);
		}
	}
	const entries = await readLog(trx, [...communities], [...opIds]);
	return new Map(entries.map((entry) => [`${entry.community} ${entry.op_id}`, entry]));
}

async function loadRecords(
	trx: Kysely<Tables>,
	tree: AreaTree,
	pushes: readonly Push[],
	actors: ReadonlyMap<string, Actor>,
	log: Log,
	overlay: Overlay
): Promise<void> {
	const load = async (keysOf: (incoming: Incoming, own: readonly string[]) => RecordKey[]) => {
		const places = new Map<string, Place>();
		for (const push of pushes) {
			const actor = actors.get(push.personId)!;
			const communities = communitiesOf(tree, actor);
			const own = ownCommunities(tree, actor);
			for (const incoming of push.operations)
				for (const place of placesOf(keysOf(incoming, own), tree, communities))
					if (!overlay.has(place[1], place[2])) places.set(place.join(), place);
		}
		for (const row of await readRecords(trx, [...places.values()])) overlay.load(row);
	};
	await load((incoming, own) => {
		const known = findLogged(log, own, incoming.opId);
		if (known) return eventsOf(known);
		const discarded = findLogged(log, own, discardedBy(incoming) ?? '');
		return [
			...(incoming.misfit ? [] : readsOf(incoming.command)),
			...(discarded?.result === 'held' ? eventsOf(discarded) : [])
		];
	});
	// What only the first records name (a held refund's receipt), and then what only those name (the receipt's list).
	const loadNamed = () =>
		load((incoming, own) => {
			const known = findLogged(log, own, incoming.opId);
			const held = known?.result === 'held' ? heldIn(eventsOf(known)) : undefined;
			if (held) return readsOfHeld(held, overlay);
			return known || incoming.misfit ? [] : readsThen(incoming.command, overlay);
		});
	await loadNamed();
	await loadNamed();
}

/** Who looks after the areas, asked only when something is held or may come to be. */
async function ownersFor(
	trx: Kysely<Tables>,
	tree: AreaTree,
	pushes: readonly Push[],
	actors: ReadonlyMap<string, Actor>,
	log: Log,
	overlay: Overlay,
	receivedAt: number
): Promise<Owners> {
	const communities = new Set<string>();
	for (const push of pushes) {
		const actor = actors.get(push.personId)!;
		const own = ownCommunities(tree, actor);
		const isAsked = push.operations.some((incoming) => {
			const known = findLogged(log, own, incoming.opId);
			if (known || incoming.misfit) return known?.result === 'held';
			const { opId, command } = incoming;
			const { at, clock } = boundedMoment(incoming, receivedAt);
			return mayComeToHold({ opId, command, actor, at, clock, receivedAt }, overlay);
		});
		if (isAsked) for (const community of own) communities.add(community);
	}
	return loadOwners(trx, tree, communities, receivedAt);
}
