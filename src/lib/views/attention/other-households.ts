import type { Tile } from '$lib/domain/tile';

const byDoor = new Intl.Collator('zh-CN', { numeric: true });

/** Where else a visit may belong: the households of the same unit but for `not`, those of the same door first. */
export const otherHouseholds = (
	tiles: Iterable<Tile>,
	door: string | undefined,
	not: string | undefined
): Tile[] =>
	[...tiles]
		.filter((tile) => tile.householdId !== not)
		.sort(
			(a, b) => Number(b.door === door) - Number(a.door === door) || byDoor.compare(a.door, b.door)
		);
