import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Id } from '$lib/domain/kernel/id';
import { ok, type Result } from '$lib/domain/kernel/result';
import { perhapsKnown } from '$lib/domain/statement/again';
import { mostLinesAtOnce, type BankLine, type StatementLine } from '$lib/domain/statement/schema';
import { bodiesOfKind } from '$lib/store/bodies';
import { booksOf, type Books } from './campaigns';
import { execute } from './execute';
import { executeEach } from './execute-each';
import { place } from './place.svelte';
import type { Intent, SaveFailure } from './save';

/** What the office does with the bank's statement of a campaign. All of it happens on this device, without a network. */

/** The books of a campaign, and the lines that were taken over for it. */
export interface BankBooks {
	books: Books;
	lines: BankLine[];
}

/** Both sides of a campaign's reconciliation, to be used inside `live()`; undefined when it is not on this device. */
export async function bankBooksOf(campaignId: Id): Promise<BankBooks | undefined> {
	const [books, all] = await Promise.all([
		booksOf(campaignId),
		bodiesOfKind<BankLine>(place().db, 'bankLine')
	]);
	return books && { books, lines: all.filter((line) => line.campaignId === campaignId) };
}

/**
 * The id of a line: made from the campaign and the line alone, so that two computers that take over the same file without
 * knowing of each other make the same records. A UUIDv8 (RFC 9562) of its SHA-256.
 */
export function lineIdOf(campaignId: Id, key: string): Id {
	const hex = bytesToHex(sha256(utf8ToBytes(`${campaignId}\n${key}`)));
	const variant = ((parseInt(hex[16]!, 16) & 3) | 8).toString(16);
	return [
		...[hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`],
		...[`${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)]
	].join('-');
}

/** A line of a file, ready to be taken over. */
export interface NewLine extends StatementLine {
	id: Id;
}

/** A line of a file that another export may have brought already, in other columns or words. */
export interface Doubtful {
	line: NewLine;
	like: BankLine;
}

/**
 * The lines of a file with their ids: those that are new, those that the campaign has already, and those of which a person
 * has to say whether it has them.
 */
export function sortedOut(
	campaignId: Id,
	lines: readonly StatementLine[],
	known: readonly BankLine[]
): { fresh: NewLine[]; known: NewLine[]; doubtful: Doubtful[] } {
	const has = new Set(known.map(({ id }) => id));
	const all = lines.map((line) => ({ ...line, id: lineIdOf(campaignId, line.key) }));
	const perhaps = perhapsKnown(all, known);
	return {
		fresh: all.filter(({ id }) => !has.has(id) && !perhaps.has(id)),
		known: all.filter(({ id }) => has.has(id)),
		doubtful: all.flatMap((line) => {
			const like = perhaps.get(line.id);
			return like ? [{ line, like }] : [];
		})
	};
}

/**
 * Takes lines over, so many at a time; `onstep` hears how many are on the disk. What was saved before a failure stays: who
 * chooses the file again goes on from there.
 */
export async function takeOver(
	campaignId: Id,
	lines: readonly NewLine[],
	onstep: (done: number) => void
): Promise<Result<number, SaveFailure>> {
	for (let from = 0; from < lines.length; from += mostLinesAtOnce) {
		const part = lines
			.slice(from, from + mostLinesAtOnce)
			.map(({ id, day, fen, way, counterpart, remark, serial }) => {
				return { id, day, fen, way, counterpart, remark, serial };
			});
		const done = await execute({ name: 'bank.import', args: { campaignId, lines: part } });
		if (!done.ok) return done;
		onstep(from + part.length);
	}
	return ok(lines.length);
}

/** How many acts are saved before the page is drawn again. */
const atOnce = 20;

/** Acts that one tap means together; yields how many were refused, because a colleague was quicker. */
export async function settleEach(
	intents: readonly Intent[],
	onstep: (done: number) => void
): Promise<{ refused: number; failure: SaveFailure | null }> {
	let refused = 0;
	let failure: SaveFailure | null = null;
	for (let from = 0; from < intents.length; from += atOnce) {
		const part = intents.slice(from, from + atOnce);
		for (const answer of await executeEach(part))
			if (!answer.ok) {
				refused += 1;
				failure = answer.error;
			}
		// A full disk refuses all that follow as well.
		if (failure?.code === 'storageFull' || failure?.code === 'storageBroken') break;
		onstep(from + part.length);
	}
	return { refused, failure };
}
