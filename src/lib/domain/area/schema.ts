import * as v from 'valibot';
import { Id } from '../kernel/id';
import { name } from '../kernel/text';

/** From the sub-district (街道) down to the unit (单元), each directly below the one before it. */
export const areaKinds = ['subdistrict', 'community', 'grid', 'building', 'unit'] as const;
export type AreaKind = (typeof areaKinds)[number];

/** What a door leads to. Only homes are visited. */
export const doorUses = ['home', 'shop', 'other'] as const;

/** One door of a unit: its number as painted on it, and its floor (below ground is negative, no floor 0). */
export const Door = v.object({
	no: name(12),
	floor: v.pipe(
		v.number(),
		v.integer(),
		v.minValue(-9, 'floor'),
		v.maxValue(120, 'floor'),
		v.check((n) => n !== 0, 'floor')
	),
	use: v.picklist(doorUses)
});
export type Door = v.InferOutput<typeof Door>;

/**
 * Area codes: 9 digits for a sub-district, 12 for a community (its parent's 9 + 3), and for a grid its
 * community's 12 + a suffix of 2–6 digits. Buildings and units have none. (GB/T 2260 and GB/T 10114 continued.)
 */
export const AreaCode = v.pipe(v.string(), v.regex(/^\d{9,18}$/, 'areaCode'));

/** What an area says of itself, as it is stored and travels. */
export interface Area {
	id: Id;
	kind: AreaKind;
	name: string;
	code: string | null;
	parentId: Id | null;
	/** Ids from the sub-district down to this area itself. */
	path: Id[];
	/** Units only: the doors, in the order of the board (floor by floor upwards, left to right). */
	doors: Door[];
}

/** Arguments of `area.add`. */
export const AddArea = v.object({
	id: Id,
	kind: v.picklist(areaKinds),
	name: name(40),
	code: v.nullable(AreaCode),
	parentId: v.nullable(Id),
	doors: v.pipe(v.array(Door), v.maxLength(1000, 'tooMany'))
});
export type AddArea = v.InferOutput<typeof AddArea>;

/** Arguments of `area.rename`. */
export const RenameArea = v.object({ id: Id, name: name(40) });
export type RenameArea = v.InferOutput<typeof RenameArea>;

/** Arguments of `area.addDoors`: doors that a unit has besides. */
export const AddDoors = v.object({
	id: Id,
	doors: v.pipe(v.array(Door), v.minLength(1, 'empty'), v.maxLength(1000, 'tooMany'))
});
export type AddDoors = v.InferOutput<typeof AddDoors>;
