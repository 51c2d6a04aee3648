import type { Id } from '../kernel/id';
import { change, tidyMarks, type Marks, type Stamp } from '../kernel/marks';
import { detailChanges } from './amendment';
import { isAbout, ruleFor } from './fields';
import type { AmendHousehold, Particulars, ResidentParticulars } from './schema';

const detailFields = ['idNumber', 'birth', 'ethnicity', 'hardship'] as const;

const nothing = (residentId: Id): ResidentParticulars => ({
	residentId,
	idNumber: null,
	birth: null,
	ethnicity: null,
	hardship: ''
});

const isNothing = ({ residentId: _, ...rest }: ResidentParticulars): boolean =>
	Object.values(rest).every((value) => value === null || value === '');

/**
 * The particulars after an amendment, field by field like the household itself. Nobody's stay behind who is not among
 * `present`. Undefined when there are none and none are brought; what lost stays on the server like all of them.
 */
export function amendedDetails(
	known: Particulars | undefined,
	args: AmendHousehold,
	unitId: Id,
	present: ReadonlySet<Id>,
	by: Stamp
): { particulars: Particulars; isPartly: boolean } | undefined {
	const whole = args.whole?.particulars;
	const wanted = whole ? detailChanges(known?.residents ?? [], whole) : args.particulars;
	if (!known && !wanted) return undefined;
	const details = new Map((known?.residents ?? []).map((one) => [one.residentId, one]));
	let marks: Marks = known ?? {};
	let isPartly = false;
	for (const { residentId, from, to } of wanted ?? []) {
		const now = details.get(residentId) ?? nothing(residentId);
		const next = { ...now };
		for (const field of detailFields) {
			const [was, will] = [from ?? nothing(residentId), to ?? nothing(residentId)];
			if (was[field] === will[field] && !whole) continue;
			if (whole && now[field] === will[field]) continue;
			const path = `${residentId}.${field}`;
			const one = whole ? { path, to: will[field] } : { path, from: was[field], to: will[field] };
			const done = change(marks, now[field], one, by, ruleFor(path));
			({ marks } = done);
			isPartly ||= done.isLost;
			Object.assign(next, { [field]: done.value });
		}
		if (isNothing(next)) details.delete(residentId);
		else details.set(residentId, next);
	}
	const stays = (path: string) => [...present].some((id) => isAbout(path, id));
	const left = {
		stamps: Object.fromEntries(Object.entries(marks.stamps ?? {}).filter(([path]) => stays(path))),
		conflicts: (marks.conflicts ?? []).filter((loss) => stays(loss.path))
	};
	const residents = [...details.values()].filter((one) => present.has(one.residentId));
	return {
		particulars: { id: args.id, unitId, residents, ...tidyMarks(left) },
		isPartly
	};
}
