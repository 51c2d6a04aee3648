import { conflictsOf } from '$lib/domain/household/conflicts';
import { amendmentOf } from '$lib/domain/household/amendment';
import type { Household } from '$lib/domain/household/schema';
import { bodyOf } from '$lib/store/bodies';
import { idOf } from '$lib/domain/test-world';
import { household, visit } from '../world';
import { label, phoneOf, pick, rowsOf, trying, type World } from './acts';
import type { Move } from './moves';
import type { ChaosPhone } from './phone';

/** What happens in worlds of mixed ages, besides everything else: entries of the register are amended, and programs updated. */

/** A number that nobody else writes in this world. */
const freshNumber = (world: World) => `138${String(++world.visits).padStart(8, '0')}`;

/** Somebody writes down the head's new telephone number, as their version of the app does it. */
async function amend(world: World, phone: ChaosPhone): Promise<string> {
	const seen = bodyOf<Household>(pick(world.dice, await rowsOf(phone, 'household')));
	if (!seen) return 'nothing';
	const telephone = freshNumber(world);
	const residents = seen.residents.map((one, i) => (i === 0 ? { ...one, phone: telephone } : one));
	const { id, door, no, tenure, needsCare } = seen;
	const whole = { id, door, no, tenure, needsCare, residents, particulars: null };
	if (phone.isOld) return `first ${await phone.act('household.amend', whole)}`;
	return phone.act('household.amend', amendmentOf(seen, { ...seen, residents }), { version: 2 });
}

/** Somebody says which of two numbers holds. */
async function settle(world: World, phone: ChaosPhone): Promise<string> {
	const homes = (await rowsOf(phone, 'household')).flatMap((row) => bodyOf<Household>(row) ?? []);
	const open = homes.flatMap(({ id, ...home }) =>
		conflictsOf({ id, ...home }).map(({ key }) => ({ id, key }))
	);
	const one = pick(world.dice, open);
	if (!one) return 'nothing';
	const take = world.dice() < 0.5 ? 'winning' : 'losing';
	return phone.act('household.settle', { ...one, take });
}

/** Somebody in the office registers a household and at once writes down that they were there. */
async function found(world: World, phone: ChaosPhone): Promise<string> {
	const id = idOf(label(world, 'household'));
	const unit = pick(world.dice, ['U', 'U2', 'V'])!;
	const registered = await phone.act('household.register', {
		...household(`${id}`, unit, '202'),
		id
	});
	const args = { ...visit(label(world, 'visit'), 'H1'), householdId: id };
	return `${registered} ${await phone.act('visit.log', args)}`;
}

/** The moves of worlds in which not everything has the same age. */
export const mixedMoves: readonly Move[] = [
	{
		name: 'amend',
		weight: 8,
		async make(world) {
			const phone = phoneOf(world);
			return `${phone.actor.name} ${await trying(phone, () => amend(world, phone))}`;
		}
	},
	{
		name: 'found',
		weight: 3,
		async make(world) {
			const phone = world.phones.at(-1)!;
			return `${phone.actor.name} ${await trying(phone, () => found(world, phone))}`;
		}
	},
	{
		name: 'settle',
		weight: 2,
		async make(world) {
			const phone = phoneOf(world);
			return `${phone.actor.name} ${await trying(phone, () => settle(world, phone))}`;
		}
	},
	{
		name: 'update phone',
		weight: 2,
		isPossible: (world) => world.phones.some((one) => one.isOld),
		async make(world) {
			const phone = world.phones.find((one) => one.isOld)!;
			await phone.update();
			return phone.actor.name;
		}
	},
	{
		name: 'update server',
		weight: 1,
		isPossible: (world) => world.server.isOlder,
		make(world) {
			world.server.update();
			return Promise.resolve('');
		}
	}
];
