import type { Door } from '$lib/domain/area/schema';

/** How doors are numbered: 301 · 1-301 · 1, 2, 3 from below. */
export const patterns = ['floorDoor', 'unitFloorDoor', 'running'] as const;
export type Pattern = (typeof patterns)[number];

/** A building in figures, as the form asks for it. */
export interface BuildingPlan {
	units: number;
	floors: number;
	perFloor: number;
	/** Lowest floor with homes; the shops below it are not drawn. */
	firstFloor: number;
	/** Floors that the house does not have (4, 13, 14 in many towers): their numbers are left out. */
	skipped: readonly number[];
	pattern: Pattern;
}

/** What each figure may be. `perFloor` stays below 100: a door's number has two digits for it. */
export const planLimits = {
	units: { from: 1, to: 20 },
	floors: { from: 1, to: 60 },
	perFloor: { from: 1, to: 60 },
	firstFloor: { from: 1, to: 20 }
} as const;

/** Most doors of one unit (domain/area/schema.ts). */
export const mostDoors = 1000;

/** The doors of each unit, first unit first; floors that are skipped do not count towards `floors`. */
export function drawBuilding(plan: BuildingPlan): Door[][] {
	const floors: number[] = [];
	for (let floor = plan.firstFloor; floors.length < plan.floors && floor <= 120; floor++)
		if (!plan.skipped.includes(floor)) floors.push(floor);
	return Array.from({ length: plan.units }, (_, unit) =>
		floors.flatMap((floor, storey) =>
			Array.from({ length: plan.perFloor }, (_one, index): Door => {
				const number = `${floor}${String(index + 1).padStart(2, '0')}`;
				const no =
					plan.pattern === 'running'
						? String(storey * plan.perFloor + index + 1)
						: plan.pattern === 'unitFloorDoor'
							? `${unit + 1}-${number}`
							: number;
				return { no, floor, use: 'home' };
			})
		)
	);
}

/** A whole number within its limits as somebody typed it; undefined otherwise. */
export function wholeNumber(
	text: string,
	{ from, to }: { from: number; to: number }
): number | undefined {
	const plain = text.normalize('NFKC').trim();
	if (!/^\d{1,3}$/.test(plain)) return undefined;
	const n = Number(plain);
	return n >= from && n <= to ? n : undefined;
}

/** Numbers out of `4,14 24` however they are separated. */
export const numbersIn = (text: string): number[] =>
	[...text.normalize('NFKC').matchAll(/\d{1,3}/g)].map((match) => Number(match[0]));
