import { kindBelow } from '$lib/domain/area/commands';
import type { Area, AreaKind } from '$lib/domain/area/schema';
import type { Role } from '$lib/domain/kernel/actor';
import { mayDo } from '$lib/domain/kernel/rights';
import type { AreaTree } from '$lib/app/queries';
import type { Shelf } from '$lib/domain/tile';

/** How much there is below an area. `households` is null for those whose device holds none. */
export interface AreaFigures {
	units: number;
	doors: number;
	households: number | null;
}

/** Counts what lies at or below an area. */
export function figuresOf(
	tree: AreaTree,
	areaId: string,
	shelves: ReadonlyMap<string, Shelf> | null
): AreaFigures {
	const units = tree.unitsBelow(areaId);
	return {
		units: units.length,
		doors: units.reduce((sum, id) => sum + (tree.byId.get(id)?.doors.length ?? 0), 0),
		households: shelves
			? units.reduce((sum, id) => sum + Object.keys(shelves.get(id)?.tiles ?? {}).length, 0)
			: null
	};
}

/** What may be added right below an area by a role: an office founds no community. Undefined for nothing. */
export function addable(
	area: Area,
	role: Role | undefined
): Exclude<AreaKind, 'subdistrict'> | undefined {
	if (!mayDo(role, 'area.add')) return undefined;
	return kindBelow(area.kind) as Exclude<AreaKind, 'subdistrict'> | undefined;
}

/** How many digits a code below this kind adds to its parent's: from, to. Null where there is no code. */
export const codeDigits = (kind: AreaKind): [number, number] | null =>
	kind === 'community' ? [3, 3] : kind === 'grid' ? [2, 6] : null;

/** Why a name or a code does not do among its siblings; undefined when it does. */
export function addingFault(
	tree: AreaTree,
	parent: Area,
	kind: AreaKind,
	given: { name: string; suffix: string }
): { field: 'name' | 'code'; fault: 'missing' | 'taken' | 'wrong' } | undefined {
	const name = given.name.trim();
	if (name === '') return { field: 'name', fault: 'missing' };
	const siblings = tree.children(parent.id);
	if (siblings.some((one) => one.name === name)) return { field: 'name', fault: 'taken' };
	const digits = codeDigits(kind);
	if (!digits) return undefined;
	const suffix = given.suffix.trim();
	if (!/^\d+$/.test(suffix) || suffix.length < digits[0] || suffix.length > digits[1])
		return { field: 'code', fault: 'wrong' };
	return siblings.some((one) => one.code === parent.code + suffix)
		? { field: 'code', fault: 'taken' }
		: undefined;
}
