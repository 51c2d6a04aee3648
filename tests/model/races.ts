import fc from 'fast-check';
import { installDisks } from '../sim/chaos/disk';
import { argsOf, noteDiscard } from './acts';
import { doors } from './ground';
import type { PlainAct } from './plain';
import { World } from './world';

/**
 * Two tabs of one person at the same moment. fast-check's scheduler decides which request, answer or transaction goes on
 * next, and finds the order in which something breaks.
 */

type Racer = { says: string; run: (world: World) => Promise<unknown> };

const save = async (world: World, tab: number, act: PlainAct, supersedes?: string) => {
	const entry = { command: `visit.${act.does}`, args: argsOf(act), supersedes };
	world.book.note(entry, await world.phone.save(tab, entry.command, entry.args, supersedes));
};

const firstIn = async (world: World, state: string) =>
	(await world.phone.tabs[0]!.outbox.where('state').equals(state).toArray())[0];

const logged = (visitId: string, door: number): PlainAct => {
	const householdId = doors[door]!;
	return { does: 'log', visitId, at: 0, householdId, result: 'nobody', words: '' };
};

const amended = (visitId: string, words: string): PlainAct => {
	return { does: 'amend', visitId, at: 0, result: 'matter', words };
};

/** What the person did before, by number: one visit received, one refused, one held, one waiting. */
async function prepare(world: World): Promise<string[]> {
	const visits: string[] = [];
	for (const verdict of ['yes', 'refuse', 'hold', null] as const) {
		const visitId = world.name();
		visits.push(visitId);
		await save(world, 0, logged(visitId, visits.length % 3));
		if (!verdict) continue;
		world.server.verdicts = [verdict];
		await world.sync(0);
	}
	return visits;
}

const racer = (visits: () => readonly string[]): fc.Arbitrary<Racer> => {
	const tab = fc.nat({ max: 1 });
	const one = fc.nat({ max: 3 });
	const saying = (says: string, run: Racer['run']): Racer => ({ says, run });
	return fc.oneof(
		tab.map((on) => saying(`sync ${on}`, (world) => world.phone.sync(on))),
		fc
			.tuple(tab, one)
			.map(([on, door]) =>
				saying(`log ${on} ${door}`, (world) => save(world, on, logged(world.name(), door % 3)))
			),
		fc
			.tuple(tab, one, fc.constantFrom('楼道灯不亮', '老人住院了'))
			.map(([on, which, words]) =>
				saying(`amend ${on} ${which} ${words}`, (world) =>
					save(world, on, amended(visits()[which]!, words))
				)
			),
		fc
			.tuple(tab, one)
			.map(([on, which]) =>
				saying(`withdraw ${on} ${which}`, (world) =>
					save(world, on, { does: 'withdraw', visitId: visits()[which]!, at: 0 })
				)
			),
		fc.tuple(tab, fc.constantFrom('refused', 'held')).map(([on, state]) =>
			saying(`discard ${on} ${state}`, async (world) => {
				const entry = await firstIn(world, state);
				if (entry && (await world.phone.discard(on, entry.opId)))
					await noteDiscard(world, entry.opId);
			})
		),
		tab.map((on) =>
			saying(`correct ${on}`, async (world) => {
				const entry = await firstIn(world, 'refused');
				if (entry) await save(world, on, logged(visits()[1]!, 0), entry.opId);
			})
		),
		tab.map((on) => saying(`lose ${on}`, (world) => world.phone.loseConnection(on))),
		fc.constantFrom(['U'] as const, ['U', 'U2'] as const).map((scope) =>
			saying(`reassign ${scope.join('+')}`, async (world) => {
				world.server.scopes.set(world.phone.actor.personId, [...scope]);
				await Promise.resolve();
			})
		)
	);
};

/** A few things at once, in any order of their steps; afterwards everything has to be where it belongs. */
export const anyRace = () => {
	let visits: readonly string[] = [];
	const racers = fc.array(
		racer(() => visits),
		{ minLength: 2, maxLength: 5 }
	);
	return fc.asyncProperty(fc.scheduler(), racers, async (scheduler, chosen) => {
		installDisks();
		const world = await World.open();
		try {
			visits = await prepare(world);
			world.phone.gate = (what) => scheduler.schedule(Promise.resolve(), what);
			const under = chosen.map(async ({ says, run }) => {
				await scheduler.schedule(Promise.resolve(), says);
				await run(world);
			});
			await scheduler.waitFor(Promise.all(under));
			world.phone.gate = null;
			await world.check({ isInOrder: false });
			for (const tab of [0, 1]) {
				await world.sync(tab);
				await world.check({ isInOrder: false });
			}
		} finally {
			world.phone.gate = null;
			world.close();
		}
	});
};
