import type { Command } from '$lib/domain/handle';
import type { Actor } from '$lib/domain/kernel/actor';
import { addDays, dayOf, type Day } from '$lib/domain/kernel/day';
import type { MakeAppointment } from '$lib/domain/appointment/schema';
import type { RegisterHousehold } from '$lib/domain/household/schema';
import { needs, type LogVisit } from '$lib/domain/visit/schema';
import type { DrawnCommunity } from './community';
import { quietWords, returnComments, visitWords } from './phrases';
import { chanceOf, type Chance } from './random';

/** One act of one person, `at` (epoch ms) by their own clock. */
export interface Act {
	actor: Actor;
	at: number;
	command: Command;
}

/** How far back the visits go, and how many doors a worker knocks at on a working day. */
export interface VisitPlan {
	/** At most twenty: everybody has been in office for that long. */
	weeks: number;
	doorsPerDay: readonly [least: number, most: number];
}

/** Eight weeks at a pace that leaves time for the rest of the work. */
export const usualVisits: VisitPlan = { weeks: 8, doorsPerDay: [4, 8] };

/** Of a minute. */
export const minuteMs = 60_000;
/** An hour of a day in China, epoch ms. */
export const hourOf = (day: Day, hour: number): number =>
	Date.parse(`${day}T00:00:00+08:00`) + hour * 60 * minuteMs;

const isWorkday = (day: Day): boolean => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** Somebody in the appointment that they were drawn with. */
export const actorFor = (one: MakeAppointment): Actor => ({
	personId: one.personId,
	name: one.name,
	posts: [{ appointmentId: one.id, role: one.role, areaId: one.areaId, from: one.from, to: one.to }]
});

type Found = Omit<LogVisit, 'id' | 'householdId'>;

/** What came of knocking at one door. Of a hundred knocks a third are in vain, as the trade complains. */
function find(chance: Chance, needsCare: boolean): Found {
	const result = chance.weighted([
		['home', 52],
		['nobody', 34],
		['matter', needsCare ? 24 : 12]
	] as const);
	if (result !== 'matter')
		return { result, needs: [], words: chance.is(0.12) ? chance.pick(quietWords[result]) : '' };
	const need = needsCare && chance.is(0.6) ? 'care' : chance.pick(needs);
	const also = chance.is(0.1) ? [chance.pick(needs)] : [];
	return {
		result,
		needs: [...new Set([need, ...also])],
		words: chance.is(0.7) ? chance.pick(visitWords[need]) : ''
	};
}

interface Logged {
	act: Act;
	args: LogVisit;
}

/** The rounds of one worker: those who need care first, then door by door; a door that stayed shut comes up again. */
function rounds(
	chance: Chance,
	actor: Actor,
	households: readonly RegisterHousehold[],
	today: Day,
	plan: VisitPlan
): Logged[] {
	const queue = [
		...households.filter((one) => one.needsCare),
		...households.filter((one) => !one.needsCare)
	];
	const later = new Map<Day, RegisterHousehold[]>();
	const again = (day: Day, one: RegisterHousehold) =>
		later.set(day, [...(later.get(day) ?? []), one]);
	const logged: Logged[] = [];
	for (let day = addDays(today, -7 * plan.weeks); day < today; day = addDays(day, 1)) {
		if (!isWorkday(day)) {
			for (const one of later.get(day) ?? []) again(addDays(day, 1), one);
			continue;
		}
		queue.unshift(...(later.get(day) ?? []));
		let at = hourOf(day, 15) + chance.int(0, 90) * minuteMs;
		for (const household of queue.splice(0, chance.int(...plan.doorsPerDay))) {
			const found = find(chance, household.needsCare);
			const args = { id: chance.id(), householdId: household.id, ...found };
			logged.push({ act: { actor, at, command: command('visit.log', args) }, args });
			at += chance.int(3 * minuteMs, 12 * minuteMs);
			if (found.result === 'nobody') again(addDays(day, 3 + chance.int(0, 4)), household);
			else if (household.needsCare) again(addDays(day, 28), household);
		}
	}
	return logged;
}

/** A command of today's version. */
export const command = (name: string, args: unknown): Command => ({ name, version: 1, args });

/** The next morning on which the office works. */
function morningAfter(at: number): number {
	let day = addDays(dayOf(at), 1);
	while (!isWorkday(day)) day = addDays(day, 1);
	return hourOf(day, 9);
}

// The office is behind by two days; what was logged since waits.
const unreadDays = 2;

/**
 * What the office did with a person's visits: nearly all accepted next morning, a few returned with a comment. Most of
 * those were amended and then accepted; the last one that found something still waits for its author.
 */
function reviews(chance: Chance, officer: Actor, logged: readonly Logged[], today: Day): Act[] {
	const read = logged.filter(
		(one) => dayOf(morningAfter(one.act.at)) <= addDays(today, -unreadDays)
	);
	const open = read.findLast((one) => one.args.result === 'matter');
	const acts: Act[] = [];
	let pace = 0;
	for (const one of read) {
		const { id } = one.args;
		const at = morningAfter(one.act.at) + (pace = (pace + 40_000) % (90 * minuteMs));
		const isReturned = one === open || (one.args.result === 'matter' && chance.is(0.07));
		if (!isReturned) {
			if (chance.is(0.97))
				acts.push({ actor: officer, at, command: command('visit.accept', { id, seen: 0 }) });
			continue;
		}
		const comment = chance.pick(returnComments);
		acts.push({ actor: officer, at, command: command('visit.return', { id, seen: 0, comment }) });
		if (one === open) continue;
		const words = `${one.args.words}${one.args.words ? '。' : ''}已再问清，住户希望周末处理`;
		const amended = { id, result: one.args.result, needs: one.args.needs, words };
		const { actor } = one.act;
		acts.push({ actor, at: at + 5 * 60 * minuteMs, command: command('visit.amend', amended) });
		if (chance.is(0.8) && dayOf(morningAfter(at)) < today)
			acts.push({
				actor: officer,
				at: morningAfter(at),
				command: command('visit.accept', { id, seen: 1 })
			});
	}
	return acts;
}

/**
 * Some weeks of visits to a community by its grid workers and a few unit leaders, and what its office made of them,
 * in an order in which each act is accepted by the rules. The same seed, community and day give the same acts.
 */
export function generateVisits(
	seed: string,
	community: DrawnCommunity,
	today: Day,
	plan: VisitPlan = usualVisits
): Act[] {
	const gridOf = new Map(community.units.map((unit) => [unit.id, unit.gridId]));
	const officers = community.appointments.filter((one) => one.role === 'office').map(actorFor);
	const chance = chanceOf(`${seed}/visits`);
	const acts: Act[] = [];
	const add = (one: MakeAppointment, households: RegisterHousehold[], of: VisitPlan) => {
		const own = chance.fork(one.id);
		const actor = actorFor(one);
		const logged = rounds(own, actor, households, today, of);
		acts.push(...logged.map(({ act }) => act));
		acts.push(...reviews(own, own.pick(officers), logged, today));
	};
	for (const gridId of community.gridIds) {
		const workers = community.appointments.filter(
			(one) => one.role === 'gridWorker' && one.areaId === gridId
		);
		const households = community.households.filter((one) => gridOf.get(one.unitId) === gridId);
		workers.forEach((worker, i) =>
			add(
				worker,
				households.filter((_, n) => n % workers.length === i),
				plan
			)
		);
	}
	const leaders = community.appointments.filter(
		(one) => one.role === 'unitLeader' && one.to === null
	);
	for (const leader of leaders.filter((_, n) => n % 12 === 0))
		add(
			leader,
			community.households.filter((one) => one.unitId === leader.areaId),
			{
				weeks: Math.min(plan.weeks, 3),
				doorsPerDay: [0, 1]
			}
		);
	return acts;
}
