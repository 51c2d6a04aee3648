import { change, lossKey, withoutLosses, tidyMarks, type Stamp } from '../kernel/marks';
import { refuse, type Refusal } from '../kernel/refusal';
import { ok, type Result } from '../kernel/result';
import type { Amended } from './amend';
import { findLoss } from './conflicts';
import { valueAt, withoutResident, withValue } from './fields';
import type { Household, SettleHousehold } from './schema';
import { headOf } from './select';

/**
 * Somebody has seen both values and says which one stands. A value that is taken back counts as written now; one that
 * somebody else wrote later still, unseen, keeps standing, and the conflict with it.
 */
export function settled(
	household: Household,
	{ key, take }: SettleHousehold,
	by: Stamp
): Result<Amended, Refusal> {
	const loss = findLoss(household, key);
	if (!loss) return refuse('conflictGone', 'key');
	const { stamps, conflicts, ...rest } = household;
	const marks = withoutLosses({ stamps, conflicts }, (one) => lossKey(one) === key);
	const clear = { ...rest, ...tidyMarks(marks) };
	if (take === 'winning') return ok({ household: clear, isPartly: false });
	if (!loss.path.includes('.') && loss.path.includes('-')) {
		if (headOf(household).id === loss.path) return refuse('headMissing', 'key');
		return ok({ household: withoutResident(clear, loss.path), isPartly: false });
	}
	const now = valueAt(clear, loss.path);
	const wanted = { path: loss.path, from: now, to: loss.value };
	const done = change(clear, now, wanted, by, 'latest');
	const next = { ...rest, ...tidyMarks(done.marks) };
	return ok({ household: withValue(next, loss.path, done.value), isPartly: done.isLost });
}
