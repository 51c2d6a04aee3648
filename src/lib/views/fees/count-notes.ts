import { noteValues, type Denominations } from '$lib/domain/ledger/entry';

/** What somebody typed as the number of notes of each value, by the value in 分. */
export type NoteFields = Record<number, string>;

/** Empty fields for all notes and coins there are. */
export const noFields = (): NoteFields =>
	Object.fromEntries(noteValues.map((value) => [value, '']));

/** How many notes one field may name. */
const mostNotes = 100_000;

/** One field as a number; an empty one is none, and undefined is what no number of notes can be. */
export function readCount(text: string): number | undefined {
	const plain = text.normalize('NFKC').trim();
	if (plain === '') return 0;
	if (!/^\d{1,6}$/.test(plain)) return undefined;
	const count = Number(plain);
	return count <= mostNotes ? count : undefined;
}

/** The notes that are there, or undefined while a field is wrong. Values without a note are left out. */
export function readNotes(fields: NoteFields): Denominations | undefined {
	const notes: Record<number, number> = {};
	for (const value of noteValues) {
		const count = readCount(fields[value] ?? '');
		if (count === undefined) return undefined;
		if (count > 0) notes[value] = count;
	}
	return notes;
}
