import type { Kysely } from 'kysely';
import { addDays, dayOf, type Day } from '$lib/domain/kernel/day';
import type { Id } from '$lib/domain/kernel/id';
import { commitGroup, type Push } from '../accept/group';
import type { Incoming } from '../accept/incoming';
import type { Accept } from '../accept/run';
import { createTreeSource } from '../db/areas';
import type { Tables } from '../db/tables';
import { generateCases } from './cases';
import { generateFees } from './fees';
import { chanceOf } from './random';
import { fullSize, generateSubdistrict, type DemoSize, type DrawnSubdistrict } from './subdistrict';
import { generateVisits, usualVisits, type Act, type VisitPlan } from './visits';

/** How a demonstration is drawn; everything has a default. */
export interface SeedOptions {
	seed?: string;
	/** Epoch ms of the moment at which the demonstration begins; ages and visits count back from its day. */
	now?: number;
	size?: DemoSize;
	visits?: VisitPlan;
	/** Whether the first community collects for new doors, and has quarrels. */
	hasAffairs?: boolean;
}

const dayMs = 86_400_000;

/**
 * Fills an empty, migrated database with the demonstration: areas, register and appointments in one transaction of the
 * first administrator's, then visits, fees and cases day by day as phones would have sent them. Nothing is written around the
 * rules: every command is judged like any other. Throws if one is refused. People get no password; a demonstration
 * server signs them in with a tap.
 */
export async function seedDemo(
	db: Kysely<Tables>,
	accept: Accept,
	{
		seed = 'linli',
		now = Date.now(),
		size = fullSize,
		visits = usualVisits,
		hasAffairs = false
	}: SeedOptions = {}
): Promise<DrawnSubdistrict> {
	const today = dayOf(now);
	const drawn = generateSubdistrict(seed, today, size);
	const outcome = await accept.run(
		drawn.commands.map((command) => ({ command })),
		drawn.founder,
		{ at: now - 720 * dayMs, deviceId: chanceOf(`${seed}/founder`).id() }
	);
	if (!outcome.ok)
		throw new Error(
			`demo: ${drawn.commands[outcome.index]!.name} was refused: ${outcome.refusal.code}`
		);
	const acts = drawn.communities.flatMap((community, i) =>
		generateVisits(`${seed}/${i}`, community, today, visits)
	);
	if (hasAffairs)
		for (const generate of [generateFees, generateCases])
			acts.push(...generate(`${seed}/0`, drawn.communities[0]!, today));
	await sendActs(db, seed, acts, today);
	return drawn;
}

/** Sends the acts as the phones of their people would have: one push a day and device, in the order of the day. */
async function sendActs(
	db: Kysely<Tables>,
	seed: string,
	acts: readonly Act[],
	today: Day
): Promise<void> {
	const trees = createTreeSource();
	const chance = chanceOf(`${seed}/phones`);
	const phones = new Map<Id, { deviceId: Id; seq: number }>();
	const byDay = new Map<Day, Act[]>();
	for (const act of acts) {
		const day = dayOf(act.at);
		const others = byDay.get(day);
		if (others) others.push(act);
		else byDay.set(day, [act]);
	}
	for (const [day, ofDay] of [...byDay].sort(([a], [b]) => (a < b ? -1 : 1))) {
		if (day >= today) throw new Error(`demo: an act lies ahead, on ${day}`);
		const pushes = new Map<Id, Push & { operations: Incoming[] }>();
		for (const act of ofDay.sort((a, b) => a.at - b.at)) {
			const { personId } = act.actor;
			const phone = phones.get(personId) ?? { deviceId: chance.id(), seq: 0 };
			phones.set(personId, phone);
			const push = pushes.get(personId) ?? { personId, deviceId: phone.deviceId, operations: [] };
			pushes.set(personId, push);
			push.operations.push(incomingOf(act, chance.id(), ++phone.seq));
		}
		const receivedAt = Date.parse(`${addDays(day, 1)}T00:00:00+08:00`) - 1;
		const outcomes = await db.transaction().execute((trx) =>
			commitGroup(trx, [...pushes.values()], {
				trees,
				receivedAt,
				onError(error) {
					throw error;
				}
			})
		);
		for (const outcome of outcomes) {
			const receipts = typeof outcome === 'string' ? [] : outcome.receipts;
			const wrong = receipts.find((receipt) => receipt.result !== 'applied');
			if (wrong || typeof outcome === 'string')
				throw new Error(`demo: an act of ${day} was refused: ${JSON.stringify(wrong ?? outcome)}`);
		}
	}
}

const incomingOf = ({ command, at }: Act, opId: Id, seq: number): Incoming => ({
	opId,
	seq,
	command,
	argsText: JSON.stringify(command.args),
	claimedAt: at,
	clock: `${at}-0000`,
	scope: '',
	base: '{}',
	supersedes: null,
	again: null
});
