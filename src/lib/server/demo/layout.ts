import type { AddArea, Door } from '$lib/domain/area/schema';
import type { Id } from '$lib/domain/kernel/id';
import type { Chance } from './random';

/** A unit as it was laid out, with the words that lead to it. */
export interface LaidUnit {
	id: Id;
	gridId: Id;
	building: string;
	name: string;
	doors: Door[];
}

/** Buildings and units of one grid: the arguments of their `area.add`, parents first, and the units by themselves. */
export interface LaidGrid {
	areas: AddArea[];
	units: LaidUnit[];
}

interface Shape {
	kind: 'tower' | 'slab' | 'walkUp' | 'house';
	floors: number;
	doorsPerFloor: number;
	units: number;
}

// Storeys and doors as such quarters are built: walk-ups end at seven (no lift needed), towers at 34 (100 metres).
const tallest: Shape = { kind: 'tower', floors: 34, doorsPerFloor: 4, units: 3 };
const towers: readonly Shape[] = [
	{ kind: 'tower', floors: 34, doorsPerFloor: 4, units: 2 },
	{ kind: 'tower', floors: 26, doorsPerFloor: 4, units: 1 },
	{ kind: 'tower', floors: 18, doorsPerFloor: 4, units: 2 },
	{ kind: 'slab', floors: 11, doorsPerFloor: 2, units: 4 }
];
const old: readonly Shape[] = [
	{ kind: 'walkUp', floors: 6, doorsPerFloor: 3, units: 4 },
	{ kind: 'walkUp', floors: 6, doorsPerFloor: 2, units: 5 },
	{ kind: 'walkUp', floors: 7, doorsPerFloor: 2, units: 4 },
	{ kind: 'walkUp', floors: 7, doorsPerFloor: 3, units: 3 },
	{ kind: 'house', floors: 1, doorsPerFloor: 6, units: 1 }
];
const styles: readonly (readonly Shape[])[] = [
	[...towers, old[0]!],
	[...old, towers[3]!, towers[3]!, towers[2]!],
	old,
	[...old, towers[2]!]
];

const estates = '锦绣 春晖 望湖 听松 杏花 和畅 金穗 银杏 南塘 北苑 晨光 长乐 福临 丁香'.split(' ');
const lanes = '后巷 磨坊巷 水井巷 马家胡同'.split(' ');

/** Doors of one unit from the ground up; a ground floor of shops has numbers of its own. */
function doorsOf(shape: Shape, hasShops: boolean, hasOffice: boolean): Door[] {
	const doors: Door[] = [];
	for (let floor = 1; floor <= shape.floors; floor++)
		for (let n = 1; n <= shape.doorsPerFloor; n++) {
			if (shape.kind === 'house') doors.push({ no: String(n), floor, use: 'home' });
			else if (floor === 1 && hasShops) doors.push({ no: `商${n}`, floor, use: 'shop' });
			else doors.push({ no: `${floor}0${n}`, floor, use: 'home' });
		}
	if (hasOffice) doors.push({ no: '物业', floor: -1, use: 'other' });
	return doors;
}

/** How much a grid shall hold: at least so many homes, or exactly so many units. */
export type GridNeed = { homes: number } | { units: number };

/** Draws the buildings of a grid. The first grid (`index` 0) has the tall tower if it is large enough for it. */
export function layGrid(chance: Chance, gridId: Id, index: number, need: GridNeed): LaidGrid {
	const style = styles[index % styles.length]!;
	const estate = estates[index % estates.length]! + (index < estates.length ? '苑' : '里');
	const laid: LaidGrid = { areas: [], units: [] };
	let homes = 0;
	let numbered = 0;
	let yards = 0;
	const missing = () => ('units' in need ? need.units - laid.units.length : need.homes - homes);
	while (missing() > 0) {
		const isFirst = laid.areas.length === 0;
		const shape =
			isFirst && index === 0 && 'homes' in need && need.homes >= 450
				? tallest
				: fitting(chance.pick(style), missing(), 'units' in need);
		const isHouse = shape.kind === 'house';
		const name = isHouse
			? `${lanes[index % lanes.length]!}${++yards}号院`
			: `${estate}${++numbered}号楼`;
		const building: AddArea = {
			id: chance.id(),
			kind: 'building',
			name,
			code: null,
			parentId: gridId,
			doors: []
		};
		laid.areas.push(building);
		const hasShops = shape.kind !== 'house' && shape !== tallest && chance.is(0.12);
		for (let n = 1; n <= shape.units; n++) {
			const doors = doorsOf(shape, hasShops, shape.kind === 'tower' && n === 1);
			const unit = { id: chance.id(), name: isHouse ? '院内' : `${n}单元`, doors };
			laid.areas.push({ ...unit, kind: 'unit', code: null, parentId: building.id });
			laid.units.push({ ...unit, gridId, building: name });
			homes += doors.filter((door) => door.use === 'home').length;
		}
	}
	return laid;
}

/** The shape cut down to what is still missing, in units or in homes; a small rest becomes a small house. */
function fitting(shape: Shape, missing: number, isByUnits: boolean): Shape {
	if (isByUnits) return { ...shape, units: Math.min(shape.units, missing) };
	const perUnit = shape.floors * shape.doorsPerFloor;
	if (perUnit > missing * 1.5) return missing > 12 ? { ...old[1]!, units: 1 } : old[4]!;
	return { ...shape, units: Math.max(1, Math.min(shape.units, Math.ceil(missing / perUnit))) };
}
