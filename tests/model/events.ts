import fc from 'fast-check';
import { acts, choose, command, killedIn, number, tab } from './acts';
import { doors, units } from './ground';
import type { Fate } from './phone';
import type { Verdict } from './server';

/** What happens to a phone: a line, a server, a disk and a browser, each in its moods, and the other person. */

const fate = fc.constantFrom<Fate>('pass', 'pass', 'lost', 'answerLost');
const verdict = fc.constantFrom<Verdict>('yes', 'yes', 'refuse', 'hold');
/** Half of all cycles go well. */
const fates = fc.oneof(fc.constant<Fate[]>([]), fc.array(fate, { maxLength: 5 }));

const sync = fc
	.record({
		tab,
		verdicts: fc.array(verdict, { maxLength: 4 }),
		fates,
		killIn: fc.option(fc.integer({ min: 1, max: 150 }), { freq: 4 })
	})
	.map((chosen) =>
		command(`sync ${JSON.stringify(chosen)}`, async (world) => {
			world.server.verdicts = [...chosen.verdicts];
			if (chosen.killIn)
				await killedIn(world, chosen.killIn, () => world.phone.sync(chosen.tab, chosen.fates));
			else if (world.phone.isFull || chosen.fates.some((one) => one !== 'pass'))
				await world.phone.sync(chosen.tab, chosen.fates);
			else await world.sync(chosen.tab);
			world.server.verdicts = [];
			// A whole cycle ends the first download, also where the last word of it was lost.
			if (await world.phone.tabs[0]!.meta.get('firstSyncDone')) world.book.isWiped = false;
		})
	);

const latePage = fc.record({ tab, which: fc.nat({ max: 12 }) }).map((chosen) =>
	command(`a page arrives again ${JSON.stringify(chosen)}`, async (world) => {
		const page = choose(world.server.pages.get(world.phone.actor.personId) ?? [], chosen.which);
		if (page) await world.phone.receiveLate(chosen.tab, page);
	})
);

const others = fc
	.record({ does: fc.constantFrom('knock', 'accept', 'move', 'take', 'decline'), which: number })
	.map((chosen) =>
		command(`others ${JSON.stringify(chosen)}`, async (world) => {
			const { server } = world;
			const { does, which } = chosen;
			const held = [...server.log.values()].filter(
				(one) => !one.isGivenUp && one.receipts.at(-1)!.result === 'held'
			);
			const visit = choose([...server.visits.keys()], which);
			const one = choose(held, which);
			if (does === 'knock')
				server.colleagueKnocks(world.name(), choose(doors, which)!, which % 2 ? 'home' : 'nobody');
			if (does === 'move') server.toggle(choose(doors, which)!);
			if (does === 'accept' && visit) server.accept(visit);
			if (one && (does === 'take' || does === 'decline'))
				server.decide(one.operation.opId, does === 'take');
			await Promise.resolve();
		})
	);

const reassign = fc.subarray(units.slice(0, 2), { minLength: 0 }).map((scope) =>
	command(`reassign to ${scope.join('+') || 'nothing'}`, async (world) => {
		if (world.who === 0) world.server.scopes.set(world.phone.actor.personId, [...scope]);
		await Promise.resolve();
	})
);

const disk = fc
	.boolean()
	.map((isFull) =>
		command(isFull ? 'the disk is full' : 'there is room', async (world) =>
			Promise.resolve(world.phone.fill(isFull))
		)
	);

const kill = fc.constant(
	command('the browser is killed', (world) => killedIn(world, 1, () => Promise.resolve()))
);

const loseConnection = tab.map((on) =>
	command(`tab ${on} loses its connection`, async (world) => {
		await world.phone.loseConnection(on);
	})
);

const changePerson = fc.constant(
	command(
		'the other person signs in',
		async (world) => {
			await world.signOut();
			world.who = 1 - world.who;
			await world.signIn();
		},
		(world) => !world.phone.isFull
	)
);

/** What a run is made of; what is listed twice comes twice as often. */
export const anything = [
	...acts,
	sync,
	sync,
	others,
	reassign,
	latePage,
	latePage,
	disk,
	kill,
	loseConnection,
	changePerson
];
