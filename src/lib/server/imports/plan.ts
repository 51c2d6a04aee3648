import { amendmentOf } from '$lib/domain/household/amendment';
import type { Area } from '$lib/domain/area/schema';
import { areaKinds } from '$lib/domain/area/schema';
import type { Command } from '$lib/domain/handle';
import type { ImportRow } from './check';
import { columnOf } from './columns';
import { Families, type Family } from './families';
import { pause } from './pause';
import { enterDoor, Places, type Place } from './place';
import { shown, type ColumnKey, type ImportProblem, type Reason } from './problem';
import type { Register } from './register';

/** How many of a kind an import would add, change, or leave as they are. */
export interface Count {
	new: number;
	changed: number;
	unchanged: number;
}

/** What an import would do, by kind. */
export type Counts = Record<'areas' | 'doors' | 'households' | 'residents', Count>;

/** A command and the row of the spreadsheet that it stems from. */
export interface PlannedCommand {
	row: number;
	command: Command;
}

/** Everything an import means to do, in an order in which it can be done. */
export interface Plan {
	commands: PlannedCommand[];
	counts: Counts;
	problems: ImportProblem[];
}

const empty = (): Count => ({ new: 0, changed: 0, unchanged: 0 });

/**
 * Compares checked rows with the register. Pure but for its pauses; `newId` makes record ids. With problems the
 * commands are worth nothing: the caller imports all or nothing. `title` gives a column's heading as the file has it.
 */
export async function planImport(
	rows: readonly ImportRow[],
	register: Register,
	newId: () => string,
	title: (key: ColumnKey) => string = (key) => columnOf[key].heading,
	onRow: (done: number) => void = () => undefined
): Promise<Plan> {
	const problems: ImportProblem[] = [];
	const note = (
		row: ImportRow,
		column: ColumnKey | null,
		value: string,
		reason: Reason,
		detail?: ImportProblem['detail']
	) =>
		problems.push({
			row: row.row,
			column: column ? title(column) : '',
			value: column ? shown(value, column) : '',
			reason,
			...(detail ? { detail } : {})
		});
	const places = new Places(register, newId);
	const families = new Families(register, newId);
	const doors = { ...empty(), seen: new Set<string>() };
	let done = 0;
	for (const row of rows) {
		if (++done % 200 === 0) {
			onRow(done);
			await pause();
		}
		const unit = places.unitOf(row);
		if ('reason' in unit) {
			note(row, unit.column, placeText(row, unit.column), unit.reason, unit.detail);
			continue;
		}
		const isKnown = unit.doors.has(row.door);
		const fault = enterDoor(unit, row);
		if (fault) {
			note(row, fault.column, placeText(row, fault.column), fault.reason, fault.detail);
			continue;
		}
		const door = `${unit.id}|${row.door}`;
		if (!doors.seen.has(door)) {
			doors.seen.add(door);
			doors[isKnown ? 'unchanged' : 'new']++;
		}
		if (row.resident) families.enter(unit.id, row);
	}
	const found = await families.settle(note);
	const areas = areasOf(places);
	return {
		commands: [...areas.commands, ...found.map(commandOf).filter((one) => one !== undefined)],
		counts: {
			areas: areas.count,
			doors: { new: doors.new, changed: 0, unchanged: doors.unchanged },
			households: countOf(found.map((family) => family.state)),
			residents: countOf(found.flatMap((family) => family.residentStates))
		},
		problems: problems.sort((a, b) => a.row - b.row)
	};
}

const placeText = (row: ImportRow, column: ColumnKey): string => {
	if (column === 'floor') return row.floor === null ? '' : String(row.floor);
	if (column === 'use') return row.use ?? '';
	const value = (row as unknown as Partial<Record<ColumnKey, unknown>>)[column];
	return typeof value === 'string' ? value : '';
};

function countOf(states: readonly (keyof Count)[]): Count {
	const count = empty();
	for (const state of states) count[state]++;
	return count;
}

/** Commands for new areas from the top down, and for doors that known units get besides. */
function areasOf(places: Places): { commands: PlannedCommand[]; count: Count } {
	const touched = new Set<Place>();
	for (const place of places.all.values()) {
		if (place.row === 0) continue;
		for (let one: Place | undefined = place; one && one.kind !== 'subdistrict';)
			one = touched.add(one) && one.parentId ? places.all.get(one.parentId) : undefined;
	}
	const depth = (place: Place) => areaKinds.indexOf(place.kind);
	const commands: PlannedCommand[] = [];
	for (const place of [...touched].sort((a, b) => depth(a) - depth(b))) {
		if (place.isNew) {
			const { id, kind, name, code, parentId } = place;
			const args: Omit<Area, 'path'> = { id, kind, name, code, parentId, doors: place.added };
			commands.push({ row: place.row, command: { name: 'area.add', version: 1, args } });
		} else if (place.added.length > 0) {
			const args = { id: place.id, doors: place.added };
			commands.push({ row: place.row, command: { name: 'area.addDoors', version: 1, args } });
		}
	}
	return {
		commands,
		count: countOf(
			[...touched].map((place) =>
				place.isNew ? 'new' : place.added.length > 0 ? 'changed' : 'unchanged'
			)
		)
	};
}

function commandOf(family: Family): PlannedCommand | undefined {
	const { id, unitId, ...content } = family.next;
	const sensitive = { particulars: family.particulars };
	if (family.state === 'unchanged') return undefined;
	if (!family.before) {
		const args = { id, unitId, ...content, ...sensitive };
		return { row: family.row, command: { name: 'household.register', version: 1, args } };
	}
	const args = amendmentOf(family.before, family.next, family.known, family.particulars);
	return { row: family.row, command: { name: 'household.amend', version: 2, args } };
}
