import { createHash } from 'node:crypto';

// What the chain of the audit trail is made of. Plain JavaScript, since `src/launch/audit-verify.mjs` checks by the very
// same words without a build. A change here would make every older block look forged: it needs a new `version`.

/** The first word of everything that is hashed. */
const version = 'linli-audit-1';

/** What stands in a block's list for an event that belongs to no community. */
const nowhere = '-';

/** The hash that the first block follows. */
export const beforeAll = '0'.repeat(64);

/** Nothing that is committed later than this after its time is sealed: it would be a line slipped in, ms. */
export const lateMs = 3_600_000;

/** Columns of an operation that say who, what, when and with which result, in the order in which they are hashed. */
const operationFrame = [
	'community',
	'op_id',
	'person_id',
	'device_id',
	'seq',
	'command',
	'version',
	'claimed_at',
	'received_at',
	'clock',
	'scope',
	'supersedes',
	'result',
	'carried_by'
];

/**
 * Columns that hold what somebody wrote. They go into the line's hash as a hash of their own: when they have to be deleted,
 * that hash stays in the column `redacted` and the rest of the line can still be checked.
 */
const operationContent = ['args', 'base', 'refusal', 'events'];

const eventFrame = [
	'community',
	'id',
	'at',
	'person_id',
	'device_id',
	'action',
	'result',
	'about',
	'origin'
];

/** Where the two kinds of lines are kept: their table, columns, and the columns of their id and time. */
export const sources = {
	o: {
		table: 'operations',
		columns: [...operationFrame, ...operationContent, 'redacted'],
		id: 'op_id',
		at: 'received_at'
	},
	e: { table: 'audit_events', columns: eventFrame, id: 'id', at: 'at' }
};

/**
 * SHA-256 in hex.
 * @param {string} text
 */
export const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

const valuesOf = (row, columns) => columns.map((name) => row[name] ?? null);

/**
 * The hash of what somebody wrote in an operation, which stays when the words have to go.
 * @param {Record<string, string | number | null>} row
 */
export const contentHash = (row) => sha256(JSON.stringify(valuesOf(row, operationContent)));

/**
 * What stands in an operation's column `redacted`: the hash of the words that were there, and the request for deletion
 * by which they went. Undefined for what is not written like that.
 * @param {unknown} text
 * @returns {{ content: string, erasure: string } | undefined}
 */
export const readRedaction = (text) => {
	const [, content, erasure] = /^([0-9a-f]{64}) ([0-9a-f-]{36})$/.exec(String(text)) ?? [];
	return content && erasure ? { content, erasure } : undefined;
};

/**
 * The same as it is written.
 * @param {{ content: string, erasure: string }} redaction
 */
export const writeRedaction = ({ content, erasure }) => `${content} ${erasure}`;

/**
 * The hash of one line as its table holds it. Of one whose words are gone: by the hash that was kept of them.
 * @param {'o' | 'e'} source
 * @param {Record<string, string | number | null>} row
 */
export const lineHash = (source, row) =>
	source === 'e'
		? sha256(JSON.stringify([version, 'e', valuesOf(row, eventFrame)]))
		: sha256(
				JSON.stringify([
					version,
					'o',
					valuesOf(row, operationFrame),
					row.redacted ? readRedaction(row.redacted)?.content : contentHash(row)
				])
			);

/**
 * A block's list: a line of text for each line that it seals.
 * @param {{ source: 'o' | 'e', community: string, id: string, hash: string }[]} lines
 */
export const writeList = (lines) =>
	lines
		.map(({ source, community, id, hash }) => `${source} ${community || nowhere} ${id} ${hash}`)
		.join('\n');

/**
 * The same read back. What is not written like that is left out, and the caller finds the count wrong.
 * @param {string} text
 * @returns {{ source: 'o' | 'e', community: string, id: string, hash: string }[]}
 */
export const readList = (text) =>
	text.split('\n').flatMap((line) => {
		const [source, community = '', id = '', hash = '', ...more] = line.split(' ');
		if ((source !== 'o' && source !== 'e') || !hash || more.length > 0) return [];
		return [{ source, community: community === nowhere ? '' : community, id, hash }];
	});

/**
 * The hash of a block, which the next one carries as `prev`.
 * @param {{ number: number, prev: string, count: number, digest: string, high_at: number, sealed_at: number }} block
 */
export const blockHash = ({ number, prev, count, digest, high_at, sealed_at }) =>
	sha256(JSON.stringify([version, number, prev, count, digest, high_at, sealed_at]));
