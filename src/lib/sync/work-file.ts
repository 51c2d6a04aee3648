import * as v from 'valibot';
import { Id } from '$lib/domain/kernel/id';
import { fail, ok, type Result } from '$lib/domain/kernel/result';
import { Operation, Receipt } from '$lib/protocol/envelope';
import { isSoundType } from '$lib/domain/sound/limits';
import type { PersonDb } from '$lib/store/db';
import { getMeta } from '$lib/store/meta';
import type { BroughtPhoto } from '$lib/store/photos';
import { readOutbox } from './outgoing';
import { factsOf, joinParts, readPhotos, splitParts, WorkPhotoFacts } from './work-photos';

/**
 * Unsent work as a file: the shape of it, without any cryptography. A file is the mark, the length of the header (two
 * bytes, big end first), the header as JSON in clear, and the sealed content. Nothing is compressed, so that a small
 * file cannot unfold into a large one, and the header tells neither who nor what.
 */

/**
 * The newest form of a file, which may hold sounds and what cases name. The first had no photos; both earlier ones are
 * read as well.
 */
export const workFileVersion = 3;

/**
 * The form that these photos need. Versions of the app before cases of mediation take neither a sound nor a record whose
 * kind is more than one word, and would call the file damaged; of this form they say that it is newer than they are.
 */
export const versionFor = (photos: readonly Pick<BroughtPhoto, 'type' | 'records'>[]): number =>
	photos.some(
		({ type, records = [] }) => isSoundType(type) || records.some((key) => /^[a-z]*[A-Z]/.test(key))
	)
		? workFileVersion
		: 2;

/** Larger files are not even read, bytes. */
export const maxWorkFileBytes = 32_000_000;

const mark = new TextEncoder().encode('linli-work\n');
const maxHeaderBytes = 1_000;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const hex = (bytes: number) => v.pipe(v.string(), v.regex(/^[0-9a-f]*$/), v.length(bytes * 2));

/** Bounded, so that no file can exhaust a phone. */
const Derivation = v.object({
	salt: hex(16),
	memory: v.pipe(count, v.minValue(8_192), v.maxValue(131_072)),
	passes: v.pipe(count, v.minValue(1), v.maxValue(8)),
	lanes: v.pipe(count, v.minValue(1), v.maxValue(4))
});
/** How the key comes from the passphrase (Argon2id). `salt` in hexadecimal digits, `memory` in KiB. */
export type Derivation = v.InferOutput<typeof Derivation>;

const Header = v.object({
	version: v.pipe(count, v.minValue(1), v.maxValue(workFileVersion)),
	count,
	key: Derivation,
	nonce: hex(12)
});
/** What stands in clear: the version, how many operations, and what opening needs besides the passphrase. */
export type Header = v.InferOutput<typeof Header>;

const Entry = v.object({
	operation: Operation,
	state: v.picklist(['waiting', 'refused', 'held']),
	receipt: v.optional(Receipt),
	keys: v.array(v.string()),
	savedAt: count,
	seen: v.optional(
		v.object({
			householdId: v.optional(v.string()),
			unitId: v.optional(v.string()),
			path: v.optional(v.array(v.string())),
			place: v.optional(v.string()),
			door: v.optional(v.string()),
			head: v.optional(v.string())
		})
	)
});

/** The words of what is sealed: whose work it is, from which device and epoch of the server, and every unsettled operation in order. */
const WorkContent = v.object({
	personId: Id,
	deviceId: Id,
	epoch: v.nullable(v.string()),
	madeAt: count,
	entries: v.array(Entry)
});
export type WorkContent = v.InferOutput<typeof WorkContent>;

const WithPhotos = v.object({ ...WorkContent.entries, photos: WorkPhotoFacts });

/** What is sealed, as a whole: words and photos. `spoilt`: photos whose bytes are not what they were. */
export interface WorkInside {
	content: WorkContent;
	photos: BroughtPhoto[];
	spoilt: number;
}

/** Why a file cannot be read. `damaged` cannot be told from a wrong passphrase once the header is whole. */
export type WorkFileProblem = 'notOurs' | 'tooLarge' | 'newer' | 'damaged';

/** A file taken apart. `bound` is everything in front of the sealed content, which the seal vouches for as well. */
export interface WorkFileParts {
	header: Header;
	bound: Uint8Array<ArrayBuffer>;
	sealed: Uint8Array<ArrayBuffer>;
}

/** What stands in front of the sealed content. */
export function writeHead(header: Header): Uint8Array<ArrayBuffer> {
	const text = new TextEncoder().encode(JSON.stringify(header));
	const head = new Uint8Array(mark.length + 2 + text.length);
	head.set(mark);
	head.set([text.length >> 8, text.length & 255], mark.length);
	head.set(text, mark.length + 2);
	return head;
}

/** Takes a file apart; reads nothing beyond the header. */
export function readParts(file: Uint8Array<ArrayBuffer>): Result<WorkFileParts, WorkFileProblem> {
	if (mark.some((byte, i) => file[i] !== byte)) return fail('notOurs');
	if (file.length > maxWorkFileBytes) return fail('tooLarge');
	const from = mark.length + 2;
	const length = ((file[mark.length] ?? 0) << 8) | (file[mark.length + 1] ?? 0);
	const isCut = file.length < from + length;
	if (length > maxHeaderBytes || isCut) return fail('damaged');
	const raw = readJson(file.subarray(from, from + length));
	const version = (raw as { version?: unknown } | undefined)?.version;
	if (typeof version === 'number' && version > workFileVersion) return fail('newer');
	const header = v.safeParse(Header, raw);
	if (!header.success) return fail('damaged');
	const bound = file.subarray(0, from + length);
	return ok({ header: header.output, bound, sealed: file.subarray(from + length) });
}

const toBytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** How many bytes of photos fit into a file beside these words; what is known of the photos and the seal take their part. */
export const photoRoom = (content: WorkContent): number =>
	Math.max(0, maxWorkFileBytes - toBytes(content).length - 500_000);

/** Words and photos as bytes. */
export const writeContent = (
	content: WorkContent,
	photos: readonly BroughtPhoto[]
): Uint8Array<ArrayBuffer> => joinParts(toBytes({ ...content, photos: factsOf(photos) }), photos);

/** Words and photos from bytes of that version; undefined for bytes that are no such content. */
export async function readContent(
	bytes: Uint8Array<ArrayBuffer>,
	version: number
): Promise<WorkInside | undefined> {
	if (version === 1) {
		const old = v.safeParse(WorkContent, readJson(bytes));
		return old.success ? { content: old.output, photos: [], spoilt: 0 } : undefined;
	}
	const parts = splitParts(bytes);
	const parsed = parts && v.safeParse(WithPhotos, readJson(parts.words));
	if (!parsed?.success) return undefined;
	const { photos: facts, ...content } = parsed.output;
	const read = await readPhotos(facts, parts!.rest);
	return read && { content, ...read };
}

function readJson(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
	} catch {
		// Not text, or no JSON: nothing can be read from it, which is what the caller has to know.
		return undefined;
	}
}

/** Everything unsettled on this phone, as it goes into a file; the outbox stays as it is. */
export async function collectWork(
	db: PersonDb,
	personId: string,
	nowMs: number
): Promise<WorkContent> {
	const entries = await readOutbox(db);
	return {
		personId,
		deviceId: (await getMeta(db, 'deviceId'))!,
		epoch: (await getMeta(db, 'epoch')) ?? null,
		madeAt: nowMs,
		entries: entries.map(({ operation, state, receipt, keys, savedAt, seen }) => ({
			operation,
			state,
			...(receipt ? { receipt } : {}),
			keys,
			savedAt,
			...(seen ? { seen } : {})
		}))
	};
}
