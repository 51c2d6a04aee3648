import Dexie, {
	type DBCore,
	type DBCoreCursor,
	type DBCoreMutateResponse,
	type DBCoreTable,
	type DBCoreTableSchema,
	type DBCoreTransaction,
	type Middleware
} from 'dexie';

/**
 * Nothing lies on the disk in clear but what a key or an index asks for. Every record is sealed on its way down and
 * opened on its way up, at the one place that all reading and writing passes.
 *
 * Invariant: of a record's fields exactly those named by its table's keys lie beside the sealed rest, and the seal is
 * bound to the table and to them: one that was moved or relabelled does not open.
 */

/** At once, or a moment later. */
type Soon<T> = T | Promise<T>;

/** Seals and opens bytes under a key that lies on no disk in clear. */
export interface Vault {
	/** `bound` is vouched for and not contained. */
	seal(plain: Uint8Array, bound: Uint8Array): Soon<Uint8Array<ArrayBuffer>>;
	/** Fails for what was changed, or sealed under another key. */
	open(sealed: Uint8Array, bound: Uint8Array): Soon<Uint8Array>;
	/** The same without waiting, however long it takes. */
	openNow(sealed: Uint8Array, bound: Uint8Array): Uint8Array;
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

/** By what it can do: within a transaction of Dexie's `Promise` is another class than the browser's. */
const isLater = <T>(soon: Soon<T>): soon is Promise<T> =>
	typeof (soon as { then?: unknown } | undefined)?.then === 'function';

const after = <T, U>(soon: Soon<T>, next: (value: T) => U): Soon<U> =>
	isLater(soon) ? soon.then(next) : next(soon);

/** The key of no record. */
const nobody = '';

/** What a promise came to, as something to be asked; undefined until then. */
function asked<T>(work: Promise<T>): () => (() => T) | undefined {
	let settled: (() => T) | undefined;
	work.then(
		(value) => (settled = () => value),
		(error: unknown) =>
			(settled = () => {
				throw error;
			})
	);
	return () => settled;
}

/**
 * Makes values and goes on with them: at once where all are there, since every wait costs a way to the disk. Otherwise
 * the browser's cipher works at some, and a transaction ends as soon as nobody asks it anything: so it is asked for nobody
 * until then, and what follows follows within it.
 */
function goOn<T, U>(
	table: DBCoreTable,
	trans: DBCoreTransaction,
	make: () => Soon<T>[],
	next: (values: T[]) => U | Promise<U>
): U | Promise<U> {
	// Outside of Dexie's transaction: it would take these promises for steps of its own, and lose count.
	const made = Dexie.ignoreTransaction(() => {
		const values = make();
		return values.some(isLater) ? { later: asked(Promise.all(values)) } : (values as T[]);
	});
	if (Array.isArray(made)) return next(made);
	const ask = (): Promise<U> =>
		table.get({ trans, key: nobody }).then(() => {
			const settled = made.later();
			return settled ? next(settled()) : ask();
		});
	return ask();
}

/** A table whose records are sealed below it. */
function sealedTable(down: DBCoreTable, vault: Vault): DBCoreTable {
	const clear = clearFields(down.schema);
	const close = (value: Fields): Soon<Sealed> => {
		const beside: Fields = {};
		const rest: Fields = {};
		for (const [name, field] of Object.entries(value))
			if (clear.includes(name)) {
				if (field !== undefined) beside[name] = field;
			} else rest[name] = field;
		return after(vault.seal(pack(rest), boundTo(down.name, clear, value)), (sealed) => ({
			...beside,
			sealed
		}));
	};
	const openWith =
		<S extends Soon<Uint8Array>>(way: (sealed: Uint8Array, bound: Uint8Array) => S) =>
		(value: unknown): Soon<unknown> => {
			// Nothing there, or written before there was a vault.
			if (!isSealed(value)) return value;
			const { sealed, ...beside } = value;
			return after(way(sealed, boundTo(down.name, clear, beside)), (packed) => ({
				...beside,
				...unpack(packed)
			}));
		};
	const open = openWith((sealed, bound) => vault.open(sealed, bound));
	const openAll = <U>(
		trans: DBCoreTransaction,
		values: unknown[],
		next: (opened: unknown[]) => U
	): U | Promise<U> => goOn(down, trans, () => values.map(open), next);
	const openNow = openWith((sealed, bound) => vault.openNow(sealed, bound));
	return {
		...down,
		mutate(request) {
			if (request.type !== 'add' && request.type !== 'put') return down.mutate(request);
			return goOn(
				down,
				request.trans,
				() => request.values.map((value) => close(value as Fields)),
				(values) => down.mutate({ ...request, values })
			) as Promise<DBCoreMutateResponse>;
		},
		get: (request) =>
			down.get(request).then((value) => openAll(request.trans, [value], ([opened]) => opened)),
		getMany: (request) =>
			down.getMany(request).then((values) => openAll(request.trans, values, (opened) => opened)),
		query: (request) =>
			down
				.query(request)
				.then((answer) =>
					request.values
						? openAll(request.trans, answer.result, (result) => ({ ...answer, result }))
						: answer
				),
		openCursor: (request) =>
			down
				.openCursor(request)
				.then((cursor) => (cursor && request.values ? openedCursor(cursor, openNow) : cursor))
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
