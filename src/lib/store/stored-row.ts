import type { Gone, Kind } from '$lib/domain/kernel/record';

/** A record as it lies on the disk (see `RowStore`). Bodies are written in `rows.ts` alone and read in `bodies.ts`. */
export interface StoredRow {
	/** `kind:id`. */
	key: string;
	kind: Kind;
	id: string;
	home: string;
	/** The server's number of the confirmed row this one stands on; 0 if the server never confirmed any. */
	seq: number;
	/** When the server wrote the confirmed row, epoch ms by its clock; 0 if it never did. */
	at: number;
	/** What the confirmed row counts in its home's digest (`protocol/digest.ts`); absent when there is none alive. */
	digest?: string;
	/** Raised by every local write; two tabs notice each other by it. */
	rev: number;
	/** Null when the record is gone. */
	body: unknown;
	gone?: Gone;
	/** Who has to do something with it (see `KindDef.todo`). Absent when nobody has, so that the index stays small. */
	todo?: string;
	/** Which record it is about (see `KindDef.about`). */
	about?: string;
}

/** Rows that arrived together, of one data class in one area, as one record. */
export interface Pack {
	id: string;
	/** The home of its rows that no author narrows, see `wideHome`; the others say theirs. */
	home: string;
	/** The rows' keys. */
	keys: string[];
	/** The rows as JSON in UTF-8, half of what the disk would make of a text; see `rowsIn`. */
	bytes: Uint8Array;
}
