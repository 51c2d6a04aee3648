import type { Visit } from '$lib/domain/visit/schema';
import type { Household } from '$lib/domain/household/schema';
import { dayOf } from '$lib/domain/kernel/day';
import type { Role } from '$lib/domain/kernel/actor';
import { actorOf, idOf } from '$lib/domain/test-world';
import type { StoredRow } from '$lib/store/db';
import { boss, household, visit } from '../world';
import type { Network } from './network';
import type { ChaosPhone } from './phone';
import type { ChaosServer } from './server';

/** Everything that one seed plays with. */
export interface World {
	server: ChaosServer;
	network: Network;
	phones: ChaosPhone[];
	dice: () => number;
	serial: string;
	/** How many things were named so far. */
	visits: number;
}

/** Something that can happen. `make` tells in a few words what did. */
export interface Move {
	name: string;
	weight: number;
	/** Whether it can happen now; always, where it does not say. */
	isPossible?(world: World): boolean;
	make(world: World): Promise<string>;
}

const pick = <T>(dice: () => number, list: readonly T[]): T | undefined =>
	list[Math.floor(dice() * list.length)];

/** One of the moves, by weight. */
export function choose(list: readonly Move[], dice: () => number): Move {
	const all = list.reduce((sum, move) => sum + move.weight, 0);
	let at = dice() * all;
	return list.find((move) => (at -= move.weight) < 0) ?? list[0]!;
}

const phoneOf = (world: World) => pick(world.dice, world.phones)!;
const label = (world: World, what: string) => `${world.serial} ${what}${++world.visits}`;

async function rowsOf(phone: ChaosPhone, kind: string): Promise<StoredRow[]> {
	if (phone.isDead) return [];
	const rows = await phone.db.rows.where('key').between(`${kind}:`, `${kind};`).toArray();
	return rows.filter((row) => !row.gone);
}

/** What somebody does; a browser that is killed meanwhile does nothing more. */
async function actOn(world: World, phone: ChaosPhone): Promise<string> {
	try {
		return await act(world, phone);
	} catch (error) {
		if (phone.isDead) return 'killed';
		throw error;
	}
}

async function act(world: World, phone: ChaosPhone): Promise<string> {
	const { dice } = world;
	const isOffice = phone.actor.name.startsWith('office');
	const kind = dice();
	if (isOffice && kind < 0.25) {
		const home = pick(dice, ['U', 'U2', 'V'])!;
		const door = pick(dice, ['101', '102', '201', '202'])!;
		const args = household(label(world, 'household'), home, door);
		return phone.act('household.register', args);
	}
	if (isOffice && kind < 0.4) {
		const homes = await rowsOf(phone, 'household');
		const [one, two] = [pick(dice, homes), pick(dice, homes)];
		if (!one || !two) return 'nothing';
		return dice() < 0.5
			? phone.act('household.merge', { id: one.id, into: two.id })
			: phone.act('household.remove', { id: one.id, reason: 'movedAway' });
	}
	const visits = await rowsOf(phone, 'visit');
	const one = pick(dice, visits);
	const seen = (one?.body as Visit | undefined)?.amendments.length ?? 0;
	if (isOffice && one && kind < 0.75)
		return dice() < 0.5
			? phone.act('visit.accept', { id: one.id, seen })
			: phone.act('visit.return', { id: one.id, seen, comment: '再问一下' });
	if (one && kind < 0.55)
		return phone.act('visit.amend', {
			id: one.id,
			result: 'matter',
			needs: ['repair'],
			words: `第 ${world.visits} 句`
		});
	if (one && kind < 0.62) return phone.act('visit.withdraw', { id: one.id });
	if (kind < 0.68 && !isOffice) {
		const held = pick(dice, await rowsOf(phone, 'held'));
		if (held)
			return dice() < 0.5
				? phone.act('held.accept', { opId: held.id })
				: phone.act('held.decline', { opId: held.id, reason: '不是我们的' });
	}
	const homes = await rowsOf(phone, 'household');
	const home = (pick(dice, homes)?.body as Household | undefined)?.id ?? idOf('H1');
	return phone.act('visit.log', {
		...visit(label(world, 'visit'), 'H1'),
		householdId: home,
		words: `走访 ${world.visits}`
	});
}

/** The author deals with something under 需处理: discards it, or enters it once more. */
async function attend(world: World): Promise<string> {
	const phone = phoneOf(world);
	const open = await phone.unsettled();
	const entry = pick(world.dice, open);
	if (!entry) return 'nothing';
	if (world.dice() < 0.5 || entry.state === 'held') return phone.discard(entry.opId);
	const { command, args } = entry.operation;
	const fresh = { ...(args as object), id: idOf(label(world, 'again')) };
	return phone.act(command, command === 'visit.log' ? fresh : args, entry.opId);
}

/** Grids and units change hands, and sometimes back. */
async function reassign(world: World): Promise<string> {
	const { server, dice } = world;
	const phone = pick(dice, world.phones.slice(0, 3))!;
	const role: Role = phone.actor.name.startsWith('unit') ? 'unitLeader' : 'gridWorker';
	const places = role === 'unitLeader' ? ['U', 'U2'] : ['G', 'G2'];
	const posts = await server.db
		.selectFrom('posts')
		.selectAll()
		.where('person_id', '=', phone.actor.personId)
		.where('to_day', 'is', null)
		.execute();
	const today = dayOf(server.now());
	const yesterday = dayOf(server.now() - 86_400_000);
	const told: string[] = [];
	const leaving = pick(dice, posts);
	if (leaving && dice() < 0.7)
		told.push(
			`ends ${await server.run(boss, 'appointment.end', { id: leaving.appointment_id, on: yesterday })}`
		);
	if (dice() < 0.7) {
		const area = pick(dice, places)!;
		const { personId, name } = phone.actor;
		const id = idOf(label(world, 'post'));
		const args = { id, personId, name, role, areaId: idOf(area), from: today, to: null };
		told.push(`${area} ${await server.run(boss, 'appointment.make', args)}`);
	}
	return `${phone.actor.name} ${told.join(' ')}`;
}

/** Lets one to three letters go their ways, at the same moment. */
async function deliver(world: World, fate: 'deliver' | 'double' | 'lose'): Promise<string> {
	const told: string[] = [];
	const works: Promise<void>[] = [];
	const many = 1 + Math.floor(world.dice() * 3);
	for (let i = 0; i < many && world.network.letters.length > 0; i++) {
		const letter = world.network.take(Math.floor(world.dice() * world.network.letters.length));
		told.push(letter.kind);
		works.push(letter[fate]());
	}
	await Promise.all(works);
	return told.join(' ');
}

const hasLetters = ({ network }: World) => network.letters.length > 0;

const day = 86_400_000;

/** Everything that can happen, with how often it does. */
export const moves: readonly Move[] = [
	{
		name: 'act',
		weight: 22,
		async make(world) {
			const phone = phoneOf(world);
			return `${phone.actor.name} ${await actOn(world, phone)}`;
		}
	},
	{
		name: 'begin',
		weight: 22,
		async make(world) {
			const phone =
				pick(
					world.dice,
					world.phones.filter((one) => !one.isDead)
				) ?? phoneOf(world);
			return `${phone.actor.name} ${await phone.begin(Math.floor(world.dice() * 2))}`;
		}
	},
	{
		name: 'deliver',
		isPossible: hasLetters,
		weight: 60,
		make: (world) => deliver(world, 'deliver')
	},
	{ name: 'double', isPossible: hasLetters, weight: 6, make: (world) => deliver(world, 'double') },
	{ name: 'lose', isPossible: hasLetters, weight: 8, make: (world) => deliver(world, 'lose') },
	{
		// Somebody saves while a reply is being taken in.
		name: 'both',
		weight: 8,
		async make(world) {
			const phone = phoneOf(world);
			const [a, b] = await Promise.all([deliver(world, 'deliver'), actOn(world, phone)]);
			return `${a} / ${phone.actor.name} ${b}`;
		}
	},
	{ name: 'attend', weight: 4, make: attend },
	{ name: 'reassign', weight: 4, make: reassign },
	{
		name: 'tab',
		weight: 3,
		async make(world) {
			const phone = phoneOf(world);
			await phone.openTab();
			return phone.actor.name;
		}
	},
	{
		name: 'kill phone',
		weight: 5,
		make(world) {
			const phone = phoneOf(world);
			const requests = 1 + Math.floor(world.dice() * 60);
			phone.killAfter(requests);
			return Promise.resolve(`${phone.actor.name} after ${requests}`);
		}
	},
	{
		name: 'restart phone',
		weight: 20,
		isPossible: (world) => world.phones.some((one) => one.isDead),
		async make(world) {
			const phone = world.phones.find((one) => one.isDead)!;
			await phone.restart();
			return phone.actor.name;
		}
	},
	{
		name: 'kill server',
		weight: 4,
		make(world) {
			const statements = 1 + Math.floor(world.dice() * 12);
			world.server.killAfter(statements);
			return Promise.resolve(`after ${statements}`);
		}
	},
	{
		name: 'restart server',
		weight: 20,
		isPossible: (world) => world.server.isDead,
		make(world) {
			world.server.revive();
			return Promise.resolve('');
		}
	},
	{
		name: 'disk',
		weight: 4,
		make(world) {
			const phone = phoneOf(world);
			const isFull = world.dice() < 0.3;
			phone.setFull(isFull);
			return Promise.resolve(`${phone.actor.name} ${isFull ? 'full' : 'has room'}`);
		}
	},
	{
		name: 'signal',
		weight: 5,
		make({ network, ...world }) {
			const phone = phoneOf(world as World);
			if (!network.partitioned.delete(phone)) network.partitioned.add(phone);
			return Promise.resolve(`${phone.actor.name} ${!network.partitioned.has(phone)}`);
		}
	},
	{
		name: 'clock',
		weight: 3,
		make(world) {
			const phone = phoneOf(world);
			phone.skew = world.dice() < 0.3 ? 0 : Math.floor((world.dice() - 0.5) * 8 * day);
			return Promise.resolve(`${phone.actor.name} ${(phone.skew / day).toFixed(1)} d`);
		}
	},
	{
		name: 'time',
		weight: 4,
		make(world) {
			const hours = Math.floor(world.dice() * 30);
			world.server.advance(hours * 3_600_000);
			return Promise.resolve(`${hours} h`);
		}
	},
	{ name: 'backup', weight: 2, make: (world) => world.server.backup().then(() => '') },
	{
		name: 'restore',
		weight: 1.5,
		make: async (world) => String(await world.server.restore())
	}
];
