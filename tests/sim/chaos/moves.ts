import { actOn, attend, changeRegister, phoneOf, pick, reassign, type World } from './acts';

/** Something that can happen. `make` tells in a few words what did. */
export interface Move {
	name: string;
	weight: number;
	/** Whether it can happen now; always, where it does not say. */
	isPossible?(world: World): boolean;
	make(world: World): Promise<string>;
}

/** One of the moves, by weight. */
export function choose(list: readonly Move[], dice: () => number): Move {
	const all = list.reduce((sum, move) => sum + move.weight, 0);
	let at = dice() * all;
	return list.find((move) => (at -= move.weight) < 0) ?? list[0]!;
}

/** Lets one to three letters go their ways, at the same moment. */
async function deliver(world: World, fate: 'deliver' | 'double' | 'lose'): Promise<string> {
	const told: string[] = [];
	const works: Promise<void>[] = [];
	const many = 1 + Math.floor(world.dice() * 3);
	for (let i = 0; i < many && world.network.letters.length > 0; i++) {
		const letter = world.network.take(Math.floor(world.dice() * world.network.letters.length));
		told.push(letter.kind);
		// The files of photos are written by threads of the system: alone, so that a seed plays the same every time.
		if (letter.isPhoto) await letter[fate]();
		else works.push(letter[fate]());
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
	{ name: 'register', weight: 5, make: changeRegister },
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
