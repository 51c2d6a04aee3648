import { actorOf, householdArgs, idOf, resident, testWorld, type TestWorld } from '../test-world';
import { clockOf } from '../kernel/clock';
import { amendmentOf } from './amendment';
import { contentOf } from './fields';
import type { AmendHousehold, Household, HouseholdContent, Resident } from './schema';

// A family that several people of one office amend, for the tests of what comes of it.

/** Three people of the office. */
export const one = actorOf('office', 'C', {}, 'one');
export const two = actorOf('office', 'C', {}, 'two');
export const three = actorOf('office', 'C', {}, 'three');

/** The three who live in the household N. */
export const head = resident('N-head', { name: '甲乙', pinyin: 'jia yi', phone: '13800000000' });
export const wife = resident('wife', { name: '丙丁', pinyin: 'bing ding', sex: 2, relation: 1 });
export const son = resident('son', { name: '甲丙', pinyin: 'jia bing', relation: 2 });

/** A world with the household N. */
export function ground(): TestWorld {
	const world = testWorld();
	const outcome = world.run(
		one,
		'household.register',
		householdArgs('N', { residents: [head, wife, son] })
	);
	if (outcome !== 'ok') throw new Error(outcome);
	return world;
}

/** The household N as it stands. */
export const now = (world: TestWorld): Household => world.get<Household>('household', idOf('N'))!;

/** The content with a resident who is different. */
export const withResident = (household: HouseholdContent, id: string, more: Partial<Resident>) => ({
	...contentOf(household),
	residents: household.residents.map((who) => (who.id === id ? { ...who, ...more } : who))
});

/** The content without a resident. */
export const without = (household: HouseholdContent, id: string) => ({
	...contentOf(household),
	residents: household.residents.filter((who) => who.id !== id)
});

/** An instant so many ms after the first one. */
export const tick = (ms: number): { clock: string } => ({
	clock: clockOf(1_772_400_000_000 + ms, 0)
});

/** Lets an amendment arrive that was written at a tick; 'ok' or the refusal. */
export const arrive = (
	world: TestWorld,
	actor: typeof one,
	args: AmendHousehold,
	ms: number
): string => world.run(actor, 'household.amend', args, undefined, { version: 2, ...tick(ms) });

/** Lets arrive what somebody makes of what they saw. */
export const send = (
	world: TestWorld,
	actor: typeof one,
	seen: Household,
	after: HouseholdContent,
	ms: number
): string => arrive(world, actor, amendmentOf(seen, after), ms);
