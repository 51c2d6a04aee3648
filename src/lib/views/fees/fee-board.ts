import type { Area, Door } from '$lib/domain/area/schema';
import type { Levy } from '$lib/domain/levy/schema';
import { linesOf, type ShareLine } from '$lib/domain/levy/select';
import type { Fen } from '$lib/domain/money/fen';
import { floorsOf } from '$lib/domain/tile';
import type { BoardDoor, BoardMark, BoardTone, BoardUnit } from '$lib/ui/door-board';

/** What one look at a door should tell while money is collected. */
export type DoorFee =
	'owing' | 'part' | 'promised' | 'absent' | 'refused' | 'over' | 'paid' | 'exempt';

/** The states in the order in which a key lists them; of several behind one door the first speaks for it. */
export const doorFees: readonly DoorFee[] = [
	...(['owing', 'part', 'promised', 'absent', 'refused', 'over', 'paid', 'exempt'] as const)
];

/** How the kit draws each. */
export const toneOfFee: Record<DoorFee, BoardTone> = {
	owing: 'due',
	part: 'part',
	promised: 'postponed',
	absent: 'tried',
	refused: 'flagged',
	over: 'over',
	paid: 'done',
	exempt: 'spared'
};

/** The state of one household. What was said at the door outranks what is still owed: whoever comes back wants to know. */
export function doorFeeOf({ state, note }: ShareLine): DoorFee {
	if (state === 'over' || state === 'paid' || state === 'exempt') return state;
	if (note && note.kind !== 'clear') return note.kind;
	return state === 'part' ? 'part' : 'owing';
}

/** A door of the list with the households behind it that are asked. */
export interface FeePlace {
	key: string;
	door: Door;
	lines: ShareLine[];
}

/** Every door of the unit by its key, in walking order, and the households on the list whose door is not there any more. */
export function feePlaces(
	unit: Pick<Area, 'doors'>,
	levy: Levy
): { places: Map<string, FeePlace>; elsewhere: ShareLine[] } {
	const lines = linesOf(levy);
	const known = new Set(unit.doors.map(({ no }) => no));
	const places = new Map(
		unit.doors.map((door) => [
			door.no,
			{ key: door.no, door, lines: lines.filter(({ share }) => share.door === door.no) }
		])
	);
	return { places, elsewhere: lines.filter(({ share }) => !known.has(share.door)) };
}

/** The words of a tile; the room `fees` has them. */
export interface FeeWords {
	tones: Record<DoorFee, string>;
	captions: {
		part: (yuan: string) => string;
		paid: string;
		promised: (day: string) => string;
		promisedSome: string;
		over: (yuan: string) => string;
		households: (count: number) => string;
	};
	notAsked: string;
	tile: (door: string, parts: string) => string;
	between: string;
}

/** How amounts and days are written on a tile. */
export interface Says {
	yuan: (fen: Fen) => string;
	day: (day: string) => string;
}

function captionOf(line: ShareLine, fee: DoorFee, words: FeeWords, says: Says): string {
	const { owesFen, note } = line;
	switch (fee) {
		case 'owing':
			return says.yuan(owesFen);
		case 'part':
			return words.captions.part(says.yuan(owesFen));
		case 'over':
			return words.captions.over(says.yuan(-owesFen));
		case 'promised':
			return note?.on ? words.captions.promised(says.day(note.on)) : words.captions.promisedSome;
		case 'paid':
			return words.captions.paid;
		default:
			return words.tones[fee];
	}
}

/** The state that speaks for a door; undefined where nobody behind it is asked. */
export const sharedFeeOf = (lines: readonly ShareLine[]): DoorFee | undefined => {
	const fees = new Set(lines.map(doorFeeOf));
	return doorFees.find((fee) => fees.has(fee));
};

/** What one tile shows, and the same in words. */
export function feeTile(
	{ key, door, lines }: FeePlace,
	unsent: ReadonlySet<string>,
	words: FeeWords & { unsent: string },
	says: Says
): BoardDoor {
	const fee = sharedFeeOf(lines);
	if (!fee) {
		const title = words.tile(door.no, words.notAsked);
		return { key, label: door.no, caption: '', tone: 'empty', disabled: true, title };
	}
	const speaker = lines.find((line) => doorFeeOf(line) === fee)!;
	const own = captionOf(speaker, fee, words, says);
	const caption = lines.length > 1 ? words.captions.households(lines.length) : own;
	const marks: BoardMark[] = lines.some(({ share }) => unsent.has(share.householdId))
		? ['unsent']
		: [];
	const said = [caption, words.tones[fee], own, ...(marks.length > 0 ? [words.unsent] : [])];
	const title = words.tile(door.no, [...new Set(said)].join(words.between));
	return { key, label: door.no, caption, tone: toneOfFee[fee], marks, title };
}

/** The unit as the board draws it. */
export const feeUnit = (
	unit: Area,
	places: ReadonlyMap<string, FeePlace>,
	draw: (place: FeePlace) => BoardDoor
): BoardUnit => ({
	id: unit.id,
	name: unit.name,
	floors: floorsOf(unit).map(({ floor, doors }) => ({
		floor,
		doors: doors.map((door) => draw(places.get(door.no)!))
	}))
});

/** Whether somebody should still knock here: who is not at home or is not willing is not asked again on the same round. */
export const isToAsk = ({ lines }: FeePlace, isEveryoneAsked = false): boolean =>
	lines.some((line) => {
		const fee = doorFeeOf(line);
		return fee === 'owing' || fee === 'part' || (isEveryoneAsked && line.owesFen > 0);
	});
