import type { DBCore, DBCoreCursor, DBCoreTable, DBCoreTableSchema, Middleware } from 'dexie';

/**
 * Nothing lies on the disk in clear but what a key or an index asks for. Every record is sealed on its way down and
 * opened on its way up, at the one place that all reading and writing passes.
 *
 * Invariant: of a record's fields exactly those named by its table's keys lie beside the sealed rest, and the seal is
 * bound to the table and to them: one that was moved or relabelled does not open.
 */

/** Seals and opens bytes under a key that lies on no disk in clear. Both at once: a transaction waits for nobody. */
export interface Vault {
	/** `bound` is vouched for and not contained. */
	seal(plain: Uint8Array, bound: Uint8Array): Uint8Array<ArrayBuffer>;
	/** Throws for what was changed, or sealed under another key. */
	open(sealed: Uint8Array, bound: Uint8Array): Uint8Array;
}

type Fields = Record<string, unknown>;

/** A record as it lies on the disk. */
interface Sealed extends Fields {
	sealed: Uint8Array<ArrayBuffer>;
}

/** The one field that may hold bytes; everything else is JSON. */
const bytesField = 'bytes';

const isSealed = (value: unknown): value is Sealed =>
	typeof value === 'object' && value !== null && 'sealed' in value;

/** The fields that keys and indexes ask for, in one order. */
export function clearFields({
	primaryKey,
	indexes
}: Pick<DBCoreTableSchema, 'primaryKey' | 'indexes'>): string[] {
	const paths = [primaryKey, ...indexes].flatMap(({ keyPath }) => keyPath ?? []);
	return [...new Set(paths)].sort();
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What a seal is bound to. */
const boundTo = (table: string, clear: readonly string[], value: Fields): Uint8Array =>
	encoder.encode(JSON.stringify([table, ...clear.map((name) => value[name] ?? null)]));

/** A record's words, after their length, and its bytes. */
function pack(fields: Fields): Uint8Array {
	const { [bytesField]: held, ...rest } = fields;
	const isBuffer = held instanceof ArrayBuffer;
	const bytes = isBuffer ? new Uint8Array(held) : (held as Uint8Array | undefined);
	const kind = bytes && (isBuffer ? 'buffer' : 'array');
	const words = encoder.encode(JSON.stringify(kind ? [rest, kind] : [rest]));
	const packed = new Uint8Array(4 + words.length + (bytes?.length ?? 0));
	new DataView(packed.buffer).setUint32(0, words.length);
	packed.set(words, 4);
	if (bytes) packed.set(bytes, 4 + words.length);
	return packed;
}

function unpack(packed: Uint8Array): Fields {
	const end = 4 + new DataView(packed.buffer, packed.byteOffset).getUint32(0);
	const words = decoder.decode(packed.subarray(4, end));
	const [rest, kind] = JSON.parse(words) as [Fields, ('buffer' | 'array')?];
	if (!kind) return rest;
	const bytes = packed.slice(end);
	return { ...rest, [bytesField]: kind === 'buffer' ? bytes.buffer : bytes };
}

/** A table whose records are sealed below it. */
function sealedTable(down: DBCoreTable, vault: Vault): DBCoreTable {
	const clear = clearFields(down.schema);
	const close = (value: Fields): Sealed => {
		const beside: Fields = {};
		const rest: Fields = {};
		for (const [name, field] of Object.entries(value))
			if (clear.includes(name)) {
				if (field !== undefined) beside[name] = field;
			} else rest[name] = field;
		return { ...beside, sealed: vault.seal(pack(rest), boundTo(down.name, clear, value)) };
	};
	const open = (value: unknown): unknown => {
		// Nothing there, or written before there was a vault.
		if (!isSealed(value)) return value;
		const { sealed, ...beside } = value;
		return { ...beside, ...unpack(vault.open(sealed, boundTo(down.name, clear, beside))) };
	};
	return {
		...down,
		mutate: (request) =>
			request.type === 'add' || request.type === 'put'
				? down.mutate({ ...request, values: request.values.map((value) => close(value as Fields)) })
				: down.mutate(request),
		get: (request) => down.get(request).then(open),
		getMany: (request) => down.getMany(request).then((values) => values.map(open)),
		query: (request) =>
			down
				.query(request)
				.then((answer) =>
					request.values ? { ...answer, result: answer.result.map(open) } : answer
				),
		openCursor: (request) =>
			down
				.openCursor(request)
				.then((cursor) => (cursor && request.values ? openedCursor(cursor, open) : cursor))
	};
}

/** A browser's cursor answers to nobody but itself, so what is asked of this one is asked of it. */
const openedCursor = (cursor: DBCoreCursor, open: (value: unknown) => unknown): DBCoreCursor =>
	Object.create(cursor, {
		key: { get: () => cursor.key as unknown },
		primaryKey: { get: () => cursor.primaryKey as unknown },
		value: { get: () => open(cursor.value) },
		continue: { value: (key?: unknown) => cursor.continue(key) },
		continuePrimaryKey: {
			value: (key: unknown, primaryKey: unknown) => cursor.continuePrimaryKey(key, primaryKey)
		},
		advance: { value: (count: number) => cursor.advance(count) }
	}) as DBCoreCursor;

/** What stands between Dexie and the browser's disk. */
export type Sealing = Middleware<DBCore>;

/** Seals everything under this vault; see `PersonDb`. */
export const sealingOf = (vault: Vault): Sealing => ({
	stack: 'dbcore',
	name: 'sealing',
	// The nearest to the disk, so that whoever watches for changes compares what was meant with what was there.
	level: 0,
	create: (down) => ({ ...down, table: (name) => sealedTable(down.table(name), vault) })
});
