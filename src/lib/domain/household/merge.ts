import { withStamp, tidyMarks, type Marks, type Stamp } from '../kernel/marks';
import { residentOf, withJoined } from './fields';
import type { Household } from './schema';

const stampsOfResidents = ({ stamps = {} }: Marks) =>
	Object.fromEntries(Object.entries(stamps).filter(([path]) => path.includes('-')));

/** What two records remember of their residents, in one; of anything else what `into` remembers. */
export const joinedMarks = (into: Marks, from: Marks): Marks =>
	tidyMarks({
		stamps: { ...stampsOfResidents(from), ...into.stamps },
		conflicts: [
			...(into.conflicts ?? []),
			...(from.conflicts ?? []).filter((loss) => loss.path.includes('-'))
		]
	});

/** A household into which another one moves: nobody is lost, the head of the one that goes is a member like the rest. */
export function united(into: Household, from: Household, by: Stamp): Household {
	let next: Household = { ...into, ...joinedMarks(into, from) };
	for (const one of from.residents) if (!residentOf(next, one.id)) next = withJoined(next, one);
	if (from.erased) next = { ...next, erased: { ...from.erased, ...into.erased } };
	if (from.needsCare && !into.needsCare)
		next = { ...next, needsCare: true, ...withStamp(next, 'needsCare', by) };
	return next;
}
