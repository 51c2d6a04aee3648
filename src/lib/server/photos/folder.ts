import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Photos on the server's disk, each once under its hash: `photos/ab/abcdef…`. Backups know them by these names. Several processes may share the folder. */
export interface PhotoFolder {
	/** Whether a file of that many bytes lies there. */
	has(sha256: string, bytes: number): Promise<boolean>;
	/** Resolves when the bytes are on the disk for good. The caller has checked that they match the hash. */
	put(sha256: string, bytes: Uint8Array): Promise<void>;
	/** Null when there is no such file. */
	read(sha256: string): Promise<Buffer<ArrayBuffer> | null>;
	/** Takes the file away for good; one that is not there is no matter. */
	remove(sha256: string): Promise<void>;
}

const isMissing = (error: unknown): boolean => (error as { code?: string }).code === 'ENOENT';

/** Opens the folder of photos below the data folder; it is made when the first photo comes. */
export function openPhotoFolder(data: string): PhotoFolder {
	const pathOf = (sha256: string) => {
		if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('photos: not a hash');
		return join(data, 'photos', sha256.slice(0, 2), sha256);
	};
	const has = async (sha256: string, bytes: number) => {
		try {
			return (await stat(pathOf(sha256))).size === bytes;
		} catch (error) {
			if (isMissing(error)) return false;
			throw error;
		}
	};
	return {
		has,
		async put(sha256, bytes) {
			if (await has(sha256, bytes.length)) return;
			const path = pathOf(sha256);
			await mkdir(dirname(path), { recursive: true, mode: 0o700 });
			// Whole or not at all: a name is only given to what is on the disk.
			const unnamed = `${path}.${randomUUID()}`;
			try {
				await writeDown(unnamed, bytes);
				await rename(unnamed, path);
			} finally {
				await rm(unnamed, { force: true });
			}
			await flush(dirname(path));
		},
		async read(sha256) {
			try {
				return await readFile(pathOf(sha256));
			} catch (error) {
				if (isMissing(error)) return null;
				throw error;
			}
		},
		remove: (sha256) => rm(pathOf(sha256), { force: true })
	};
}

async function writeDown(path: string, bytes: Uint8Array): Promise<void> {
	const file = await open(path, 'wx', 0o600);
	try {
		await file.writeFile(bytes);
		await file.sync();
	} finally {
		await file.close();
	}
}

/** A new name is on the disk when its folder is. */
async function flush(folder: string): Promise<void> {
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
