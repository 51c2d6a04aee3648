/** What trying one guess costs: KiB of memory, passes over it, lanes. */
export interface Cost {
	memory: number;
	passes: number;
	lanes: number;
}

/** Bytes as hexadecimal. */
export const toHex = (bytes: Uint8Array): string =>
	Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Hexadecimal as bytes. */
export const fromHex = (text: string): Uint8Array<ArrayBuffer> =>
	Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/** A key of 32 bytes from what a person knows, by Argon2id (RFC 9106). The salt is in hexadecimal. */
export async function stretch(
	secret: string,
	salt: string,
	{ memory, passes, lanes }: Cost
): Promise<Uint8Array<ArrayBuffer>> {
	const { argon2id } = await import('hash-wasm');
	const key = await argon2id({
		// A keyboard may write the same letters in two ways.
		password: secret.normalize('NFKC'),
		salt: fromHex(salt),
		memorySize: memory,
		iterations: passes,
		parallelism: lanes,
		hashLength: 32,
		outputType: 'binary'
	});
	return new Uint8Array(key);
}

/** A key of 32 bytes as the browser's own AES-GCM takes it. */
export const usable = (key: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
	crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);
