import { isCodeBelow } from '$lib/domain/area/commands';
import type { Area, AreaKind, Door } from '$lib/domain/area/schema';
import type { ImportRow } from './check';
import type { ColumnKey, ImportProblem, Reason } from './problem';
import type { Register } from './register';
import { floorFromDoor } from './vocabulary';

/** An area of the register or of the file. `added` holds the doors that the file brings. */
export interface Place {
	id: string;
	kind: AreaKind;
	name: string;
	code: string | null;
	parentId: string | null;
	isNew: boolean;
	/** First row of the file that speaks of it; 0 for none. */
	row: number;
	doors: Map<string, Door>;
	added: Door[];
}

/** Why a row's place does not hold, and which of its columns says so. */
export interface PlaceFault {
	column: ColumnKey;
	reason: Reason;
	detail?: ImportProblem['detail'];
}

type Found = Place | PlaceFault;
const isFault = (found: Found): found is PlaceFault => 'reason' in found;

/** Most doors of one unit (AddArea in domain/area/schema.ts). */
const mostDoors = 1000;

/** Two names of one area: width, spaces and case make no difference. */
const plain = (name: string) => name.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** Finds or founds the areas that rows name. Founding happens in memory; `plan.ts` turns it into commands. */
export class Places {
	readonly all = new Map<string, Place>();
	private readonly byName = new Map<string, Place>();
	private readonly byCode = new Map<string, Place>();
	private readonly settled = new Map<string, Found>();

	constructor(
		private readonly register: Register,
		private readonly newId: () => string
	) {
		for (const area of register.areas.values()) this.keep(placeOf(area));
	}

	private keep(place: Place): Place {
		this.all.set(place.id, place);
		this.byName.set(`${place.parentId ?? ''}|${plain(place.name)}`, place);
		if (place.code) this.byCode.set(place.code, place);
		return place;
	}

	private under(parent: Place, name: string): Place | undefined {
		return this.byName.get(`${parent.id}|${plain(name)}`);
	}

	private found(kind: AreaKind, parent: Place, name: string, code: string | null, row: number) {
		return this.keep({
			id: this.newId(),
			kind,
			name,
			code,
			parentId: parent.id,
			isNew: true,
			row,
			doors: new Map(),
			added: []
		});
	}

	/** The unit that a row speaks of; founds what is missing and may be founded. */
	unitOf(row: ImportRow): Found {
		const key = [
			row.community,
			row.communityCode,
			row.grid,
			row.gridCode,
			row.building,
			row.unit
		].join('\n');
		let found = this.settled.get(key);
		if (!found) this.settled.set(key, (found = this.settle(row)));
		if (!isFault(found) && found.row === 0) found.row = row.row;
		return found;
	}

	private settle(row: ImportRow): Found {
		const community = this.communityOf(row);
		if (community && isFault(community)) return community;
		if (row.grid === '' && row.gridCode === '') return this.unitByName(row, community);
		const home = community ?? this.byCode.get(row.gridCode.slice(0, 12));
		if (!home || !this.mayWrite(home))
			return { column: 'community', reason: 'communityUnknown', detail: { name: '' } };
		const grid = this.gridOf(row, home);
		if (isFault(grid)) return grid;
		const building =
			this.under(grid, row.building) ?? this.found('building', grid, row.building, null, row.row);
		return this.under(building, row.unit) ?? this.found('unit', building, row.unit, null, row.row);
	}

	private mayWrite(place: Place): boolean {
		if (place.kind !== 'community') return false;
		return place.isNew || this.register.communityIds.has(place.id);
	}

	/** Undefined when the row leaves it open. */
	private communityOf(row: ImportRow): Found | undefined {
		const { community: name, communityCode: code } = row;
		const mine = [...this.all.values()].filter((place) => this.mayWrite(place));
		if (name === '' && code === '') return mine.length === 1 ? mine[0] : undefined;
		if (code !== '') return this.communityByCode(name, code, row.row);
		const known = mine.filter((place) => plain(place.name) === plain(name));
		if (known.length === 1) return known[0];
		const reason = this.register.subdistrictIds.size > 0 ? 'communityUnknown' : 'areaForeign';
		return { column: 'community', reason, detail: { name } };
	}

	private communityByCode(name: string, code: string, row: number): Found {
		if (!/^\d{12}$/.test(code)) return { column: 'communityCode', reason: 'communityCodeWrong' };
		const known = this.byCode.get(code);
		if (known && !this.mayWrite(known)) return { column: 'communityCode', reason: 'areaForeign' };
		if (known && name !== '' && plain(known.name) !== plain(name))
			return { column: 'community', reason: 'areaContradicts', detail: { code, name: known.name } };
		if (known) return known;
		if (this.register.subdistrictIds.size === 0)
			return { column: 'communityCode', reason: 'areaForeign' };
		const parent = [...this.register.subdistrictIds]
			.map((id) => this.all.get(id))
			.find((place) => place && isCodeBelow('community', code, place.code));
		if (!parent) return { column: 'communityCode', reason: 'communityCodeWrong' };
		if (name === '') return { column: 'community', reason: 'required' };
		const namesake = this.under(parent, name);
		if (namesake)
			return {
				column: 'communityCode',
				reason: 'areaContradicts',
				detail: { code: namesake.code ?? '', name }
			};
		return this.found('community', parent, name, code, row);
	}

	private gridOf(row: ImportRow, community: Place): Found {
		const { grid: name, gridCode: code } = row;
		const named = name === '' ? undefined : this.under(community, name);
		if (code === '') return named ?? { column: 'grid', reason: 'gridUnknown', detail: { name } };
		if (!isCodeBelow('grid', code, community.code) || !/^\d{14,18}$/.test(code))
			return {
				column: 'gridCode',
				reason: 'gridCodeWrong',
				detail: { code: community.code ?? '' }
			};
		const coded = this.byCode.get(code);
		if (coded && name !== '' && coded !== named)
			return { column: 'grid', reason: 'areaContradicts', detail: { code, name: coded.name } };
		if (coded) return coded;
		if (named)
			return {
				column: 'gridCode',
				reason: 'areaContradicts',
				detail: { code: named.code ?? '', name }
			};
		if (name === '') return { column: 'grid', reason: 'required' };
		return this.found('grid', community, name, code, row.row);
	}

	/** A list of doors alone: the building and the unit must be known already, and be the only ones of that name. */
	private unitByName(row: ImportRow, community: Place | undefined): Found {
		const known = [...this.all.values()].filter((place) => {
			if (place.kind !== 'unit' || plain(place.name) !== plain(row.unit)) return false;
			const building = this.all.get(place.parentId!)!;
			if (plain(building.name) !== plain(row.building)) return false;
			const home = this.all.get(this.all.get(building.parentId!)!.parentId!)!;
			return community ? home === community : this.mayWrite(home);
		});
		const detail = { building: row.building, unit: row.unit };
		if (known.length === 1) return known[0]!;
		return known.length === 0
			? { column: 'unit', reason: 'unitUnknown', detail }
			: { column: 'unit', reason: 'unitAmbiguous', detail };
	}
}

const placeOf = (area: Area): Place => ({
	id: area.id,
	kind: area.kind,
	name: area.name,
	code: area.code,
	parentId: area.parentId,
	isNew: false,
	row: 0,
	doors: new Map(area.doors.map((door) => [door.no, door])),
	added: []
});

/** The door of a row in its unit; adds it when it is new. Undefined when all is well. */
export function enterDoor(unit: Place, row: ImportRow): PlaceFault | undefined {
	const known = unit.doors.get(row.door);
	if (known) {
		if (row.floor !== null && row.floor !== known.floor)
			return { column: 'floor', reason: 'floorDiffers', detail: { floor: known.floor } };
		if (row.use !== null && row.use !== known.use)
			return { column: 'use', reason: 'useDiffers', detail: { use: known.use } };
		return undefined;
	}
	const floor = row.floor ?? floorFromDoor(row.door);
	if (floor === undefined) return { column: 'floor', reason: 'floorMissing' };
	if (unit.doors.size >= mostDoors)
		return { column: 'door', reason: 'unitFull', detail: { most: mostDoors } };
	const door: Door = { no: row.door, floor, use: row.use ?? 'home' };
	unit.doors.set(door.no, door);
	unit.added.push(door);
	return undefined;
}
