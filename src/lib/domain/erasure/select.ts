import { addDays, dayOf, type Day } from '../kernel/day';
import { logDays, type Erasure } from './schema';

/** The first day on which the log gives up what it holds; counted from when everything else was gone. */
export const forgetDay = ({ at, clearedAt }: Pick<Erasure, 'at' | 'clearedAt'>): Day =>
	addDays(dayOf(clearedAt ?? at), logDays);

/** Whether a refusal says that what it is about was deleted at somebody's request: what was written then is not kept. */
export const isErasedCode = (code: string): boolean =>
	code === 'householdErased' || code === 'residentErased' || code === 'recordErased';
