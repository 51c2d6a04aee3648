import type { Id } from './id';

/**
 * A UUIDv7 (RFC 9562): 48 bits of `nowMs`, then the random bytes given.
 * Time and randomness are passed in, so that a simulation can replay them. `random` holds at least 10 bytes.
 */
export function uuid7(nowMs: number, random: Uint8Array): Id {
	const hex: string[] = [];
	const put = (byte: number) => hex.push((byte & 0xff).toString(16).padStart(2, '0'));
	for (let shift = 40; shift >= 0; shift -= 8) put(Math.floor(nowMs / 2 ** shift));
	put(0x70 | (random[0]! & 0x0f));
	put(random[1]!);
	put(0x80 | (random[2]! & 0x3f));
	for (let i = 3; i < 10; i++) put(random[i]!);
	const s = hex.join('');
	return `${s.slice(0, 8)}-${s.slice(8, 12)}-${s.slice(12, 16)}-${s.slice(16, 20)}-${s.slice(20)}`;
}
