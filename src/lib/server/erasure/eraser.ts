import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { CaseEntry, Dispute } from '$lib/domain/dispute/schema';
import { stageOf } from '$lib/domain/dispute/select';
import { forgetDay, isErasedCode } from '$lib/domain/erasure/select';
import { logDays, type AskErasure, type CarryOutErasure } from '$lib/domain/erasure/schema';
import { dayOf, type Day } from '$lib/domain/kernel/day';
import { parseHomeKey } from '$lib/domain/kernel/home';
import { uuid7 } from '$lib/domain/kernel/uuid';
import { attachmentsIn, namingKinds } from '$lib/domain/photo/naming';
import { inName, serverItself } from '../accept/own-actor';
import type { Accept } from '../accept/run';
import type { Tables } from '../db/tables';
import type { PhotoFolder } from '../photos/folder';
import { flushOld, forgetWords } from './forget';
import {
	householdsOf,
	leftBefore,
	openErasures,
	wordsAbout,
	type OpenErasure,
	type Words
} from './words-about';

/** As `erasure.carryOut` judges it: an open case is the other side's as well. */
const isOverIn = (dispute: Dispute): boolean => !['open', 'agreed'].includes(stageOf(dispute));

/** Records cleared in one transaction. */
const batch = 200;
const dayMs = 86_400_000;

/** What carries out requests for deletion on the server. */
export interface EraserOptions {
	now(): number;
	accept: Accept;
	/** Days after which what is left of a household that has left the register is deleted without being asked for. */
	leftDays: number;
	/** Null in tests without photos. */
	photos: Pick<PhotoFolder, 'remove'> | null;
	rest: (ms: number) => Promise<unknown>;
}

/** Carries out what was asked for, as far as it is due. */
export interface Eraser {
	/** Everything can be done twice, and a pass that was killed is made good by the next one. */
	pass(isStopping?: () => boolean): Promise<void>;
}

/**
 * Builds the eraser over a database that can be written. What it changes in rows it changes by commands, like everybody,
 * in the name of whoever recorded the request: so phones hear of it as of any other change.
 */
export function createEraser(db: Kysely<Tables>, options: EraserOptions): Eraser {
	const { now, accept, photos } = options;
	/** Whether nothing that was taken out can still be in the write-ahead log. At a start nobody knows. */
	let isFlushed = false;
	let askedOn: Day | undefined;

	async function carryOut(
		{ community, erasure }: OpenErasure,
		args: Omit<CarryOutErasure, 'id' | 'at'>
	): Promise<void> {
		const at = now();
		// The person's own appointment may have ended by now; the request stands all the same.
		const actor = inName(erasure.by, { community, at, appointmentId: erasure.id });
		const command = {
			name: 'erasure.carryOut',
			version: 1,
			args: { id: erasure.id, at, ...args } satisfies CarryOutErasure
		};
		const outcome = await accept.run([{ command }], actor, { at, deviceId: erasure.id });
		if (!outcome.ok) throw new Error(`erasure: ${outcome.refusal.code}`);
	}

	/** Once a day: whoever moved away so long ago need not ask any more, since the purpose is met (个人信息保护法, article 47). */
	async function askForOld(): Promise<void> {
		const at = now();
		if (askedOn === dayOf(at)) return;
		for (const { community, id, home } of await leftBefore(db, at - options.leftDays * dayMs)) {
			const erasureId = uuid7(at, randomBytes(10));
			const args: AskErasure = {
				...{ id: erasureId, householdId: id, unitId: parseHomeKey(home).areaId },
				...{ residents: null, ground: 'purposeMet' }
			};
			const command = { name: 'erasure.ask', version: 1, args };
			const actor = inName(serverItself, { community, at, appointmentId: erasureId });
			const outcome = await accept.run([{ command }], actor, { at, deviceId: erasureId });
			// Another server on the same database may have been faster.
			if (!outcome.ok && !isErasedCode(outcome.refusal.code))
				throw new Error(`erasure: ${outcome.refusal.code}`);
		}
		askedOn = dayOf(at);
	}

	/** Photos first: as long as a visit names them they are found again after a kill. */
	async function clear(one: OpenErasure): Promise<void> {
		await clearRecords(one, isOverIn);
		await carryOut(one, { records: [], reached: 'cleared' });
		isFlushed = false;
	}

	/** Of cases those for which `isMeant` holds. */
	async function clearRecords(
		one: OpenErasure,
		isMeant: (dispute: Dispute) => boolean
	): Promise<void> {
		const households = await householdsOf(db, one);
		const found = await wordsAbout(db, one, households);
		const going = new Set(found.disputes.filter(isMeant).map(({ id }) => id));
		const naming = found.naming.filter(
			({ kind, body }) => kind !== 'caseEntry' || going.has((body as CaseEntry).caseId)
		);
		for (const each of naming) await removePhotos(one.community, each);
		const { records } = found;
		for (let from = 0; from < records.length; from += batch)
			await carryOut(one, {
				records: records.slice(from, from + batch) as CarryOutErasure['records'],
				reached: null
			});
	}

	async function removePhotos(
		community: string,
		{ kind, id, body }: Words['naming'][number]
	): Promise<void> {
		for (const { named } of attachmentsIn(kind, body)) {
			const others = await db
				.selectFrom('rows')
				.select('id')
				.where('community', '=', community)
				.where('kind', 'in', namingKinds)
				.where('id', '!=', id)
				.where('body', 'like', `%${named.sha256}%`)
				.limit(1)
				.executeTakeFirst();
			if (others) continue;
			for (const table of ['photos', 'photos_gone'] as const)
				await db.deleteFrom(table).where('sha256', '=', named.sha256).execute();
			await photos?.remove(named.sha256);
		}
	}

	async function forget(due: readonly OpenErasure[], isStopping: () => boolean): Promise<void> {
		const wanted = [];
		for (const one of due) {
			const households = await householdsOf(db, one);
			const { records } = await wordsAbout(db, one, households);
			// A case that was open when the request came has had its time.
			await clearRecords(one, () => true);
			const ids = new Set([...households, ...records.map(({ id }) => id)]);
			wanted.push({ erasure: one.erasure.id, ids, until: one.erasure.clearedAt! });
		}
		const isDone = await forgetWords(db, wanted, { rest: options.rest, isStopping });
		if (!isDone) return;
		for (const one of due) await carryOut(one, { records: [], reached: 'forgotten' });
		isFlushed = false;
	}

	return {
		async pass(isStopping = () => false) {
			await askForOld();
			const open = await openErasures(db);
			for (const one of open) {
				if (isStopping()) return;
				if (one.erasure.clearedAt === null) await clear(one);
			}
			const today = dayOf(now());
			const isDue = ({ erasure }: OpenErasure) =>
				erasure.clearedAt !== null &&
				forgetDay(erasure) <= today &&
				now() - erasure.clearedAt >= logDays * dayMs;
			const due = open.filter(isDue);
			if (due.length > 0) await forget(due, isStopping);
			if (!isFlushed && open.length > 0) isFlushed = await flushOld(db);
		}
	};
}
