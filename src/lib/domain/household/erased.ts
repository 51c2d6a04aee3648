import type { Id } from '../kernel/id';
import { tidyMarks } from '../kernel/marks';
import type { Refusal } from '../kernel/refusal';
import { isAbout, withoutResident } from './fields';
import type { AmendHousehold, Household, Particulars } from './schema';

/** Which residents went, and at which request. */
export interface Erased {
	residents: Id[];
	erasure: Id;
}

/** Why nothing can be said of these residents any more: one of them was deleted on request. */
export function erasedAmong({ erased = {} }: Household, ids: readonly Id[]): Refusal | undefined {
	const one = ids.find((id) => erased[id] !== undefined);
	return one === undefined
		? undefined
		: { code: 'residentErased', detail: { erasure: erased[one]! } };
}

/** Every resident whom an amendment speaks of, in today's words or in the first version's. */
export const residentsIn = (args: AmendHousehold): Id[] => [
	...args.changes.flatMap((one) =>
		'residentId' in one ? [one.residentId] : one.field === 'head' ? [one.to] : []
	),
	...[...args.joined, ...args.left, ...args.seen].map((one) => one.id),
	...[...(args.particulars ?? []), ...(args.whole?.particulars ?? [])].map((one) => one.residentId),
	...(args.whole?.residents ?? []).map((one) => one.id)
];

/** The household without them: also what others had once written about them, and was kept aside. */
export function withoutErased(household: Household, { residents, erasure }: Erased): Household {
	const rest = residents.reduce(withoutResident, household);
	const known = Object.fromEntries(residents.map((id) => [id, erasure]));
	return { ...rest, erased: { ...household.erased, ...known } };
}

/** The same for their particulars. */
export function detailsWithoutErased(
	{ stamps = {}, conflicts = [], ...rest }: Particulars,
	{ residents }: Erased
): Particulars {
	const isGone = (path: string) => residents.some((id) => isAbout(path, id));
	return {
		...rest,
		residents: rest.residents.filter((one) => !residents.includes(one.residentId)),
		...tidyMarks({
			stamps: Object.fromEntries(Object.entries(stamps).filter(([path]) => !isGone(path))),
			conflicts: conflicts.filter((one) => !isGone(one.path))
		})
	};
}
