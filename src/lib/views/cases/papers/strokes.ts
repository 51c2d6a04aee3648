/** What an SVG needs to draw a signature. */
export interface Drawing {
	/** Just around the strokes, with room for the pen. */
	viewBox: string;
	/** One `points` for each stroke. */
	lines: string[];
}

/** Half of the pen's width and a little, in the units of strokes. */
const room = 12;

/** A signature as it was drawn; undefined where there is no stroke. What is odd at the end of a stroke is left out. */
export function drawingOf(strokes: readonly (readonly number[])[]): Drawing | undefined {
	const points = strokes.map((stroke) =>
		stroke.flatMap((x, i): [number, number][] => {
			const y = stroke[i + 1];
			return i % 2 === 0 && y !== undefined ? [[x, y]] : [];
		})
	);
	const all = points.flat();
	if (all.length === 0) return undefined;
	const [left, top, right, bottom] = all.reduce(
		([l, t, r, b], [x, y]) => [Math.min(l, x), Math.min(t, y), Math.max(r, x), Math.max(b, y)],
		[Infinity, Infinity, -Infinity, -Infinity]
	) as [number, number, number, number];
	const box = [left - room, top - room, right - left + 2 * room, bottom - top + 2 * room];
	return {
		viewBox: box.join(' '),
		lines: points
			.filter((line) => line.length > 0)
			.map((line) => line.map(([x, y]) => `${x},${y}`).join(' '))
	};
}
