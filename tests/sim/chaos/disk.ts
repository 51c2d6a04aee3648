import { IDBDatabase, IDBFactory, IDBIndex, IDBObjectStore } from 'fake-indexeddb';

/**
 * Makes the disk of a simulated browser fail: it dies at any request of any transaction (then everything that was not
 * committed is gone, and every handle with it), or it is full.
 */

interface Disk {
	open: Set<IDBTransaction>;
	/** Requests until the browser is killed; counts down while it is not null. */
	dieIn: number | null;
	isDead: boolean;
	isFull: boolean;
	/** Raised by every restart: handles of an earlier life stay dead. */
	life: number;
}

const disks = new Map<string, Disk>();
const born = new WeakMap<object, number>();

const diskOf = (name: string): Disk => {
	let disk = disks.get(name);
	if (!disk)
		disks.set(
			name,
			(disk = { open: new Set(), dieIn: null, isDead: false, isFull: false, life: 1 })
		);
	return disk;
};

const gone = () => new DOMException('the browser was killed', 'AbortError');

function die(disk: Disk): void {
	disk.isDead = true;
	disk.dieIn = null;
	for (const transaction of disk.open)
		try {
			transaction.abort();
		} catch (error) {
			// Committing already: it counts as done, as it does on a real disk.
			if ((error as DOMException).name !== 'InvalidStateError') throw error;
		}
	disk.open.clear();
}

/** One request reaches the disk. */
function step(db: { name: string }): Disk {
	const disk = diskOf(db.name);
	if (disk.isDead || born.get(db) !== disk.life) throw gone();
	if (disk.dieIn !== null && --disk.dieIn <= 0) {
		die(disk);
		throw gone();
	}
	return disk;
}

type Method = (this: never, ...args: never[]) => unknown;
function before(prototype: object, names: string[], check: (self: never) => void): void {
	const methods = prototype as Record<string, Method>;
	for (const name of names) {
		const original = methods[name]!;
		methods[name] = function (this: never, ...args: never[]) {
			check(this);
			return original.apply(this, args);
		};
	}
}

let isInstalled = false;

/** Lets every database of fake-indexeddb fail on command; does nothing the second time. */
export function installDisks(): void {
	if (isInstalled) return;
	isInstalled = true;
	const begin = IDBDatabase.prototype.transaction as Method;
	IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args: never[]) {
		if (!born.has(this)) born.set(this, diskOf(this.name).life);
		const disk = step(this);
		const transaction = begin.apply(this as never, args) as IDBTransaction;
		disk.open.add(transaction);
		for (const end of ['complete', 'abort'])
			transaction.addEventListener(end, () => disk.open.delete(transaction));
		return transaction;
	} as never;
	const dbOf = (self: never) => (self as IDBObjectStore).transaction.db;
	const reads = ['get', 'getAll', 'getAllKeys', 'getKey', 'count', 'openCursor', 'openKeyCursor'];
	before(IDBObjectStore.prototype, [...reads, 'delete', 'clear'], (self) => void step(dbOf(self)));
	before(IDBObjectStore.prototype, ['put', 'add'], (self) => {
		if (step(dbOf(self)).isFull) throw new DOMException('no room', 'QuotaExceededError');
	});
	before(
		IDBIndex.prototype,
		reads,
		(self) => void step((self as IDBIndex).objectStore.transaction.db)
	);
	const open = IDBFactory.prototype.open as Method;
	IDBFactory.prototype.open = function (this: IDBFactory, ...args: never[]) {
		if (diskOf(args[0] as unknown as string).isDead) throw gone();
		return open.apply(this as never, args) as IDBOpenDBRequest;
	} as never;
}

/** Kills the browser after so many further requests to this database. */
export const killAfter = (name: string, requests: number): void => {
	diskOf(name).dieIn = requests;
};

/** Kills the browser now, if it did not die by itself. */
export const killNow = (name: string): void => {
	if (!diskOf(name).isDead) die(diskOf(name));
};

/** Whether the browser was killed and not started again. */
export const isDead = (name: string): boolean => diskOf(name).isDead;

/** Starts the browser again: new handles work, old ones never again. */
export function revive(name: string): void {
	const disk = diskOf(name);
	disk.isDead = false;
	disk.dieIn = null;
	disk.life += 1;
}

/** Whether the disk has no room. */
export const setFull = (name: string, isFull: boolean): void => {
	diskOf(name).isFull = isFull;
};
