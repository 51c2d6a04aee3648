import { uuid7 } from '$lib/domain/kernel/uuid';
import type { Id } from '$lib/domain/kernel/id';

/**
 * Seeded chance: the same seed gives the same draws on every machine. `fork` makes an independent stream by name,
 * so that one more draw in one place leaves every other place as it was.
 */
export interface Chance {
	/** A number in [0, 1). */
	next(): number;
	/** A whole number between both bounds, both included. */
	int(from: number, to: number): number;
	/** True with this probability. */
	is(share: number): boolean;
	/** One item; the list must not be empty. */
	pick<T>(items: readonly T[]): T;
	/** One item by weight; at least one weight must be above 0. */
	weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T;
	/** A new array in another order. */
	shuffled<T>(items: readonly T[]): T[];
	/** A fresh id; ids of one stream sort in the order in which they were drawn. */
	id(): Id;
	/** An independent stream. */
	fork(name: string): Chance;
}

/** Four words of state out of a text (cyrb128, public domain). */
function stateOf(text: string): [number, number, number, number] {
	let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
	for (let i = 0; i < text.length; i++) {
		const k = text.charCodeAt(i);
		a = b ^ Math.imul(a ^ k, 597399067);
		b = c ^ Math.imul(b ^ k, 2869860233);
		c = d ^ Math.imul(c ^ k, 951274213);
		d = a ^ Math.imul(d ^ k, 2716044179);
	}
	return [a >>> 0, b >>> 0, c >>> 0, d >>> 0];
}

// Ids carry a day in the past, so that nothing made later on the same server sorts before them.
const idEpochMs = Date.UTC(2024, 0, 1);

/** Chance from a seed. */
export function chanceOf(seed: string): Chance {
	let [a, b, c, d] = stateOf(seed);
	// sfc32 (public domain): small, fast, passes PractRand; quality matters less than sameness here.
	const word = (): number => {
		const t = (a + b + d) | 0;
		d = (d + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (c << 21) | (c >>> 11);
		c = (c + t) | 0;
		return t >>> 0;
	};
	for (let i = 0; i < 15; i++) word();
	const next = () => word() / 2 ** 32;
	const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
	let ids = 0;
	return {
		next,
		int,
		is: (share) => next() < share,
		pick: (items) => items[int(0, items.length - 1)]!,
		weighted(items) {
			let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
			for (const [item, weight] of items) if ((left -= weight) < 0) return item;
			return items.at(-1)![0];
		},
		shuffled(items) {
			const all = [...items];
			for (let i = all.length - 1; i > 0; i--) {
				const j = int(0, i);
				[all[i], all[j]] = [all[j]!, all[i]!];
			}
			return all;
		},
		id() {
			const bytes = new Uint8Array(12);
			for (let i = 0; i < 12; i += 4) new DataView(bytes.buffer).setUint32(i, word());
			return uuid7(idEpochMs + ids++, bytes);
		},
		fork: (name) => chanceOf(`${seed}/${name}`)
	};
}
