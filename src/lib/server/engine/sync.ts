import type { Kysely } from 'kysely';
import { accessEndedOn } from '$lib/domain/device/rules';
import type { isKnownCommand } from '$lib/domain/handle';
import { dayOf } from '$lib/domain/kernel/day';
import { leaseDays } from '$lib/domain/lease';
import {
	protocolVersion,
	type CompareReply,
	type CompareRequest,
	type HeadsReply,
	type HeadsRequest,
	type PullReply,
	type PullRequest,
	type PushReply
} from '$lib/protocol/envelope';
import { ownersOf, workOf } from '../accept/devices';
import { checkCarrier } from '../accept/carrier';
import { readOperation } from '../accept/incoming';
import { createPushQueue } from '../accept/queue';
import { actorOf } from '../db/actor';
import type { AreaTree, TreeSource } from '../db/areas';
import { epochOf } from '../db/epoch';
import { isPostgres } from '../db/open';
import type { Tables } from '../db/tables';
import { openOrder } from '../devices/contacts';
import { ProblemError } from '../http/problem';
import { headsFor } from '../pull/heads';
import { compareHome } from '../pull/compare';
import { pullPage, rowText } from '../pull/pull';
import type { LooseCarryRequest, LoosePushRequest } from './requests';

/**
 * Sync as the engine offers it. All throw `ProblemError`: `protocolNew` (409), `notAllowed` (403) without any
 * appointment, and with the field `deviceId` from a device that is somebody else's.
 */
export interface SyncEngine {
	/** Resolves once everything is on the disk. One receipt for each operation that has a usable id. */
	push(personId: string, request: LoosePushRequest): Promise<PushReply>;
	/**
	 * A push of somebody else's operations from a file, judged as that person's. `notAllowed` (403) with the field
	 * `personId` for whoever may not carry for them (see `checkCarrier`).
	 */
	carry(carrierId: string, request: LooseCarryRequest): Promise<PushReply>;
	heads(personId: string, request: HeadsRequest): Promise<HeadsReply>;
	/** A `PullReply` as finished JSON, so that a page crosses the threads as one text. */
	pullText(personId: string, request: PullRequest): Promise<string>;
	compare(personId: string, request: CompareRequest): Promise<CompareReply>;
	/** Whether the database answers; rejects when it does not. */
	health(): Promise<{ epoch: string }>;
	/** Resolves when every accepted push is on the disk. */
	settle(): Promise<void>;
}

/** What sync needs from outside. */
export interface SyncOptions {
	trees: TreeSource;
	/** Which commands this server has learned; all of today's unless a test plays an older one. */
	knows?: typeof isKnownCommand;
	/** How many days a phone may be read without contact. */
	lease?: number;
	/** Epoch ms. */
	now(): number;
	/** Told of errors that no rule foresaw. */
	onError(error: unknown): void;
}

/** PostgreSQL takes several transactions at once; more than this only made them wait for each other's counters. */
const postgresLanes = 4;

/** A phone keeps each person's data apart, under a device id of its own: another's id is a mix-up or a forgery. */
const otherDevice = () => new ProblemError(403, 'notAllowed', 'deviceId');

/** Builds sync over an open, migrated database. */
export function createSync(db: Kysely<Tables>, options: SyncOptions): SyncEngine {
	const { trees, now } = options;
	const lanes = isPostgres(db) ? postgresLanes : 1;
	const queue = createPushQueue(db, { ...options, lanes });

	const checkProtocol = (protocol: number) => {
		if (protocol > protocolVersion) throw new ProblemError(409, 'protocolNew');
	};

	/** Reads from one snapshot, with the person and the tree as they stand in it. */
	async function reading<T>(
		personId: string,
		deviceId: string,
		work: (trx: Kysely<Tables>, tree: AreaTree, actor: ActorHere, epoch: string) => Promise<T>
	): Promise<T> {
		const transaction = isPostgres(db)
			? db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
			: db.transaction();
		return transaction.execute(async (trx) => {
			const actor = await actorOf(trx, personId);
			if (!actor) throw new ProblemError(403, 'notAllowed');
			const owner = (await ownersOf(trx, [deviceId])).get(deviceId);
			if (owner !== undefined && owner !== personId) throw otherDevice();
			return work(trx, await trees(trx), actor, await epochOf(trx));
		});
	}

	/** Takes operations in as this person's, unless they were written for another epoch. */
	async function take(
		request: LoosePushRequest,
		by: { personId: string; carriedBy?: string }
	): Promise<PushReply> {
		checkProtocol(request.protocol);
		const epoch = await epochOf(db);
		if (request.epoch !== undefined && request.epoch !== epoch)
			return { epoch, now: now(), receipts: [], rows: [] };
		const received = now();
		const operations = request.operations.flatMap((raw) => readOperation(raw, received) ?? []);
		const outcome = await queue.add({ ...by, deviceId: request.deviceId, operations });
		if (outcome === 'unknownPerson') throw new ProblemError(403, 'notAllowed');
		if (outcome === 'otherDevice') throw otherDevice();
		const { known, ...rest } = outcome;
		return { epoch, now: now(), ...rest, ...(known.length > 0 ? { known } : {}) };
	}

	return {
		push: (personId, request) => take(request, { personId }),
		async carry(carriedBy, { personId, ...request }) {
			await checkCarrier(db, trees, { carrierId: carriedBy, authorId: personId }, now());
			return { ...(await take(request, { personId, carriedBy })), rows: [] };
		},
		heads: (personId, request) => {
			checkProtocol(request.protocol);
			return reading(personId, request.deviceId, async (trx, tree, actor, epoch) => {
				const { scope, token, heads } = await headsFor(trx, tree, actor, now());
				const ended = accessEndedOn(actor.posts, dayOf(now()));
				const order = await openOrder(trx, request.deviceId, personId);
				return {
					epoch,
					now: now(),
					token,
					scope: scope.version,
					posts: [...actor.posts],
					work: await workOf(trx, personId, request.deviceId),
					heads: token === request.token ? null : heads,
					lease: options.lease ?? leaseDays.usual,
					...(ended ? { ended } : {}),
					...(order ? { order: { id: order.id, kind: order.kind } } : {})
				};
			});
		},
		pullText: (personId, request) => {
			checkProtocol(request.protocol);
			return reading(personId, request.deviceId, async (trx, tree, actor, epoch) => {
				const { rows, cursors, more } = await pullPage(trx, tree, actor, request, now());
				const rest = JSON.stringify({ epoch, now: now(), cursors, more } satisfies Omit<
					PullReply,
					'rows'
				>);
				return `${rest.slice(0, -1)},"rows":[${rows.map(rowText).join(',')}]}`;
			});
		},
		compare: (personId, request) => {
			checkProtocol(request.protocol);
			return reading(personId, request.deviceId, async (trx, tree, actor, epoch) => ({
				epoch,
				now: now(),
				...(await compareHome(trx, tree, actor, request, now()))
			}));
		},
		health: async () => ({ epoch: await epochOf(db) }),
		settle: () => queue.idle()
	};
}

type ActorHere = NonNullable<Awaited<ReturnType<typeof actorOf>>>;
