import * as v from 'valibot';

const mostStrokes = 60;
const mostNumbers = 800;
/** Numbers in a whole signature: a name of four characters, drawn slowly, has a fifth of them. */
const mostInAll = 8_000;

const Part = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000));
const Stroke = v.pipe(v.array(Part), v.maxLength(mostNumbers, 'tooMany'));

/**
 * A signature that was drawn on a screen: strokes, each as x and y in turn, in thousandths of the width of the field.
 * A picture of it would be larger, and nothing in it could be checked.
 */
export const Strokes = v.pipe(
	v.array(Stroke),
	v.maxLength(mostStrokes, 'tooMany'),
	v.check((all) => all.reduce((sum, one) => sum + one.length, 0) <= mostInAll, 'tooMany')
);
export type Strokes = v.InferOutput<typeof Strokes>;

/** Whether something was drawn. A dot is not a signature: a stroke has at least a beginning and an end. */
export const isDrawn = (strokes: readonly (readonly number[])[]): boolean =>
	strokes.some((stroke) => stroke.length >= 4);
