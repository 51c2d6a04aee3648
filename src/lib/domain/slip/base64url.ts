const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Bytes as text that an address carries unchanged (RFC 4648, section 5, without padding). */
export function toBase64url(bytes: Uint8Array): string {
	let text = '';
	for (let i = 0; i < bytes.length; i += 3) {
		const [a, b, c] = [bytes[i]!, bytes[i + 1], bytes[i + 2]];
		text += letters[a >> 2]! + letters[((a & 3) << 4) | ((b ?? 0) >> 4)]!;
		if (b !== undefined) text += letters[((b & 15) << 2) | ((c ?? 0) >> 6)]!;
		if (c !== undefined) text += letters[c & 63]!;
	}
	return text;
}

/** The bytes again; undefined for anything that `toBase64url` would not have written, so that no byte has two spellings. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
	const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
	let [held, bits, at] = [0, 0, 0];
	for (const letter of text) {
		const value = letters.indexOf(letter);
		if (value < 0) return undefined;
		held = ((held << 6) | value) & 0xffff;
		bits += 6;
		if (bits < 8) continue;
		bits -= 8;
		bytes[at++] = (held >> bits) & 0xff;
	}
	return toBase64url(bytes) === text ? bytes : undefined;
}
