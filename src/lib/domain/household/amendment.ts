import { sameContent } from '../kernel/content';
import type { Id } from '../kernel/id';
import { pathOfField, residentOf, valueAt } from './fields';
import type {
	AmendHousehold,
	FieldChange,
	Household,
	HouseholdContent,
	Relation,
	ResidentParticulars
} from './schema';
import { headOf } from './select';

const plainFields = ['door', 'no', 'tenure', 'needsCare'] as const;
const ownFields = ['name', 'sex', 'birthYear', 'phone'] as const;

/** One entry of an amendment's particulars. */
type DetailChange = NonNullable<AmendHousehold['particulars']>[number];

/**
 * The arguments of `household.amend` that make one content of another: `before` is the household as its author saw it.
 * The particulars are left alone unless both sides of them are given, each the whole of a household's.
 */
export function amendmentOf(
	before: Household,
	after: HouseholdContent,
	known?: readonly ResidentParticulars[],
	details?: readonly ResidentParticulars[]
): AmendHousehold {
	const changes: unknown[] = [];
	const note = (field: FieldChange['field'], from: unknown, to: unknown, residentId?: Id) => {
		if (!sameContent(from, to))
			changes.push({ field, ...(residentId ? { residentId } : {}), from, to });
	};
	for (const field of plainFields) note(field, before[field], after[field]);
	const head = after.residents.find((one) => one.relation === 0)?.id ?? headOf(before).id;
	for (const next of after.residents) {
		const was = residentOf(before, next.id);
		if (!was) continue;
		for (const field of ownFields) {
			const to = field === 'name' ? { name: next.name, pinyin: next.pinyin } : next[field];
			note(field, valueAt(before, pathOfField(field, next.id)), to, next.id);
		}
		// What the head is to an earlier head nobody sees, and nobody changes.
		const stood = valueAt(before, pathOfField('relation', next.id)) as Relation;
		if (next.id !== head) note('relation', stood, next.relation, next.id);
	}
	note('head', headOf(before).id, head);
	const list = changes as FieldChange[];
	const touched = new Set(
		list.flatMap((one) =>
			'residentId' in one ? [one.residentId] : one.field === 'head' ? [one.to] : []
		)
	);
	return {
		id: before.id,
		changes: list,
		joined: after.residents.filter((one) => !residentOf(before, one.id)),
		left: before.residents.filter((one) => !residentOf(after, one.id)),
		seen: before.residents.filter((one) => touched.has(one.id)),
		particulars: details ? detailChanges(known ?? [], details) : null
	};
}

/** What is different between two households' worth of particulars; null when nothing is. */
export function detailChanges(
	before: readonly ResidentParticulars[],
	after: readonly ResidentParticulars[]
): DetailChange[] | null {
	const of = (list: readonly ResidentParticulars[], id: Id) =>
		list.find((one) => one.residentId === id) ?? null;
	const ids = new Set([...before, ...after].map((one) => one.residentId));
	const changes = [...ids]
		.map((residentId) => ({ residentId, from: of(before, residentId), to: of(after, residentId) }))
		.filter(({ from, to }) => !sameContent(from, to));
	return changes.length > 0 ? changes : null;
}

/** Whether an amendment says nothing at all. */
export const isEmpty = (args: AmendHousehold): boolean =>
	args.changes.length + args.joined.length + args.left.length === 0 && args.particulars === null;
