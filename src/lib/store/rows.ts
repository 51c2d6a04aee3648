import { homeKey, type DataClass } from '$lib/domain/kernel/home';
import { recordKey, type Gone, type Kind, type KindDef } from '$lib/domain/kernel/record';
import { kindOf } from '$lib/domain/registry';
import { digestOf, rowSum } from '$lib/protocol/digest';
import type { Row } from '$lib/protocol/envelope';
import type { StoredRow } from './db';

/**
 * The only way of bodies to the disk, so that a vault can stand here; the way back is `bodies.ts`.
 * Labels (`home`, `todo`, `about`) are taken from the body on the way in and lie beside it.
 */

/** What a record is worth before it is written: its body, or why it is gone. */
export type State = { body: unknown } | { gone: Gone };

/** The stored form of a record's state. `under` gives the confirmed numbers that the new row stands on. */
export function toStored(
	kind: Kind,
	id: string,
	state: State,
	home: string,
	under: { seq: number; at: number; rev: number; digest?: string }
): StoredRow {
	const row: StoredRow = { key: recordKey({ kind, id }), kind, id, home, ...under, body: null };
	if ('gone' in state) return { ...row, gone: state.gone };
	// A kind that only a newer version of the app knows lies here without labels until then.
	const def = kindOf[kind] as KindDef<unknown> | undefined;
	const todo = def?.todo?.(state.body);
	const about = def?.about?.(state.body);
	return { ...row, body: state.body, ...(todo ? { todo } : {}), ...(about ? { about } : {}) };
}

/** Rows of the server that were made ready, and the texts of bodies that were written for their digest. */
const ready = new WeakMap<Row, StoredRow>();
const texts = new WeakMap<object, string>();

/** Works out beforehand what rows of the server will be on the disk, so that this can be done while the disk is busy. */
export function makeReady(rows: readonly Row[]): void {
	for (const row of rows) ready.set(row, storedOf(row));
}

/** The stored form of a row as the server sent it. */
export const fromServer = (row: Row, rev: number): StoredRow => ({
	...(ready.get(row) ?? storedOf(row)),
	rev
});

function storedOf(row: Row): StoredRow {
	const { kind, id, home, seq, at, body, gone } = row;
	if (gone) return toStored(kind, id, { gone }, home, { seq, at, rev: 0 });
	const text = JSON.stringify(body);
	if (typeof body === 'object' && body !== null) texts.set(body, text);
	const digest = digestOf(rowSum(row, text));
	return toStored(kind, id, { body }, home, { seq, at, rev: 0, digest });
}

/** A body as JSON; bodies are never changed in place, so what was written once need not be written again. */
export const bodyText = (body: unknown): string =>
	(typeof body === 'object' && body !== null ? texts.get(body) : undefined) ?? JSON.stringify(body);

/** What a living row counts in its home's digest, worked out from its content. */
export const digestOfRow = (row: { kind: Kind; id: string; seq: number; body: unknown }): string =>
	digestOf(rowSum(row, JSON.stringify(row.body)));

/** The home that a body says it lives in. */
export const homeOf = (kind: Kind, body: unknown): string => homeKey(kindOf[kind].home(body));

/**
 * Whether rows of this home may lie on a phone. What is sensitive stays on the server until phones encrypt
 * what they hold; a form may send it, but no row of it is kept.
 */
export const isKeptHere = (home: string): boolean => !home.includes(sensitive);

/** An id has no colon, so a class between colons, or at the end, is the home's own. */
const sensitive = ':sensitive' satisfies `:${DataClass}`;
