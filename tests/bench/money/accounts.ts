import { randomBytes } from 'node:crypto';
import type { Command } from '../../../src/lib/domain/handle';
import type { Actor, Role } from '../../../src/lib/domain/kernel/actor';
import { uuid7 } from '../../../src/lib/domain/kernel/uuid';
import type { Accept } from '../../../src/lib/server/accept/run';

/** A community that has kept accounts for years, made through the rules themselves: nothing is written past them. */

/** Storeys of a tower with one door each. */
export const doorsPerUnit = 34;
/** As many as one campaign may ask, see `mostSharers`. */
export const unitsOfTown = 58;
const unitsPerBuilding = 4;
export const shareFen = 30_000;
const founded = Date.parse('2024-01-05T09:00:00+08:00');
const dayMs = 86_400_000;

/** A unit with its households in the order of the doors. */
export interface Unit {
	id: string;
	leader: Actor;
	households: { id: string; door: string }[];
}

/** The town, and whom it needs for its accounts. */
export interface Town {
	accept: Accept;
	community: string;
	office: Actor;
	units: Unit[];
}

/** A campaign that is open or closed, with the bookings in it. */
export interface Kept {
	id: string;
	levies: { id: string; unitId: string }[];
	bookings: string[];
}

/** A fresh id in order of time. */
export const newId = (at = Date.now()): string => uuid7(at, randomBytes(10));

const command = (name: string, args: unknown): Command => ({ name, version: 1, args });

/** What somebody does at one moment, in one transaction. Throws with the refusal. */
async function act(accept: Accept, actor: Actor, at: number, commands: Command[]): Promise<void> {
	const deviceId = newId();
	const all = commands.map((one) => ({ command: one }));
	const outcome = await accept.run(all, actor, { at, deviceId });
	if (outcome.ok) return;
	const { name } = commands[outcome.index]!;
	throw new Error(`${name} was refused: ${JSON.stringify(outcome.refusal)}`);
}

/** Founds a sub-district with one community of 58 units, a household behind each of 1,972 doors. */
export async function foundTown(accept: Accept): Promise<Town> {
	const commands: Command[] = [];
	const from = '2024-01-05';
	const addArea = (
		kind: string,
		parentId: string | null,
		code: string | null,
		doors: object[] = []
	) => {
		const id = newId();
		const name = `${kind} ${commands.length}`;
		commands.push(command('area.add', { id, kind, name, code, parentId, doors }));
		return id;
	};
	const appoint = (role: Role, areaId: string): Actor => {
		const [personId, appointmentId, name] = [newId(), newId(), '某人'];
		const post = { role, areaId, from, to: null };
		commands.push(command('appointment.make', { id: appointmentId, personId, name, ...post }));
		return { personId, name, posts: [{ appointmentId, ...post }] };
	};
	const subdistrict = addArea('subdistrict', null, '150204099');
	const founder = appoint('subdistrict', subdistrict);
	const community = addArea('community', subdistrict, '150204099001');
	const office = appoint('office', community);
	const grid = addArea('grid', community, '15020409900101');
	const units: Unit[] = [];
	for (let i = 0, building = ''; i < unitsOfTown; i++) {
		if (i % unitsPerBuilding === 0) building = addArea('building', grid, null);
		const numbers = Array.from({ length: doorsPerUnit }, (_, floor) => `${floor + 1}01`);
		const doors = numbers.map((no, floor) => ({ no, floor: floor + 1, use: 'home' }));
		const id = addArea('unit', building, null, doors);
		const households = numbers.map((door) => ({ id: newId(), door }));
		for (const { id: householdId, door } of households)
			commands.push(command('household.register', householdAt(householdId, id, door)));
		units.push({ id, leader: appoint('unitLeader', id), households });
	}
	await act(accept, founder, founded, commands);
	return { accept, community, office, units };
}

const householdAt = (id: string, unitId: string, door: string) => ({
	...{ id, unitId, door, no: null, tenure: 'unknown', needsCare: false, particulars: [] },
	residents: [
		{
			...{ id: newId(), name: '住户', pinyin: 'zhuhu', sex: 9, birthYear: null },
			...{ relation: 0, phone: null }
		}
	]
});

/** Cash for one share. */
export const cash = { fen: shareFen, method: 'cash', reference: null, into: 'collector' };

/** Opens a campaign that asks every household of these units for the same. The n-th one lies n weeks after the founding. */
export async function openCampaign(
	{ accept, community, office }: Town,
	units: readonly Unit[],
	n: number,
	shown?: { from: string; to: string }
): Promise<Kept> {
	const at = founded + n * 7 * dayMs;
	const id = newId(at);
	const levies = units.map((unit) => ({ id: newId(at), unitId: unit.id }));
	const sharers = units.flatMap((unit) =>
		unit.households.map((one, place) => ({
			...{ id: one.id, unitId: unit.id, door: one.door, place },
			...{ area: 8_000 + place, floor: place + 1, persons: 3, agreedFen: null }
		}))
	);
	const costFen = sharers.length * shareFen;
	const plan = { costFen, method: { by: 'household' }, sharers, sources: [], exemptions: [] };
	const content = {
		...{
			title: `更换单元门 ${n}`,
			purpose: '门锁坏了',
			offers: [],
			chosen: null,
			dueOn: null,
			plan
		},
		resolution: { matter: 'voluntary', on: null, words: '', ballots: [] }
	};
	await act(accept, office, at, [
		command('campaign.draft', { id, areaId: community, seen: 0, content }),
		command('campaign.open', { id, seen: 1, levies }),
		...(shown ? [command('campaign.publish', { id, seen: 2, ...shown })] : [])
	]);
	return { id, levies, bookings: [] };
}

/**
 * Every household pays; each leader brings the cash of the unit to the bank. `holder` goes to the doors of the first unit
 * and still has that cash in hand.
 */
export async function collectAll(town: Town, kept: Kept, n: number, holder?: Actor): Promise<void> {
	const at = founded + (n * 7 + 1) * dayMs;
	for (const [i, { id: levyId, unitId }] of kept.levies.entries()) {
		const unit = town.units.find((one) => one.id === unitId)!;
		const takes = unit.households.map((one) => ({ id: newId(at), levyId, householdId: one.id }));
		const covers = takes.map(({ id }) => id);
		const fen = covers.length * shareFen;
		const bank = {
			...{ id: newId(at + 1), campaignId: kept.id, areaId: unitId, covers, from: 'cash', fen }
		};
		const isHeld = i === 0 && holder !== undefined;
		await act(town.accept, isHeld ? holder : unit.leader, at, [
			...takes.map((one) => command('fee.collect', { ...one, paid: cash })),
			...(isHeld ? [] : [command('fee.deposit', bank)])
		]);
		kept.bookings.push(...covers, ...(isHeld ? [] : [bank.id]));
	}
}

/** What was taken is used up as was resolved, and the campaign is closed. */
async function closeCampaign({ accept, office }: Town, kept: Kept, n: number): Promise<void> {
	const at = founded + (n * 7 + 2) * dayMs;
	const id = newId(at);
	const fen = kept.levies.length * doorsPerUnit * shareFen;
	kept.bookings.push(id);
	await act(accept, office, at, [
		command('fee.dispose', { id, campaignId: kept.id, fen, words: '按决议用于维修' }),
		command('campaign.close', { id: kept.id, seen: 2, bookings: kept.bookings })
	]);
}

/** Whole campaigns of the past, one after another, until so many bookings lie in the town; answers how many there are. */
export async function fillBooks(town: Town, before: number, target: number): Promise<number> {
	let count = before;
	for (let n = 1; count < target; n++) {
		const kept = await openCampaign(town, town.units, n);
		await collectAll(town, kept, n);
		await closeCampaign(town, kept, n);
		count += kept.bookings.length;
	}
	return count;
}
