import type { MakeAppointment } from '$lib/domain/appointment/schema';
import type { AddArea } from '$lib/domain/area/schema';
import type { Command } from '$lib/domain/handle';
import type { Actor, Role } from '$lib/domain/kernel/actor';
import { addDays, type Day } from '$lib/domain/kernel/day';
import type { Id } from '$lib/domain/kernel/id';
import { generateCommunity, type CommunitySize, type DrawnCommunity } from './community';
import { idNumbers } from './id-number';
import { chanceOf } from './random';
import type { DemoName } from './setting';
import { appoint, personName } from './staff';

/** The sub-district of the demonstration; its community names are invented. */
export const place = { name: '万青路街道', code: '150204003', idArea: '150204' } as const;
const communityNames =
	'槐荫社区 云杉社区 晴川社区 石榴社区 望春社区 磐石社区 稻香社区 桂溪社区'.split(' ');

/** Sizes of a demonstration: one community in full, and neighbours that have only begun to register. */
export interface DemoSize {
	main: CommunitySize;
	/** At most seven. `households` live in the first grid of each. */
	neighbours: { count: number; grids: number; households: number };
	/** Units of the whole sub-district; what the main community does not have, the neighbours share. */
	units?: number;
}

/**
 * The demonstration in full: the community of the mediation seed (14 grids, 7,233 households, 25,316 residents) within
 * a sub-district of 8 communities, 110 grids and 1,838 units, each unit with a leader.
 */
export const fullSize: DemoSize = {
	main: { grids: 14, households: 7233, residents: 25_316 },
	neighbours: { count: 7, grids: 96, households: 48 },
	units: 1838
};

/** What each demonstration holds. The small one has every kind of house, and the tower of the full one with a unit less. */
export const demoSizes: Record<DemoName, DemoSize> = {
	full: fullSize,
	small: {
		main: { grids: 4, households: 800, residents: 2800 },
		neighbours: { count: 2, grids: 6, households: 24 },
		units: 90
	}
};

/** One community of that size by itself, for tests that want few rows. `residents` is 3.5 a household unless given. */
export const smallSize = (grids: number, households: number, residents?: number): DemoSize => ({
	main: { grids, households, residents: residents ?? Math.round(households * 3.5) },
	neighbours: { count: 0, grids: 0, households: 0 }
});

/** Somebody whom a visitor of the demonstration can sign in as. */
export interface Representative {
	personId: Id;
	name: string;
	role: Role;
	areaId: Id;
}

/** All that a demonstration server starts with, besides the visits. */
export interface DrawnSubdistrict {
	id: Id;
	/** Who carries the commands out: the first administrator, appointed by the second of them. */
	founder: Actor;
	/** In an order in which each is accepted by the rules. */
	commands: Command[];
	communities: DrawnCommunity[];
	appointments: MakeAppointment[];
	/** One person for each role; all but the sub-district's belong to the first community. */
	representatives: Representative[];
}

const command = (name: string, args: unknown): Command => ({ name, version: 1, args });

/** Whole parts of `whole`, as even as can be. */
const shares = (whole: number, count: number): number[] =>
	Array.from(
		{ length: count },
		(_, i) => Math.floor((whole * (i + 1)) / count) - Math.floor((whole * i) / count)
	);

/** Draws a sub-district. The same seed, day and size give the same commands to the last letter. */
export function generateSubdistrict(
	seed: string,
	today: Day,
	size: DemoSize = fullSize
): DrawnSubdistrict {
	const chance = chanceOf(seed);
	const id = chance.id();
	const area: AddArea = {
		id,
		kind: 'subdistrict',
		name: place.name,
		code: place.code,
		parentId: null,
		doors: []
	};
	const first = { ...appoint(chance, 'subdistrict', id, today), from: addDays(today, -730) };
	const staff = [
		first,
		...[1, 2, 3].map(() => appoint(chance, 'subdistrict', id, today, personName(chance)))
	];
	const numbers = idNumbers(place.idArea);
	const draw = (index: number, of: CommunitySize) =>
		generateCommunity(
			`${seed}/community ${index}`,
			{
				id: chance.id(),
				name: communityNames[index]!,
				code: `${place.code}${String(index + 1).padStart(3, '0')}`,
				parentId: id,
				today,
				numbers
			},
			of
		);

	const communities = [draw(0, size.main)];
	const { count, grids, households } = size.neighbours;
	const gridShares = shares(grids, count);
	const unitShares = shares((size.units ?? 0) - communities[0]!.units.length, count);
	for (let i = 0; i < count; i++)
		communities.push(
			draw(i + 1, {
				grids: gridShares[i]!,
				units: unitShares[i]!,
				households,
				residents: Math.round(households * 3.4)
			})
		);

	const appointments = [...staff, ...communities.flatMap((one) => one.appointments)];
	return {
		id,
		founder: {
			personId: first.personId,
			name: first.name,
			posts: [
				{ appointmentId: first.id, role: 'subdistrict', areaId: id, from: first.from, to: null }
			]
		},
		commands: [
			command('area.add', area),
			...staff.map((one) => command('appointment.make', one)),
			...communities.flatMap((one) => [
				...one.areas.map((args) => command('area.add', args)),
				...one.households.map((args) => command('household.register', args)),
				...one.appointments.map((args) => command('appointment.make', args))
			])
		],
		communities,
		appointments,
		representatives: representativesOf(communities[0]!, first)
	};
}

/** The grid of the tall tower, the leader of its first unit, the first of each staff. */
function representativesOf(main: DrawnCommunity, first: MakeAppointment): Representative[] {
	const wanted: [Role, Id][] = [
		['unitLeader', main.units[0]!.id],
		['gridWorker', main.gridIds[0]!],
		['gridParty', main.gridIds[0]!],
		['mediator', main.id],
		['mediationLead', main.id],
		['expert', main.id],
		['office', main.id]
	];
	const chosen = wanted.map(([role, areaId]) =>
		main.appointments.find((one) => one.role === role && one.areaId === areaId && one.to === null)!
	);
	return [...chosen, first].map(({ personId, name, role, areaId }) => ({
		personId,
		name,
		role,
		areaId
	}));
}
