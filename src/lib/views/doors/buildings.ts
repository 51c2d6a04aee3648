import type { Area } from '$lib/domain/area/schema';
import type { AreaTree } from '$lib/app/area-tree';

/** A building with those of its units that the person looks after, in the order of a walk. */
export interface Building {
	building: Area;
	units: Area[];
}

/**
 * The buildings of a person's scope in the order of the area tree. A unit leader's scope begins at the unit;
 * its building is known by name only, and stands here with that one unit.
 */
export function buildingsOf(tree: AreaTree): Building[] {
	const found = new Map<string, Building>();
	const seen = new Set<string>();
	const visit = (area: Area) => {
		if (seen.has(area.id)) return;
		seen.add(area.id);
		if (area.kind === 'unit') {
			const building = area.parentId ? tree.byId.get(area.parentId) : undefined;
			if (!building) return;
			const known = found.get(building.id);
			if (known) known.units.push(area);
			else found.set(building.id, { building, units: [area] });
			return;
		}
		if (area.kind === 'building' && !found.has(area.id))
			found.set(area.id, { building: area, units: [] });
		for (const child of tree.children(area.id)) visit(child);
	};
	for (const root of tree.roots) visit(root);
	return [...found.values()];
}

/** Buildings by the grid they stand in, both in the order of the tree; `grid` is undefined where none is known. */
export function byGrid(
	tree: AreaTree,
	buildings: readonly Building[]
): { grid: Area | undefined; buildings: Building[] }[] {
	const groups = new Map<string, { grid: Area | undefined; buildings: Building[] }>();
	for (const one of buildings) {
		const grid = one.building.path
			.map((id) => tree.byId.get(id))
			.find((area) => area?.kind === 'grid');
		const group = groups.get(grid?.id ?? '');
		if (group) group.buildings.push(one);
		else groups.set(grid?.id ?? '', { grid, buildings: [one] });
	}
	return [...groups.values()];
}
