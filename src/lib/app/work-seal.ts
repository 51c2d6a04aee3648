import { fail, ok, type Result } from '$lib/domain/kernel/result';
import {
	maxWorkFileBytes,
	readContent,
	readParts,
	versionFor,
	writeContent,
	writeHead,
	type Derivation,
	type WorkFileProblem,
	type WorkInside
} from '$lib/sync/work-file';
import { fromHex, stretch, toHex, usable } from './stretch';

/** Seals unsent work under a passphrase, and opens it: AES-GCM with a key by Argon2id. */

/** What making a guess costs today: about a second on a slow phone. Each file says its own. */
const cost = { memory: 65_536, passes: 3, lanes: 1 };

async function keyFrom(passphrase: string, { salt, ...price }: Derivation): Promise<CryptoKey> {
	return usable(await stretch(passphrase, salt, price));
}

/** A file that only the passphrase opens. */
export async function sealWork(
	{ content, photos }: Pick<WorkInside, 'content' | 'photos'>,
	passphrase: string,
	random: (bytes: number) => Uint8Array
): Promise<Blob> {
	const key = { salt: toHex(random(16)), ...cost };
	const nonce = random(12);
	const head = writeHead({
		version: versionFor(photos),
		count: content.entries.length,
		key,
		nonce: toHex(nonce)
	});
	const sealed = await crypto.subtle.encrypt(
		{ name: 'AES-GCM', iv: new Uint8Array(nonce), additionalData: head },
		await keyFrom(passphrase, key),
		writeContent(content, photos)
	);
	// Joined by the browser: one copy fewer in an old phone's memory.
	return new Blob([head, sealed], { type: 'application/octet-stream' });
}

/** Opens a file. `damaged` also stands for a wrong passphrase: the seal does not tell them apart. */
export async function openWork(
	file: Blob,
	passphrase: string
): Promise<Result<WorkInside, WorkFileProblem>> {
	// Rubbish is known by its first bytes, whatever its size.
	const start = readParts(new Uint8Array(await file.slice(0, 2_000).arrayBuffer()));
	if (!start.ok) return start;
	if (file.size > maxWorkFileBytes) return fail('tooLarge');
	const parts = readParts(new Uint8Array(await file.arrayBuffer()));
	if (!parts.ok) return parts;
	const { header, bound, sealed } = parts.value;
	const key = await keyFrom(passphrase, header.key);
	let opened: ArrayBuffer;
	try {
		opened = await crypto.subtle.decrypt(
			{ name: 'AES-GCM', iv: fromHex(header.nonce), additionalData: bound },
			key,
			sealed
		);
	} catch {
		// The only thing that decrypting says: the seal does not fit.
		return fail('damaged');
	}
	const inside = await readContent(new Uint8Array(opened), header.version);
	return inside ? ok(inside) : fail('damaged');
}
