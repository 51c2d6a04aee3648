import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Command } from '$lib/domain/handle';
import type { Actor, Role } from '$lib/domain/kernel/actor';
import { uuid7 } from '$lib/domain/kernel/uuid';
import type { Id } from '$lib/domain/kernel/id';
import {
	protocolVersion,
	type Operation,
	type PullReply,
	type Receipt
} from '$lib/protocol/envelope';
import { createAccept, type Accept } from '../accept/run';
import { createTreeSource } from '../db/areas';
import { ensureEpoch } from '../db/epoch';
import { migrateToLatest } from '../db/migrate';
import { openDatabase, type Where } from '../db/open';
import type { Tables } from '../db/tables';
import { createSync, type SyncEngine } from './sync';

// A small town for the tests of the write path and of pulling: two communities, made through the rules themselves.

/** A fresh id. */
export const id = (): Id => uuid7(Date.now(), randomBytes(10));

/** A command in its first version. */
export const command = (name: string, args: unknown): Command => ({ name, version: 1, args });

/** The moment at which the tests look at the town. */
export const townNow = Date.parse('2026-11-20T10:00:00+08:00');
const founded = Date.parse('2026-01-05T09:00:00+08:00');

/** One unit of the town with its households. */
export interface TownUnit {
	id: Id;
	households: Id[];
	leader: Id;
}

/** A town over an open database. `clock` may be turned; `errors` are those that no rule foresaw. */
export interface Town {
	db: Kysely<Tables>;
	accept: Accept;
	sync: SyncEngine;
	clock: { now: number };
	errors: unknown[];
	subdistrict: { id: Id; admin: Id };
	/** The first has everything, the second a grid with one unit. */
	community: Id;
	otherCommunity: Id;
	grid: Id;
	units: [TownUnit, TownUnit];
	farUnit: TownUnit;
	people: { office: Id; worker: Id; farWorker: Id; formerWorker: Id };
	/** A second server process on the same database. */
	anotherSync(): Promise<SyncEngine>;
	close(): Promise<void>;
}

const resident = (relation = 0) => ({
	id: id(),
	name: '住户',
	pinyin: 'zhuhu',
	sex: 9,
	birthYear: null,
	relation,
	phone: null
});

/** Arguments of `household.register`. */
export const household = (unitId: Id, door: string, more: { id?: Id } = {}) => ({
	id: more.id ?? id(),
	unitId,
	door,
	no: null,
	tenure: 'unknown',
	needsCare: false,
	residents: [resident()],
	particulars: []
});

/** Founds the town. */
export async function foundTown(where: Where): Promise<Town> {
	const db = await openDatabase(where);
	await migrateToLatest(db);
	await ensureEpoch(db);
	const clock = { now: townNow };
	const errors: unknown[] = [];
	const now = () => clock.now;
	const accept = createAccept(db, createTreeSource(), now);
	const onError = (error: unknown) => void errors.push(error);
	const sync = createSync(db, { trees: createTreeSource(), now, onError });
	const others: Kysely<Tables>[] = [];

	const commands: Command[] = [];
	const addArea = (
		kind: string,
		parentId: Id | null,
		code: string | null,
		doors: string[] = []
	) => {
		const areaId = id();
		const floors = doors.map((no, i) => ({ no, floor: i + 1, use: 'home' }));
		const name = `${kind} ${commands.length}`;
		commands.push(command('area.add', { id: areaId, kind, name, code, parentId, doors: floors }));
		return areaId;
	};
	const appoint = (
		role: Role,
		areaId: Id,
		more: { person?: Id; to?: string; appointmentId?: Id } = {}
	) => {
		const personId = more.person ?? id();
		const { appointmentId = id(), to = null } = more;
		commands.push(
			command('appointment.make', {
				id: appointmentId,
				personId,
				name: '某人',
				role,
				areaId,
				from: '2026-01-05',
				to
			})
		);
		return personId;
	};
	const addUnit = (building: Id): TownUnit => {
		const doors = ['101', '201', '301'];
		const unit = addArea('unit', building, null, doors);
		const households = doors.map((door) => {
			const args = household(unit, door);
			commands.push(command('household.register', args));
			return args.id;
		});
		return { id: unit, households, leader: appoint('unitLeader', unit) };
	};

	const subdistrict = addArea('subdistrict', null, '150204003');
	const appointmentId = id();
	const admin = appoint('subdistrict', subdistrict, { appointmentId });
	const community = addArea('community', subdistrict, '150204003001');
	const otherCommunity = addArea('community', subdistrict, '150204003002');
	const grid = addArea('grid', community, '15020400300101');
	const building = addArea('building', grid, null);
	const units: [TownUnit, TownUnit] = [addUnit(building), addUnit(building)];
	const farGrid = addArea('grid', otherCommunity, '15020400300201');
	const farUnit = addUnit(addArea('building', farGrid, null));
	const people = {
		office: appoint('office', community),
		worker: appoint('gridWorker', grid),
		farWorker: appoint('gridWorker', farGrid),
		formerWorker: appoint('gridWorker', grid, { to: '2026-10-31' })
	};
	const founder: Actor = {
		personId: admin,
		name: '某人',
		posts: [
			{ appointmentId, role: 'subdistrict', areaId: subdistrict, from: '2026-01-05', to: null }
		]
	};
	const outcome = await accept.run(
		commands.map((one) => ({ command: one })),
		founder,
		{ at: founded, deviceId: id() }
	);
	if (!outcome.ok) throw new Error(`town: ${JSON.stringify([commands[outcome.index], outcome])}`);

	return {
		db,
		accept,
		sync,
		clock,
		errors,
		subdistrict: { id: subdistrict, admin },
		community,
		otherCommunity,
		grid,
		units,
		farUnit,
		people,
		async anotherSync() {
			const other = await openDatabase(where);
			others.push(other);
			return createSync(other, { trees: createTreeSource(), now, onError });
		},
		async close() {
			for (const one of [db, ...others]) await one.destroy();
		}
	};
}

/** A phone: counts its operations and wraps them up. */
export function phone(deviceId: Id = id()) {
	let seq = 0;
	return {
		deviceId,
		operation(name: string, args: unknown, more: Partial<Operation> = {}): Operation {
			seq += 1;
			const at = more.at ?? townNow;
			return {
				opId: id(),
				seq,
				command: name,
				version: 1,
				args,
				at,
				clock: `${townNow}-0000`,
				base: {},
				scope: 's',
				...more
			};
		},
		push: (operations: unknown[]) => ({ protocol: protocolVersion, deviceId, operations })
	};
}

/** Arguments of `visit.log`. */
export const visit = (householdId: Id, more: Record<string, unknown> = {}) => ({
	id: id(),
	householdId,
	result: 'home',
	needs: [],
	words: '',
	...more
});

/** `applied`, or the refusal's code and field. */
export const short = (receipt: Receipt | undefined): string =>
	!receipt
		? 'none'
		: receipt.result === 'refused'
			? [receipt.refusal.code, receipt.refusal.field].filter(Boolean).join(' ')
			: receipt.result;

/** Everything that a refused operation must leave as it was. */
export const stateOf = async (db: Kysely<Tables>) => ({
	rows: await db.selectFrom('rows').selectAll().orderBy('kind').orderBy('id').execute(),
	homes: await db.selectFrom('homes').selectAll().orderBy('home').execute()
});

/** A home's counter and count; zeros while nothing lives there. */
export async function homeOf(db: Kysely<Tables>, home: string) {
	const line = await db
		.selectFrom('homes')
		.select(['seq', 'rows'])
		.where('home', '=', home)
		.executeTakeFirst();
	return line ?? { seq: 0, rows: 0 };
}

/** A page as a phone reads it. */
export const pullFrom = async (
	sync: Pick<SyncEngine, 'pullText'>,
	...request: Parameters<SyncEngine['pullText']>
): Promise<PullReply> => JSON.parse(await sync.pullText(...request)) as PullReply;
