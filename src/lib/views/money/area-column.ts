import type { Id } from '$lib/domain/kernel/id';

/** What somebody typed as the area of a flat in m², as hundredths of one; undefined where it is none. */
export function parseArea(text: string): number | undefined {
	const plain = text
		.normalize('NFKC')
		.trim()
		.replace(/\u3002/g, '.')
		.replace(/\s*(m2|\u33a1|\u5e73(?:\u65b9)?(?:\u7c73)?)$/i, '');
	const [, whole, part = ''] = /^(\d{1,4})(?:\.(\d{1,2}))?$/.exec(plain) ?? [];
	const area = whole === undefined ? 0 : Number(whole + part.padEnd(2, '0'));
	return area > 0 && area <= 1_000_000 ? area : undefined;
}

/** An area as a person writes it: `88.5`. */
export const areaText = (area: number): string => String(area / 100);

/** What a pasted column came to. */
export interface PastedAreas {
	found: Map<Id, string>;
	/** Lines that name no door of the list, or no area, as they were pasted. */
	strange: string[];
}

/**
 * Reads a column pasted out of a spreadsheet: each line a door and its area, or, where no line has a door, as many areas
 * as there are doors, in their order. A door that several units have is taken in the order of the list.
 */
export function readPasted(text: string, doors: readonly { id: Id; door: string }[]): PastedAreas {
	const lines = text.split(/\r?\n/).map((line) => line.trim());
	const filled = lines.filter((line) => line !== '');
	const found = new Map<Id, string>();
	const only = filled.map(parseArea);
	if (filled.length === doors.length && only.every((area) => area !== undefined)) {
		doors.forEach(({ id }, i) => found.set(id, areaText(only[i]!)));
		return { found, strange: [] };
	}
	const strange: string[] = [];
	for (const line of filled) {
		const cells = line.split(/[\t,;\uff0c\uff1b]|\s{1,}/).filter((cell) => cell !== '');
		const area = cells.length > 1 ? parseArea(cells.at(-1)!) : undefined;
		const door = doors.find((one) => !found.has(one.id) && cells.slice(0, -1).includes(one.door));
		if (door && area !== undefined) found.set(door.id, areaText(area));
		else strange.push(line);
	}
	return { found, strange };
}
