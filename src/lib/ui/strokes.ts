/** A signature field is this wide and high, in the units in which strokes are kept; the rules know the width alone. */
export const field = { width: 1_000, height: 400 };

/** Numbers in one stroke and in all, and strokes in one signature, that the rules take at most. */
const most = { numbers: 800, inAll: 8_000, strokes: 60 };

const isFull = (strokes: number[][]) =>
	strokes.reduce((sum, one) => sum + one.length, 0) + 2 > most.inAll;

/** Shorter ways than this between two points are not kept: nobody sees them, and every point travels. */
const nearest = 4;

const within = (value: number, max: number) => Math.round(Math.min(max, Math.max(0, value)));

/** Begins a stroke at a point, given as parts of the field's width and height; the same where there are too many. */
export const withStroke = (strokes: number[][], x: number, y: number): number[][] =>
	strokes.length >= most.strokes || isFull(strokes)
		? strokes
		: [...strokes, [within(x * field.width, field.width), within(y * field.height, field.height)]];

/** Draws on to a point, given likewise; the same where it is too near to the last one, or the stroke is full. */
export function withPoint(strokes: number[][], x: number, y: number): number[][] {
	const stroke = strokes.at(-1);
	if (!stroke || stroke.length + 2 > most.numbers || isFull(strokes)) return strokes;
	const next = [within(x * field.width, field.width), within(y * field.height, field.height)];
	const [lastX, lastY] = stroke.slice(-2) as [number, number];
	if (Math.hypot(next[0]! - lastX, next[1]! - lastY) < nearest) return strokes;
	return [...strokes.slice(0, -1), [...stroke, ...next]];
}

/** A stroke as the points of an SVG line. */
export const pointsOf = (stroke: readonly number[]): string => stroke.join(' ');
