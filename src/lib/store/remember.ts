import type { Vault } from './sealing';

/** What was opened or sealed lately: screens read the same packs and shelves again after every change. */

/** Bytes of plain text that are remembered at most; an old phone has them to spare while the app is open. */
const mostBytes = 2_000_000;
/** What is smaller is opened anew as fast as it is found here. */
const leastBytes = 1_000;
/** A photo would push out everything else, and is seldom looked at twice. */
const largestBytes = 100_000;

/** Bytes at the end of what was sealed that no other record has: its authentication tag. */
const tagBytes = 16;

interface Remembered {
	tag: Uint8Array;
	bound: Uint8Array;
	plain: Uint8Array;
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
	if (one.length !== other.length) return false;
	for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
	return true;
}

const tagOf = (sealed: Uint8Array) => sealed.subarray(-tagBytes);
const nameOf = ({ buffer, byteOffset }: Uint8Array): bigint =>
	new DataView(buffer, byteOffset).getBigUint64(0);

/**
 * The same vault with a memory: what it has had in hand lately it answers at once, which saves a transaction the waiting
 * and a slow phone the work. What is remembered was vouched for under the same tag and the same bound; it goes with the
 * vault, when the app locks.
 */
export function remembering(vault: Vault): Vault {
	/** By a part of the tag, the longest untouched first; of two with the same part the later one stays. */
	const lately = new Map<bigint, Remembered>();
	let size = 0;

	function forget(name: bigint): void {
		size -= lately.get(name)?.plain.length ?? 0;
		lately.delete(name);
	}

	function remember(sealed: Uint8Array, bound: Uint8Array, plain: Uint8Array): void {
		if (plain.length < leastBytes || plain.length > largestBytes) return;
		// A copy, so that the sealed bytes themselves can go.
		const tag = tagOf(sealed).slice();
		const name = nameOf(tag);
		forget(name);
		lately.set(name, { tag, bound, plain });
		size += plain.length;
		for (const [oldest] of lately) {
			if (size <= mostBytes) break;
			forget(oldest);
		}
	}

	function recall(sealed: Uint8Array, bound: Uint8Array): Uint8Array | undefined {
		if (sealed.length < leastBytes) return undefined;
		const tag = tagOf(sealed);
		const name = nameOf(tag);
		const found = lately.get(name);
		if (!found || !isSame(found.tag, tag) || !isSame(found.bound, bound)) return undefined;
		lately.delete(name);
		lately.set(name, found);
		return found.plain;
	}

	return {
		seal(plain, bound) {
			const sealed = vault.seal(plain, bound);
			const keep = (done: Uint8Array<ArrayBuffer>) => {
				remember(done, bound, plain);
				return done;
			};
			return sealed instanceof Uint8Array ? keep(sealed) : sealed.then(keep);
		},
		open(sealed, bound) {
			const known = recall(sealed, bound);
			if (known) return known;
			const plain = vault.open(sealed, bound);
			const keep = (done: Uint8Array) => {
				remember(sealed, bound, done);
				return done;
			};
			return plain instanceof Uint8Array ? keep(plain) : plain.then(keep);
		},
		openNow: (sealed, bound) => recall(sealed, bound) ?? vault.openNow(sealed, bound)
	};
}
