import fc from 'fast-check';
import type { VisitResult } from '$lib/domain/visit/schema';
import { everything, mayHappen } from './check';
import { doors } from './ground';
import type { PlainAct } from './plain';
import { actOf } from './server';
import type { World } from './world';

/**
 * What can be done to a phone, as commands that fast-check plays in any order and leaves out again one by one when
 * something breaks. Numbers choose among what there is, so that a command still means something when others are gone.
 */

type Command = fc.AsyncCommand<World, World>;

/** A command that holds the disk against the book when it is done. */
export const command = (
	says: string,
	run: (world: World) => Promise<unknown>,
	check: (world: World) => boolean = () => true
): Command => ({
	check: (world) => check(world as World),
	async run(world) {
		await run(world);
		await world.check();
	},
	toString: () => says
});

/** Runs an act during which the browser is killed at some request of its disk, at the latest right after it. */
export async function killedIn(
	world: World,
	requests: number,
	act: () => Promise<unknown>
): Promise<void> {
	world.phone.kill(requests);
	await act();
	if (!world.phone.isDead) world.phone.kill();
	world.phone.close();
	await world.phone.open();
}

/** A command's arguments. */
export const argsOf = (act: PlainAct) => {
	const { does, visitId } = act;
	if (does === 'withdraw') return { id: visitId };
	const found = { result: act.result, needs: [], words: act.words };
	return does === 'log'
		? { id: visitId, householdId: act.householdId, ...found }
		: { id: visitId, ...found };
};

/** Saves an act and holds what the phone says against what it has to say. */
export async function perform(
	world: World,
	tab: number,
	act: PlainAct,
	{ supersedes, killIn }: { supersedes?: string; killIn?: number | null } = {}
): Promise<void> {
	const { phone, book } = world;
	const isDue = await mayHappen(phone, act);
	const entry = { command: `visit.${act.does}`, args: argsOf(act), supersedes };
	if (killIn) {
		await killedIn(world, killIn, async () => {
			book.note(entry, await phone.save(tab, entry.command, entry.args, supersedes));
		});
		return;
	}
	const before = await everything(phone.tabs[0]!);
	const said = await phone.save(tab, entry.command, entry.args, supersedes);
	book.note(entry, said);
	const wanted = !isDue ? 'a refusal' : phone.isFull ? 'storageFull' : 'yes';
	const heard = 'opId' in said ? 'yes' : said.code === 'storageFull' ? 'storageFull' : 'a refusal';
	if (heard !== wanted)
		throw new Error(`${entry.command} was answered with ${JSON.stringify(said)}, not ${wanted}`);
	if (heard !== 'yes' && (await everything(phone.tabs[0]!)) !== before)
		throw new Error(`${entry.command} was not saved and changed the disk all the same`);
}

/** One of what there is; undefined of nothing. */
export const choose = <T>(list: readonly T[], number: number): T | undefined =>
	list[number % Math.max(1, list.length)];

const visitsOf = (world: World): string[] => [
	...new Set(
		world.book.saved.flatMap(({ command: name, args }) =>
			name === 'visit.log' ? [(args as { id: string }).id] : []
		)
	)
];

async function unsettled(world: World, state: 'refused' | 'held') {
	return world.phone.tabs[0]!.outbox.where('state').equals(state).sortBy('seq');
}

/** Which of the two tabs. */
export const tab = fc.nat({ max: 1 });
/** Which of what there is. */
export const number = fc.nat({ max: 7 });
const result = fc.constantFrom<VisitResult>('home', 'nobody', 'matter');
const words = fc.constantFrom('', '楼道灯不亮', '老人住院了');
const killIn = fc.option(fc.integer({ min: 1, max: 40 }), { freq: 6 });

const logVisit = fc
	.record({ tab, door: fc.nat({ max: doors.length - 1 }), result, words, killIn })
	.map((chosen) =>
		command(`log ${JSON.stringify(chosen)}`, (world) => {
			const { tab: on, door, killIn: kill, ...found } = chosen;
			const act = { does: 'log' as const, visitId: world.name(), at: 0, householdId: doors[door]! };
			return perform(world, on, { ...act, ...found }, { killIn: kill });
		})
	);

const amendVisit = fc.record({ tab, visit: number, result, words, killIn }).map((chosen) =>
	command(
		`amend ${JSON.stringify(chosen)}`,
		(world) => {
			const { tab: on, visit, killIn: kill, ...found } = chosen;
			const visitId = choose(visitsOf(world), visit)!;
			return perform(world, on, { does: 'amend', visitId, at: 0, ...found }, { killIn: kill });
		},
		(world) => visitsOf(world).length > 0
	)
);

const withdrawVisit = fc.record({ tab, visit: number, killIn }).map((chosen) =>
	command(
		`withdraw ${JSON.stringify(chosen)}`,
		(world) => {
			const visitId = choose(visitsOf(world), chosen.visit)!;
			return perform(world, chosen.tab, { does: 'withdraw', visitId, at: 0 }, chosen);
		},
		(world) => visitsOf(world).length > 0
	)
);

const giveUp = fc
	.record({
		tab,
		which: number,
		state: fc.constantFrom('refused' as const, 'held' as const),
		killIn
	})
	.map((chosen) =>
		command(
			`discard ${JSON.stringify(chosen)}`,
			async (world) => {
				const entry = choose(await unsettled(world, chosen.state), chosen.which);
				if (!entry) return;
				const given = { command: 'operation.discard', args: { opId: entry.opId } };
				const giveItUp = async () => {
					isDone = await world.phone.discard(chosen.tab, entry.opId);
				};
				let isDone = false;
				await (chosen.killIn ? killedIn(world, chosen.killIn, giveItUp) : giveItUp());
				if (isDone) await noteDiscard(world, entry.opId);
				else if (chosen.killIn) world.book.unsure = given;
				else throw new Error('what is refused or held cannot be given up');
			},
			(world) => !world.phone.isFull
		)
	);

/** Notes that something was given up. The word of it has no id that anybody is told, but it has to wait there. */
export async function noteDiscard({ book, phone }: World, opId: string): Promise<void> {
	const all = await phone.tabs[0]!.outbox.toArray();
	const told = all.find(
		({ operation }) =>
			operation.command === 'operation.discard' &&
			(operation.args as { opId: string }).opId === opId
	);
	if (!told) throw new Error('something was given up, and no word of it waits');
	book.note(told.operation, { opId: told.opId });
	book.settle(opId, 'discarded');
}

const correct = fc.record({ tab, which: number, result, words, killIn }).map((chosen) =>
	command(`correct ${JSON.stringify(chosen)}`, async (world) => {
		const entry = choose(await unsettled(world, 'refused'), chosen.which);
		if (!entry) return;
		const act = actOf(entry.operation);
		const again =
			act.does === 'withdraw' ? act : { ...act, result: chosen.result, words: chosen.words };
		await perform(world, chosen.tab, again, { supersedes: entry.opId, killIn: chosen.killIn });
	})
);

const draft = fc
	.record({ tab, form: fc.constantFrom('visit:101', 'visit:102'), words: fc.option(words), killIn })
	.map(({ tab: on, form, words: typed, killIn: kill }) =>
		command(`draft ${form} ${JSON.stringify({ tab: on, typed, kill })}`, async (world) => {
			const { phone, book } = world;
			const keep = async () => {
				if (await phone.draft(on, form, typed ?? undefined)) {
					if (typed === null) book.drafts.delete(form);
					else book.drafts.set(form, typed);
				} else if (phone.isDead) book.unsureDraft = { key: form, words: typed ?? undefined };
			};
			return kill ? killedIn(world, kill, keep) : keep();
		})
	);

/** What the person of the phone does; what is listed twice comes twice as often. */
export const acts = [logVisit, logVisit, amendVisit, withdrawVisit, giveUp, correct, draft];
