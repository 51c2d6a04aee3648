/** One figure of a benchmark, as `npm run bench` prints it and `--json` writes it. */
export interface Measure {
	name: string;
	unit: string;
	value: number;
	/** What it is measured beside, in the same unit; null when there is nothing to compare with. */
	against: number | null;
	/** `value` over `against`. */
	ratio: number | null;
	/** What was asked for, in words such as `p95 ≤ 100`; null when nothing was. */
	goal: string | null;
	met: boolean | null;
}

/** The middle one of several runs; the mean of the two middle ones when their number is even. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const at = (sorted.length - 1) / 2;
	return (sorted[Math.floor(at)]! + sorted[Math.ceil(at)]!) / 2;
}

/** The value below which 95 of 100 lie. */
export function p95(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.ceil(sorted.length * 0.95) - 1]!;
}
