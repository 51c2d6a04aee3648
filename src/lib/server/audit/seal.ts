import type { Kysely } from 'kysely';
import type { AuditBlocksTable, Tables } from '../db/tables';
import { compareKeys, keysAfter, type LineKey } from './by-time';
import {
	beforeAll,
	blockHash,
	lateMs,
	lineHash,
	readList,
	sha256,
	writeList
} from './canonical.mjs';
import { readLines } from './lines';

/** Lines in one block: few enough to be hashed between two pushes. */
const blockLines = 500;

/** After a block a sealer rests for so many times as long as that took: pushes keep nine tenths of the thread. */
const restFactor = 9;

/** The end of the chain. */
export interface Head {
	number: number;
	hash: string;
}

type SealedBlock = Pick<AuditBlocksTable, 'number' | 'hash' | 'high_at'>;

const noBlock: SealedBlock = { number: 0, hash: beforeAll, high_at: 0 };

/** Seals what is not sealed yet. One for each server; several on one database seal the same chain in turns. */
export interface Sealer {
	/**
	 * Walks over what was committed lately and appends blocks. `isStopping` is asked between two blocks. Resolves with the
	 * heads of the blocks that it made.
	 */
	pass(isStopping?: () => boolean): Promise<Head[]>;
}

const nameOf = ({ source, community, id }: Omit<LineKey, 'at'>): string =>
	`${source} ${community} ${id}`;

/**
 * Builds a sealer over a database that can be written. It remembers what is sealed of the last hour before the chain's
 * high-water mark: only there can a line appear that was committed after its neighbours had been sealed.
 */
export function createSealer(
	db: Kysely<Tables>,
	options: { now(): number; rest: (ms: number) => Promise<unknown> }
): Sealer {
	const { rest } = options;
	let head: SealedBlock = noBlock;
	let window: { highAt: number; names: Set<string> }[] = [];

	const isSealed = (key: LineKey) => window.some(({ names }) => names.has(nameOf(key)));
	/** A clock that ran ahead and was set right again must not leave everything behind it unsealed. */
	const windowStart = () => Math.min(head.high_at, options.now()) - lateMs;

	function add(block: SealedBlock & Pick<AuditBlocksTable, 'list'>): void {
		head = { number: block.number, hash: block.hash, high_at: block.high_at };
		window.push({ highAt: block.high_at, names: new Set(readList(block.list).map(nameOf)) });
		window = window.filter(({ highAt }) => highAt >= windowStart());
	}

	/** Learns the blocks that others have made, or all of the last hour's at the first time. */
	async function catchUp(): Promise<void> {
		const last = await lastBlock(db);
		if (last.number === head.number && last.hash === head.hash) return;
		const isAhead = head.number > 0 && last.number > head.number;
		if (!isAhead) window = [];
		const blocks = await db
			.selectFrom('audit_blocks')
			.select(['number', 'hash', 'high_at', 'list'])
			.where('number', '>', isAhead ? head.number : 0)
			.where('high_at', '>=', Math.min(last.high_at, options.now()) - lateMs)
			.orderBy('number')
			.execute();
		head = last;
		for (const block of blocks) add(block);
	}

	/** Appends a block over these lines. Undefined when another server was quicker, and then nothing is written. */
	async function append(keys: readonly LineKey[]): Promise<Head | undefined> {
		const made = await db.transaction().execute(async (trx) => {
			const last = await lastBlock(trx);
			if (last.number !== head.number || last.hash !== head.hash) return undefined;
			const rows = await readLines(trx, keys);
			const found = keys.flatMap((key) => {
				const row = rows.get(nameOf(key));
				return row ? [{ ...key, hash: lineHash(key.source, row) }] : [];
			});
			const list = writeList(found);
			const sealedAt = options.now();
			const content = {
				number: last.number + 1,
				prev: last.hash,
				count: found.length,
				digest: sha256(list),
				high_at: found.reduce(
					(high, { at }) => Math.max(high, at),
					Math.min(last.high_at, sealedAt)
				),
				sealed_at: sealedAt
			};
			const block = { ...content, hash: blockHash(content), list };
			// The number is the lock: of two servers that seal at the same moment one finds it taken.
			const written = await trx
				.insertInto('audit_blocks')
				.values({ ...block, dropped_at: null })
				.onConflict((conflict) => conflict.column('number').doNothing())
				.returning('number')
				.executeTakeFirst();
			return written && block;
		});
		if (!made) return undefined;
		add(made);
		return { number: made.number, hash: made.hash };
	}

	return {
		async pass(isStopping = () => false) {
			const heads: Head[] = [];
			await catchUp();
			let after = { at: windowStart(), community: '', id: '' };
			let fresh: LineKey[] = [];
			for (;;) {
				const keys = await keysAfter(db, after, blockLines);
				fresh.push(...keys.filter((key) => !isSealed(key)));
				const isEnd = keys.length === 0;
				while (fresh.length >= blockLines || (isEnd && fresh.length > 0)) {
					const since = performance.now();
					const made = await append(fresh.slice(0, blockLines));
					if (made) {
						heads.push(made);
						fresh = fresh.slice(blockLines);
					} else {
						await catchUp();
						fresh = fresh.filter((key) => !isSealed(key));
					}
					if (isStopping()) return heads;
					if (!isEnd) await rest((performance.now() - since) * restFactor);
				}
				if (isEnd || isStopping()) return heads;
				after = keys.reduce((a, b) => (compareKeys(a, b) > 0 ? a : b));
			}
		}
	};
}

async function lastBlock(db: Kysely<Tables>): Promise<SealedBlock> {
	const last = await db
		.selectFrom('audit_blocks')
		.select(['number', 'hash', 'high_at'])
		.orderBy('number', 'desc')
		.limit(1)
		.executeTakeFirst();
	return last ?? noBlock;
}
