import type { Sealing } from '$lib/store/sealing';
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

/** What the people of a world do; each tells in a few words what came of it. */

/** Everything that one seed plays with. */
export interface World {
	server: ChaosServer;
	network: Network;
	phones: ChaosPhone[];
	dice: () => number;
	serial: string;
	/** How its phones keep their records; in clear where there is none. */
	sealing: Sealing | undefined;
	/** Every photo that was taken, by its hash. */
	album: Map<string, Uint8Array>;
	/** How many things were named so far. */
	visits: number;
}

/** One of a list by the dice; undefined of an empty one. */
export const pick = <T>(dice: () => number, list: readonly T[]): T | undefined =>
	list[Math.floor(dice() * list.length)];

/** Anybody's phone. */
export const phoneOf = (world: World) => pick(world.dice, world.phones)!;
/** A name that nothing else has in this world. */
export const label = (world: World, what: string) => `${world.serial} ${what}${++world.visits}`;

/** The living rows of one kind on a phone; none of a dead one. */
export async function rowsOf(phone: ChaosPhone, kind: string): Promise<StoredRow[]> {
	if (phone.isDead) return [];
	const rows = await phone.db.rows.between(`${kind}:`, `${kind};`);
	return rows.filter((row) => !row.gone);
}

/** What somebody does; a browser that is killed meanwhile does nothing more. */
export const actOn = (world: World, phone: ChaosPhone): Promise<string> =>
	trying(phone, () => act(world, phone));

/** Something somebody does; 'killed' when their browser dies of it. */
export async function trying(phone: ChaosPhone, work: () => Promise<string>): Promise<string> {
	try {
		return await work();
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
		const way = dice();
		if (way < 0.5) return phone.act('household.merge', { id: one.id, into: two.id });
		return way < 0.8
			? phone.act('household.remove', { id: one.id, reason: 'movedAway' })
			: phone.act('erasure.ask', erasure(world, one.id));
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
export async function attend(world: World): Promise<string> {
	const phone = phoneOf(world);
	const open = await phone.unsettled();
	const entry = pick(world.dice, open);
	if (!entry) return 'nothing';
	if (world.dice() < 0.5 || entry.state === 'held') return phone.discard(entry.opId);
	const { command, args } = entry.operation;
	const fresh = { ...(args as object), id: idOf(label(world, 'again')) };
	return phone.act(command, command === 'visit.log' ? fresh : args, {
		supersedes: entry.opId,
		version: entry.operation.version
	});
}

/** Grids and units change hands, and sometimes back. */
export async function reassign(world: World): Promise<string> {
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

/** Somebody wants everything deleted that is kept on their household. */
const erasure = (world: World, householdId: string) => ({
	...{ id: idOf(label(world, 'erasure')), householdId },
	...{ residents: null, ground: 'asked' }
});

/** Somebody in the office, at a machine that never fails, changes the register under everybody's feet. */
export async function changeRegister(world: World): Promise<string> {
	const { server, dice } = world;
	const office = actorOf('office', 'C');
	if (dice() < 0.5) {
		const unit = pick(dice, ['U', 'U2', 'V'])!;
		const args = household(label(world, 'household'), unit, pick(dice, ['101', '102', '201'])!);
		return server.run(office, 'household.register', args);
	}
	const living = await server.db
		.selectFrom('rows')
		.select('id')
		.where('kind', '=', 'household')
		.where('body', 'is not', null)
		.orderBy('id')
		.execute();
	const one = pick(dice, living);
	if (!one) return 'nothing';
	if (dice() < 0.7)
		return server.run(office, 'household.remove', { id: one.id, reason: 'movedAway' });
	const asked = await server.run(office, 'erasure.ask', erasure(world, one.id));
	await server.erase();
	return `erasure ${asked}`;
}
