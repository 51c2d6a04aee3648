import { sameContent } from '../kernel/content';
import type { Id } from '../kernel/id';
import { change, withLoss, withStamp, tidyMarks, type Change, type Stamp } from '../kernel/marks';
import type { Refusal } from '../kernel/refusal';
import {
	isAbout,
	pathOfField,
	residentOf,
	ruleFor,
	valueAt,
	withJoined,
	withoutResident,
	withValue
} from './fields';
import { amendmentOf } from './amendment';
import type { AmendHousehold, FieldChange, Household, Resident } from './schema';
import { headOf } from './select';

/** A household after an amendment; `isPartly` when not all of it took force. */
export interface Amended {
	household: Household;
	isPartly: boolean;
}

const changeOf = (one: FieldChange, isKnown: boolean): Change => {
	const path = pathOfField(one.field, 'residentId' in one ? one.residentId : undefined);
	return isKnown ? { path, from: one.from, to: one.to } : { path, to: one.to };
};

/** Why an amendment cannot be meant: it contradicts itself, whatever stands in the register. */
export function checkAmendment(args: AmendHousehold): Refusal | undefined {
	const { changes, joined, left } = args;
	const coming = new Set(joined.map((one) => one.id));
	if (coming.size < joined.length || left.some((one) => coming.has(one.id)))
		return { code: 'personTwice', field: 'joined' };
	const head = changes.find((one) => one.field === 'head');
	const leaving = left.find((one) => (head ? one.id === head.to : one.relation === 0));
	if (leaving) return { code: 'headMissing', field: 'left' };
	return undefined;
}

/**
 * What an amendment comes to, by what stands and by when the author wrote. Residents are never taken off by somebody who
 * did not know how they stand, and come back when somebody who saw them there changed them: then they stay, and both
 * sides are kept as a conflict.
 */
export function amended(household: Household, args: AmendHousehold, by: Stamp): Amended {
	const isKnown = args.whole === undefined;
	// The first version did not note what its author saw: what they left as it stands, they left.
	const { changes, joined, left, seen } = args.whole ? amendmentOf(household, args.whole) : args;
	const leaving = left.map((one) => ({
		id: one.id,
		knew: knewResident(household, one, by, isKnown)
	}));
	let next = household;
	let isPartly = false;
	const stamp = (id: Id) => (next = { ...next, ...withStamp(next, id, by) });

	for (const one of joined)
		if (!residentOf(next, one.id)) {
			next = withJoined(next, one);
			stamp(one.id);
		}
	const touched = touchedBy(changes);
	for (const one of seen)
		if (touched.has(one.id) && !residentOf(next, one.id)) next = comeBack(next, one);
	// The head last: by then everybody's relation is said, the earlier head's too.
	const inOrder = [...changes].sort(
		(a, b) => Number(a.field === 'head') - Number(b.field === 'head')
	);
	for (const wanted of inOrder.map((one) => changeOf(one, isKnown))) {
		const now = valueAt(next, wanted.path);
		const isThere =
			wanted.path === 'head' ? residentOf(next, wanted.to as Id) !== undefined : now !== undefined;
		if (!isThere) continue;
		const done = change(next, now, wanted, by, ruleFor(wanted.path));
		isPartly ||= done.isLost;
		next = withValue({ ...unmarked(next), ...done.marks }, wanted.path, done.value);
	}
	for (const { id, knew } of leaving) {
		if (!residentOf(next, id)) continue;
		if (knew && headOf(next).id !== id) {
			next = withoutResident(next, id);
			stamp(id);
			continue;
		}
		isPartly = true;
		const loss = { path: id, value: null, ...by };
		next = { ...next, ...withLoss(next, loss) };
	}
	return { household: { ...unmarked(next), ...tidyMarks(next) }, isPartly };
}

/** Residents whom changes speak of, who therefore are meant to be there. */
const touchedBy = (changes: readonly FieldChange[]): ReadonlySet<Id> =>
	new Set(
		changes.flatMap((one) =>
			'residentId' in one ? [one.residentId] : one.field === 'head' ? [one.to] : []
		)
	);

const unmarked = ({ stamps: _, conflicts: __, ...rest }: Household): Household => rest;

/** Whether somebody who takes a resident off knew how they stand. */
function knewResident(household: Household, saw: Resident, by: Stamp, isKnown: boolean): boolean {
	const now = residentOf(household, saw.id);
	if (isKnown) return sameContent(now, saw);
	return !Object.entries(household.stamps ?? {}).some(
		([path, stamp]) => isAbout(path, saw.id) && stamp.by.personId !== by.by.personId
	);
}

/** Somebody who was taken off, and whom another saw there and changed, is there again; the taking off is kept aside. */
function comeBack(household: Household, seen: Resident): Household {
	const gone = household.stamps?.[seen.id];
	const back = withJoined(household, seen);
	if (!gone) return back;
	const stamps = Object.fromEntries(
		Object.entries(household.stamps!).filter(([path]) => path !== seen.id)
	);
	const loss = { path: seen.id, value: null, ...gone };
	return { ...back, ...withLoss({ stamps, conflicts: back.conflicts }, loss) };
}
