import * as v from 'valibot';
import {
	contentOf,
	pathOfField,
	residentOf,
	withJoined,
	withoutResident,
	withValue
} from './fields';
import {
	FieldChange,
	HouseholdFields,
	Resident,
	type Household,
	type HouseholdContent
} from './schema';
import { headOf } from './select';

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/**
 * What the author of a refused amendment meant the household to be, on the ground of how it stands now: so a form can be
 * filled with their words. On a household into which theirs was merged, only what they wrote about its people counts.
 * Arguments that were refused as malformed may hold anything, so that only what fits is taken.
 */
export function wantedByAmendment(
	household: Household,
	args: Record<string, unknown>
): HouseholdContent {
	const isOther = household.id !== args.id;
	let next: Household = household;
	for (const one of listOf(args.joined))
		if (v.is(Resident, one) && !residentOf(next, one.id)) next = withJoined(next, one);
	// The head last: by then everybody's relation is said.
	const changes = listOf(args.changes)
		.filter((one) => v.is(FieldChange, one))
		.filter((one) => !isOther || 'residentId' in one)
		.sort((a, b) => Number(a.field === 'head') - Number(b.field === 'head'));
	for (const one of changes)
		next = withValue(
			next,
			pathOfField(one.field, 'residentId' in one ? one.residentId : undefined),
			one.to
		);
	for (const one of isOther ? [] : listOf(args.left))
		if (v.is(Resident, one) && residentOf(next, one.id) && headOf(next).id !== one.id)
			next = withoutResident(next, one.id);
	return contentOf(next);
}

/**
 * Whether a refused amendment says anything about people of this household, into which theirs was merged: only then is
 * there something to correct on it. While the merged people are still on their way to a phone, it does not yet.
 */
export const speaksOf = (household: Household, args: Record<string, unknown>): boolean =>
	listOf(args.changes).some(
		(one) => v.is(FieldChange, one) && 'residentId' in one && residentOf(household, one.residentId)
	);

/** What the author of a refused registration meant; undefined when its arguments do not fit. */
export function wantedByRegistration(args: Record<string, unknown>): HouseholdContent | undefined {
	const parsed = v.safeParse(HouseholdFields, args);
	return parsed.success ? parsed.output : undefined;
}
