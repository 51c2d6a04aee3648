import { ok } from '../kernel/result';
import { refuse } from '../kernel/refusal';
import type { CommandDef, Event, KindDef, Reading } from '../kernel/record';
import { rights } from '../kernel/rights';
import {
	AddArea,
	AddDoors,
	RenameArea,
	areaKinds,
	type Area,
	type AreaKind,
	type Door
} from './schema';

/** The kind one step below, or undefined for a unit. */
export const kindBelow = (kind: AreaKind): AreaKind | undefined =>
	areaKinds[areaKinds.indexOf(kind) + 1];

/** Whether a code continues its parent's as the standard asks. */
export function isCodeBelow(kind: AreaKind, code: string | null, parent: string | null): boolean {
	if (kind === 'building' || kind === 'unit') return code === null;
	if (code === null) return false;
	if (kind === 'subdistrict') return code.length === 9;
	if (parent === null || !code.startsWith(parent)) return false;
	return kind === 'community' ? code.length === 12 : code.length >= 14;
}

/** Doors sorted as the board shows them: lower floors first, then by number read as a number. */
export const sortDoors = (doors: readonly Door[]): Door[] =>
	[...doors].sort(
		(a, b) =>
			a.floor - b.floor || a.no.length - b.no.length || (a.no < b.no ? -1 : a.no > b.no ? 1 : 0)
	);

const firstTwice = (doors: readonly Door[]): string | undefined => {
	const seen = new Set<string>();
	return doors.find((door) => seen.size === seen.add(door.no).size)?.no;
};

const areaOf = (reading: Reading, id: string) => reading.get<Area>('area', id);

const add: CommandDef<AddArea> = {
	name: 'area.add',
	version: 1,
	schema: AddArea,
	roles: rights['area.add'],
	reads: ({ id, parentId }) => [
		{ kind: 'area', id },
		...(parentId ? [{ kind: 'area' as const, id: parentId }] : [])
	],
	area: ({ id, parentId }) => parentId ?? id,
	decide(reading, args) {
		const parent = args.parentId ? areaOf(reading, args.parentId) : undefined;
		if (areaOf(reading, args.id)) return refuse('nameTaken', 'id');
		if (args.kind === 'subdistrict' ? args.parentId !== null : !parent)
			return refuse('areaUnknown', 'parentId');
		if (parent && kindBelow(parent.kind) !== args.kind) return refuse('areaKindWrong', 'kind');
		if (!isCodeBelow(args.kind, args.code, parent?.code ?? null))
			return refuse('areaCodeWrong', 'code');
		if (args.kind !== 'unit' && args.doors.length > 0) return refuse('areaKindWrong', 'doors');
		const twice = firstTwice(args.doors);
		if (twice) return refuse('doorTaken', 'doors', { door: twice });
		const area: Area = {
			...args,
			path: [...(parent?.path ?? []), args.id],
			doors: sortDoors(args.doors)
		};
		return ok([{ kind: 'area', id: args.id, type: 'area.added', data: area }]);
	}
};

const rename: CommandDef<RenameArea> = {
	name: 'area.rename',
	version: 1,
	schema: RenameArea,
	roles: rights['area.rename'],
	reads: ({ id }) => [{ kind: 'area', id }],
	area: ({ id }) => id,
	decide(reading, args) {
		const area = areaOf(reading, args.id);
		if (!area) return refuse('areaUnknown', 'id');
		if (area.name === args.name) return refuse('nothingChanged', 'name');
		return ok([{ kind: 'area', id: args.id, type: 'area.renamed', data: { name: args.name } }]);
	}
};

const addDoors: CommandDef<AddDoors> = {
	name: 'area.addDoors',
	version: 1,
	schema: AddDoors,
	roles: rights['area.addDoors'],
	reads: ({ id }) => [{ kind: 'area', id }],
	area: ({ id }) => id,
	decide(reading, args) {
		const area = areaOf(reading, args.id);
		if (!area) return refuse('areaUnknown', 'id');
		if (area.kind !== 'unit') return refuse('areaKindWrong', 'id');
		const twice = firstTwice([...area.doors, ...args.doors]);
		if (twice) return refuse('doorTaken', 'doors', { door: twice });
		return ok([
			{ kind: 'area', id: args.id, type: 'area.doorsAdded', data: { doors: args.doors } }
		]);
	}
};

function evolve(area: Area | undefined, event: Event): Area {
	switch (event.type) {
		case 'area.added':
			return event.data as Area;
		case 'area.renamed':
			return { ...area!, name: (event.data as { name: string }).name };
		case 'area.doorsAdded':
			return {
				...area!,
				doors: sortDoors([...area!.doors, ...(event.data as { doors: Door[] }).doors])
			};
		default:
			throw new Error(`area: unknown event ${event.type}`);
	}
}

/** Areas, from the sub-district to the unit with its doors. Each lives in a home of its own. */
export const areaKind: KindDef<Area> = {
	kind: 'area',
	evolve,
	home: (area) => ({ areaId: area.id, dataClass: 'area' }),
	commands: [add, rename, addDoors]
};
