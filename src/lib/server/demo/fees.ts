import type { MakeAppointment } from '$lib/domain/appointment/schema';
import type { DraftCampaign, OpenCampaign } from '$lib/domain/campaign/schema';
import type { RegisterHousehold } from '$lib/domain/household/schema';
import { addDays, type Day } from '$lib/domain/kernel/day';
import type { Id } from '$lib/domain/kernel/id';
import type { DrawnCommunity } from './community';
import { chanceOf, type Chance } from './random';
import { actorFor, command, hourOf, minuteMs, type Act } from './visits';

/** What each household is asked for, and what the estate committee adds, 分. */
const eachFen = 30_000;
const estateFen = 500_000;
const noteFen = 10_000;

/** How many days ago the campaign was opened, and how many evenings its leaders have gone from door to door since. */
const openedDaysAgo = 20;
const evenings = 12;

interface Taken {
	id: Id;
	areaId: Id;
	by: MakeAppointment;
	day: number;
}

/** Who goes from door to door in a unit: its leader, or where it has none the worker of its grid. */
const collectorOf = (community: DrawnCommunity, unitId: Id, gridId: Id) =>
	['unitLeader', 'gridWorker'].flatMap((role) =>
		community.appointments.filter(
			(one) =>
				one.role === role &&
				one.to === null &&
				one.areaId === (role === 'unitLeader' ? unitId : gridId)
		)
	)[0]!;

/**
 * A campaign for new security doors in the first building of a community, in the middle of being collected: most have
 * paid, some have promised, one has refused; the cash of the first week has been handed over and lies on the account.
 * In an order in which each act is accepted by the rules. The same seed, community and day give the same acts.
 */
export function generateFees(seed: string, community: DrawnCommunity, today: Day): Act[] {
	const chance = chanceOf(`${seed}/fees`);
	const [{ gridId, building }] = community.units as [(typeof community.units)[0]];
	const units = community.units.filter(
		(one) => one.gridId === gridId && one.building === building && homesIn(community, one.id).length
	);
	const officer = community.appointments.find(({ role, to }) => role === 'office' && to === null)!;
	const dayAgo = (days: number, hour: number) => hourOf(addDays(today, -days), hour);
	const ids = { campaign: chance.id(), source: chance.id() };
	const sharers = units.flatMap(({ id, doors }) =>
		homesIn(community, id).map((one) => ({
			...{ id: one.id, unitId: id, door: one.door },
			place: doors.findIndex(({ no }) => no === one.door),
			...{ area: null, floor: null, persons: null, agreedFen: null }
		}))
	);
	const offers = ['安居门业', '宏达门窗', '长城安防'].map((supplier, i) => ({
		...{ id: chance.id(), supplier, words: '' },
		fen: eachFen * sharers.length + estateFen + i * 120_000
	}));
	const levies = units.map(({ id }) => ({ id: chance.id(), unitId: id }));
	const draft: DraftCampaign = {
		...{ id: ids.campaign, areaId: community.id, seen: 0 },
		content: {
			title: `${building}更换单元防盗门`,
			purpose: '单元门用了十多年，门锁关不严，老人夜里不放心。',
			resolution: {
				...{ matter: 'voluntary', on: addDays(today, -openedDaysAgo - 2), ballots: [] },
				words: '居民会议议了三次，定下款式、品牌和厂家。'
			},
			...{ offers, chosen: offers[0]!.id, dueOn: addDays(today, 10) },
			plan: {
				...{ costFen: offers[0]!.fen, method: { by: 'fixed', eachFen }, sharers, exemptions: [] },
				sources: [{ id: ids.source, kind: 'estate', called: '', fen: 'rest' }]
			}
		}
	};
	const open: OpenCampaign = { id: ids.campaign, seen: 1, levies };
	const office = actorFor(officer);
	const acts: Act[] = [
		{ actor: office, at: dayAgo(openedDaysAgo, 10), command: command('campaign.draft', draft) },
		{ actor: office, at: dayAgo(openedDaysAgo, 11), command: command('campaign.open', open) },
		{
			...{ actor: office, at: dayAgo(8, 15) },
			command: command('fee.contribute', {
				...{ id: chance.id(), campaignId: ids.campaign },
				...{ sourceId: ids.source, fen: estateFen }
			})
		}
	];
	const cash: Taken[] = [];
	for (const { id: levyId, unitId } of levies) {
		const by = collectorOf(community, unitId, gridId);
		const homes = chance.shuffled(homesIn(community, unitId));
		homes.forEach((home, i) => {
			const day = Math.floor((i * evenings) / homes.length);
			const at = dayAgo(openedDaysAgo - 1 - day, 19) + chance.int(0, 90) * minuteMs;
			const { name, args, cashId } = cameOf(chance, { levyId, householdId: home.id }, today);
			acts.push({ actor: actorFor(by), at, command: command(name, args) });
			if (cashId) cash.push({ id: cashId, areaId: unitId, by, day });
		});
	}
	return [...acts, ...handOvers(chance, cash, ids.campaign, officer, dayAgo)];
}

const homesIn = ({ households }: DrawnCommunity, unitId: Id): RegisterHousehold[] =>
	households.filter((one) => one.unitId === unitId);

/** What came of asking at one door; `cashId` names the booking where it was cash. */
function cameOf(chance: Chance, at: { levyId: Id; householdId: Id }, today: Day) {
	const came = chance.weighted([
		['cash', 58],
		['wechat', 24],
		['promised', 8],
		['absent', 8],
		['refused', 2]
	] as const);
	if (came !== 'cash' && came !== 'wechat') {
		const on = came === 'promised' ? addDays(today, chance.int(1, 5)) : null;
		return { name: 'fee.note', args: { ...at, kind: came, on } };
	}
	const id = chance.id();
	const reference = came === 'cash' ? null : String(chance.int(1000, 9999));
	const paid = { fen: eachFen, method: came, reference, into: 'collector' };
	const args = { id, ...at, paid };
	return { name: 'fee.collect', args, cashId: came === 'cash' ? id : undefined };
}

/** Each collector brings the cash of the first week to the office, which counts it and takes it to the bank. */
function handOvers(
	chance: Chance,
	cash: readonly Taken[],
	campaignId: Id,
	officer: MakeAppointment,
	dayAgo: (days: number, hour: number) => number
): Act[] {
	const people = [...new Set(cash.map(({ by }) => by))];
	const given = people.flatMap((by) => {
		const covers = cash.filter((one) => one.by === by && one.day < 6).map(({ id }) => id);
		if (covers.length === 0) return [];
		const expectedFen = covers.length * eachFen;
		const args = {
			...{ id: chance.id(), campaignId, areaId: by.areaId, covers, expectedFen },
			notes: { [noteFen]: expectedFen / noteFen }
		};
		return [{ by, args }];
	});
	const office = actorFor(officer);
	const from = given.map(({ args }) => args.id);
	const deposit = {
		...{ id: chance.id(), campaignId, areaId: officer.areaId, covers: from, from: 'cash' },
		fen: given.reduce((sum, { args }) => sum + args.expectedFen, 0)
	};
	return [
		...given.flatMap(({ by, args }, i): Act[] => [
			{
				...{ actor: actorFor(by), at: dayAgo(11, 9) + i * minuteMs },
				command: command('fee.handOver', { ...args, to: officer.personId })
			},
			{
				...{ actor: office, at: dayAgo(11, 16) + i * minuteMs },
				command: command('fee.receive', { ...args, from: by.personId, fromName: by.name })
			}
		]),
		...(given.length > 0
			? [{ actor: office, at: dayAgo(10, 10), command: command('fee.deposit', deposit) }]
			: [])
	];
}
