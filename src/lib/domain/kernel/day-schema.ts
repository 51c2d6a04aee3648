import * as v from 'valibot';
import { isDay } from './day';

/** A `Day`, apart from it so that pages which only reckon with days load no schemas. */
export const DaySchema = v.pipe(
	v.string(),
	v.check((s) => isDay(s), 'day')
);
