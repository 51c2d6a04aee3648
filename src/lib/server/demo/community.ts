import type { AddArea } from '$lib/domain/area/schema';
import type { MakeAppointment } from '$lib/domain/appointment/schema';
import type { RegisterHousehold } from '$lib/domain/household/schema';
import type { Day } from '$lib/domain/kernel/day';
import type { Id } from '$lib/domain/kernel/id';
import { drawHousehold, largestHousehold, type FamilySource } from './family';
import type { idNumbers } from './id-number';
import { layGrid, type GridNeed, type LaidUnit } from './layout';
import { chanceOf, type Chance } from './random';
import { caseStaff, communityStaff, gridStaff, unitLeaders } from './staff';

/** How large a community shall be; every number is met exactly. */
export interface CommunitySize {
	grids: number;
	households: number;
	/** Between 1 and 8 for each household. */
	residents: number;
	/** Units in total; without it as many as the households need, and they spread over all grids. */
	units?: number;
}

/** Where a community stands, and what it shares with its neighbours. */
export interface CommunityPlace {
	id: Id;
	name: string;
	/** Twelve digits. */
	code: string;
	parentId: Id;
	/** The day on which the demonstration is looked at. */
	today: Day;
	numbers: ReturnType<typeof idNumbers>;
}

/** A community as arguments of the commands that make it, in an order in which they can be carried out. */
export interface DrawnCommunity {
	id: Id;
	areas: AddArea[];
	gridIds: Id[];
	units: LaidUnit[];
	households: RegisterHousehold[];
	appointments: MakeAppointment[];
}

/** The parts of a whole as even as whole numbers allow, then shifted against each other by up to `spread`. */
function parts(chance: Chance, whole: number, count: number, spread: number): number[] {
	const each = Array.from(
		{ length: count },
		(_, i) => Math.floor(whole / count) + (i < whole % count ? 1 : 0)
	);
	for (let i = 0; i + 1 < count; i += 2) {
		const shift = chance.int(0, Math.min(spread, each[i + 1]! - 1));
		each[i]! += shift;
		each[i + 1]! -= shift;
	}
	return each;
}

const sizeWeights = [
	[1, 9],
	[2, 19],
	[3, 27],
	[4, 21],
	[5, 13],
	[6, 8],
	[7, 2],
	[8, 1]
] as const;

/** People per household: drawn by weight, then mended one by one until the sum is exact. */
export function householdSizes(chance: Chance, households: number, residents: number): number[] {
	if (residents < households || residents > households * largestHousehold)
		throw new RangeError(`${residents} residents do not fit ${households} households`);
	const sizes = Array.from({ length: households }, () => chance.weighted<number>(sizeWeights));
	let over = sizes.reduce((sum, size) => sum + size, 0) - residents;
	while (over !== 0) {
		const at = chance.int(0, households - 1);
		const next = sizes[at]! - Math.sign(over);
		if (next < 1 || next > largestHousehold) continue;
		sizes[at] = next;
		over -= Math.sign(over);
	}
	return sizes;
}

// Out of a hundred homes four or five stand empty.
const livedShare = 0.955;
// Of a thousand households four share their door with another.
const sharedShare = 0.004;

interface LivedDoor {
	unitId: Id;
	door: string;
	no: string | null;
}

/** The doors behind which `count` households live: the first buildings of the grid, with some doors left empty. */
function livedDoors(chance: Chance, units: readonly LaidUnit[], count: number): LivedDoor[] {
	const homes = units.flatMap((unit) =>
		unit.doors
			.filter((door) => door.use === 'home')
			.map((door) => ({ unitId: unit.id, door: door.no }))
	);
	const shared = Math.round(count * sharedShare);
	// A grid that has only begun to register is full in its first buildings, and unknown in the rest.
	const isBegun = count < homes.length / 2;
	const reach = isBegun ? Math.ceil(count / livedShare) : homes.length;
	const doors = chance.shuffled(homes.slice(0, reach)).slice(0, count - shared);
	if (doors.length + shared < count) throw new RangeError(`No room for ${count} households`);
	return doors.flatMap((door, i): LivedDoor[] =>
		i < shared
			? [
					{ ...door, no: '1' },
					{ ...door, no: '2' }
				]
			: [{ ...door, no: null }]
	);
}

/** Households per grid. A community with a fixed number of units has only begun to register: all in its first grid. */
function householdsPerGrid(chance: Chance, size: CommunitySize): number[] {
	if (size.units === undefined) return parts(chance, size.households, size.grids, 60);
	return Array.from({ length: size.grids }, (_, i) => (i === 0 ? size.households : 0));
}

/** Draws a community. The same seed, place and size give the same community to the last letter. */
export function generateCommunity(
	seed: string,
	place: CommunityPlace,
	size: CommunitySize
): DrawnCommunity {
	const chance = chanceOf(seed);
	const { id, today } = place;
	const community: AddArea = {
		id,
		kind: 'community',
		name: place.name,
		code: place.code,
		parentId: place.parentId,
		doors: []
	};
	const officers = size.households > 1000 ? 5 : 3;
	const drawn: DrawnCommunity = {
		id,
		areas: [community],
		gridIds: [],
		units: [],
		households: [],
		appointments: [
			...communityStaff(chance.fork('office'), id, today, officers),
			...caseStaff(chance.fork('mediation'), id, today)
		]
	};
	const people = householdSizes(chance.fork('people'), size.households, size.residents);
	const households = householdsPerGrid(chance, size);
	const units = size.units === undefined ? [] : parts(chance, size.units, size.grids, 5);
	for (let index = 0; index < size.grids; index++)
		drawGrid(drawn, chance.fork(`grid ${index}`), place, {
			// Ids of one stream sort as drawn: areas come in their natural order by id as well.
			id: chance.id(),
			index,
			need: units[index]
				? { units: units[index]! }
				: { homes: Math.ceil(households[index]! / livedShare) },
			people: people.splice(0, households[index])
		});
	return drawn;
}

/** Adds one grid with all that is in it. `people` holds one number per household. */
function drawGrid(
	drawn: DrawnCommunity,
	chance: Chance,
	{ code, today, numbers }: CommunityPlace,
	plan: { id: Id; index: number; need: GridNeed; people: number[] }
): void {
	const { id } = plan;
	const suffix = String(plan.index + 1).padStart(2, '0');
	drawn.gridIds.push(id);
	drawn.areas.push({
		id,
		kind: 'grid',
		name: `第${plan.index + 1}网格`,
		code: code + suffix,
		parentId: drawn.id,
		doors: []
	});
	const laid = layGrid(chance.fork('layout'), id, plan.index, plan.need);
	drawn.areas.push(...laid.areas);
	drawn.units.push(...laid.units);

	const source: FamilySource = { year: Number(today.slice(0, 4)), numbers };
	const doors = livedDoors(chance.fork('doors'), laid.units, plan.people.length);
	const families = chance.fork('families');
	const ofUnit = new Map<Id, RegisterHousehold[]>(laid.units.map((unit) => [unit.id, []]));
	plan.people.forEach((count, i) => {
		const household = drawHousehold(families, source, doors[i]!, count);
		drawn.households.push(household);
		ofUnit.get(household.unitId)!.push(household);
	});

	drawn.appointments.push(...gridStaff(chance.fork('staff'), id, today));
	const leaders = chance.fork('leaders');
	for (const unit of laid.units)
		drawn.appointments.push(...unitLeaders(leaders, unit, ofUnit.get(unit.id)!, today));
}
