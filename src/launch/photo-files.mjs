import { createHash } from 'node:crypto';
import {
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readdirSync,
	readSync,
	renameSync,
	rmSync,
	writeSync
} from 'node:fs';
import { join } from 'node:path';

// Photos lie under `photos/ab/<sha256>`: the name is the contents' hash, so a photo that is there never changes.

/** Every photo in a folder that holds `photos/`, as `{name, path}` with the path below that folder. */
function* photosIn(folder) {
	const top = join(folder, 'photos');
	if (!existsSync(top)) return;
	for (const part of readdirSync(top).sort()) {
		if (!/^[0-9a-f]{2}$/.test(part)) continue;
		for (const name of readdirSync(join(top, part)).sort())
			if (/^[0-9a-f]{64}$/.test(name) && name.startsWith(part))
				yield { name, path: join('photos', part, name) };
	}
}

const blockBytes = 1 << 20;

/** The SHA-256 of a file in hex; `each` sees every block on the way. */
function hashOf(file, each = () => undefined) {
	const hash = createHash('sha256');
	const block = Buffer.allocUnsafe(blockBytes);
	const handle = openSync(file, 'r');
	try {
		for (let size; (size = readSync(handle, block, 0, blockBytes, null)) > 0;) {
			hash.update(block.subarray(0, size));
			each(block.subarray(0, size));
		}
	} finally {
		closeSync(handle);
	}
	return hash.digest('hex');
}

/** Copies one file so that it appears under its name whole and on the disk; false, and no copy, if its hash is wrong. */
function copyChecked(from, to, name) {
	const draft = `${to}.unfinished`;
	const handle = openSync(draft, 'w', 0o600);
	try {
		const hash = hashOf(from, (block) => {
			for (let at = 0; at < block.length;) at += writeSync(handle, block, at);
		});
		if (hash !== name) {
			rmSync(draft);
			return false;
		}
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
	renameSync(draft, to);
	return true;
}

/**
 * Copies the photos that the other folder does not have. Answers `{all, copied, damaged}`: how many there are, how many
 * were copied, and the names of those whose contents are not what their name says, which are not copied. With
 * `verify` a photo that is there already is read as well and replaced if it is damaged.
 */
export function copyPhotos(from, to, { verify = false } = {}) {
	const result = { all: 0, copied: 0, damaged: [] };
	for (const { name, path } of photosIn(from)) {
		result.all += 1;
		const target = join(to, path);
		if (existsSync(target) && (!verify || hashOf(target) === name)) continue;
		mkdirSync(join(to, 'photos', name.slice(0, 2)), { recursive: true, mode: 0o700 });
		if (copyChecked(join(from, path), target, name)) result.copied += 1;
		else result.damaged.push(name);
	}
	return result;
}
