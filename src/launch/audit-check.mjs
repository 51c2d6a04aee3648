import {
	beforeAll,
	blockHash,
	lateMs,
	lineHash,
	readList,
	readRedaction,
	sha256,
	sources
} from '../lib/server/audit/canonical.mjs';

// Walks over the whole chain and over every line that it seals. Memory does not grow with either.

/** What is wrong with the chain first: a code, the block, and the line as `table community id`. */
export class Broken extends Error {
	/**
	 * @param {string} code
	 * @param {number} [block]
	 * @param {string} [line]
	 */
	constructor(code, block, line) {
		super(code);
		this.code = code;
		this.block = block;
		this.line = line;
	}
}

/** No event is dropped before six months are over, whatever a mark in the database says, ms. */
const leastKeptMs = 183 * 86_400_000;

const batch = 250;
const marks = (values) => values.map(() => '?').join(', ');
const nameOf = ({ source, community, id }) => `${sources[source].table} ${community || '-'} ${id}`;

/** Checks one block by itself and against the one before. Answers its list. */
function checkBlock(block, before) {
	if (block.number !== before.number + 1) throw new Broken('blockMissing', before.number + 1);
	if (block.prev !== before.hash) throw new Broken('blockMoved', block.number);
	if (block.hash !== blockHash(block)) throw new Broken('blockChanged', block.number);
	const list = readList(block.list);
	if (sha256(block.list) !== block.digest || list.length !== block.count)
		throw new Broken('blockChanged', block.number);
	return list;
}

/** The requests for deletion that were carried out, by id, with the time of the operation. It is a line of the chain like all. */
async function readErasures(db) {
	const rows = await db.query(
		"select args, received_at from operations where command = 'erasure.ask' and result = 'applied' and redacted is null"
	);
	return new Map(rows.map(({ args, received_at: at }) => [JSON.parse(args).id, at]));
}

/**
 * Whether a line's words may be gone: a request is named that was carried out, and both are older than six months, or it
 * is a refusal from after the request, whose words were never kept.
 */
function mayBeRedacted(row, { erasures, now }) {
	const at = erasures.get(readRedaction(row.redacted)?.erasure);
	if (at === undefined) return false;
	const isOld = Math.max(at, row.received_at) < now - leastKeptMs;
	return isOld || (row.result === 'refused' && row.received_at >= at);
}

/** Compares every line of a block's list with its table. Answers the lines' times, and how many have lost their words or were dropped, in time. */
async function checkLines(db, block, list, known) {
	const { now } = known;
	const found = new Map();
	for (const source of ['o', 'e'])
		for (const [community, ids] of byCommunity(list.filter((one) => one.source === source)))
			for (let at = 0; at < ids.length; at += batch) {
				const part = ids.slice(at, at + batch);
				const { table, columns, id } = sources[source];
				const rows = await db.query(
					`select ${columns.join(', ')} from ${table} where community = ? and ${id} in (${marks(part)})`,
					[community, ...part]
				);
				for (const row of rows) found.set(nameOf({ source, community, id: row[id] }), row);
			}
	const mayBeDropped = block.dropped_at !== null && block.high_at < now - leastKeptMs;
	const times = [];
	let dropped = 0;
	let redacted = 0;
	for (const line of list) {
		const name = nameOf(line);
		const row = found.get(name);
		if (row) {
			if (row.redacted) redacted += 1;
			if (lineHash(line.source, row) !== line.hash || (row.redacted && !mayBeRedacted(row, known)))
				throw new Broken('lineChanged', block.number, name);
			times.push(row[sources[line.source].at]);
		} else if (line.source === 'e' && mayBeDropped) dropped += 1;
		else throw new Broken('lineMissing', block.number, name);
	}
	return { times, dropped, redacted };
}

function byCommunity(list) {
	const found = new Map();
	for (const { community, id } of list) {
		if (!found.has(community)) found.set(community, []);
		found.get(community).push(id);
	}
	return found;
}

/** Names a line that stands in a table although its time is sealed and no block has it. */
async function findInserted(db, before) {
	const sealed = new Set();
	for (let number = 0; ; number += 20) {
		const blocks = await db.query(
			'select list from audit_blocks where number > ? and number <= ?',
			[number, number + 20]
		);
		if (blocks.length === 0) break;
		for (const { list } of blocks) for (const line of readList(list)) sealed.add(nameOf(line));
	}
	for (const [source, { table, id, at }] of Object.entries(sources)) {
		let last = { at: -1, community: '', id: '' };
		for (;;) {
			const rows = await db.query(
				`select ${at} as at, community, ${id} as id from ${table}
				where ${at} < ? and (${at}, community, ${id}) > (?, ?, ?) order by 1, 2, 3 limit 2000`,
				[before, last.at, last.community, last.id]
			);
			const line = rows.map((row) => nameOf({ source, ...row })).find((name) => !sealed.has(name));
			if (line) return line;
			if (rows.length === 0) break;
			last = rows.at(-1);
		}
	}
	return undefined;
}

/**
 * Checks everything and answers `{blocks, lines, dropped, redacted, open, head, sealedAt}`; `open` lines wait for their
 * seal. Throws
 * a `Broken` at the first fault. `heads` are hashes that are known from elsewhere and must be in the chain; `now` is
 * epoch ms.
 * @param {{ query(text: string, values?: unknown[]): Promise<any[]> }} db
 * @param {{ heads?: { number?: number, hash: string }[], now: number }} options
 */
export async function checkChain(db, { heads = [], now }) {
	let before = { number: 0, hash: beforeAll, high_at: 0, sealed_at: null };
	const wanted = new Map(heads.map((head) => [head.hash, head.number]));
	const sum = { blocks: 0, lines: 0, dropped: 0, redacted: 0 };
	const known = { erasures: await readErasures(db), now };
	const [last] = await db.query('select high_at from audit_blocks order by number desc limit 1');
	const sealedBefore = Math.min(last?.high_at ?? 0, now) - lateMs;
	let old = 0;
	for (;;) {
		const [block] = await db.query(
			'select * from audit_blocks where number > ? order by number limit 1',
			[before.number]
		);
		if (!block) break;
		const list = checkBlock(block, before);
		const { times, dropped, redacted } = await checkLines(db, block, list, known);
		old += times.filter((at) => at < sealedBefore).length;
		sum.blocks += 1;
		sum.lines += times.length;
		sum.dropped += dropped;
		sum.redacted += redacted;
		wanted.delete(block.hash);
		before = block;
	}
	const counts = async (where, values) => {
		let all = 0;
		for (const { table, at } of Object.values(sources)) {
			const [{ n }] = await db.query(
				`select count(*) as n from ${table} ${where.replace('AT', at)}`,
				values
			);
			all += n;
		}
		return all;
	};
	if ((await counts('where AT < ?', [sealedBefore])) !== old)
		throw new Broken('lineInserted', undefined, await findInserted(db, sealedBefore));
	const [unknown] = wanted;
	if (unknown) throw new Broken('headUnknown', unknown[1], unknown[0]);
	const open = (await counts('', [])) - sum.lines;
	return { ...sum, open, head: before, sealedAt: before.sealed_at };
}
