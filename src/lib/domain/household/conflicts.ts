import { sameContent } from '../kernel/content';
import { lossKey, type Loss, type Stamp } from '../kernel/marks';
import { fieldOfPath, residentOf, valueAt, type FieldPlace } from './fields';
import type { Household } from './schema';

/** One of two values: what, by whom and when (epoch ms). Nobody noted who registered a field in the first place. */
export interface Side {
	value: unknown;
	by: string | null;
	at: number | null;
}

/** Two values of one field, of which one stands. Under the field `resident` null means taken off. */
export interface Conflict extends FieldPlace {
	key: string;
	winning: Side;
	losing: Side;
}

const sideOf = (value: unknown, mark: Stamp | undefined): Side => ({
	value,
	by: mark?.by.name ?? null,
	at: mark?.at ?? null
});

/** The conflicts of a household that are still open, oldest first. One whose values have become the same is none. */
export function conflictsOf(household: Household): Conflict[] {
	return (household.conflicts ?? []).flatMap((loss) => {
		const place = fieldOfPath(loss.path);
		const now = valueAt(household, loss.path);
		if (place.residentId && !residentOf(household, place.residentId)) return [];
		if (sameContent(now, loss.value)) return [];
		return [
			{
				...place,
				key: lossKey(loss),
				winning: sideOf(now, household.stamps?.[loss.path]),
				losing: sideOf(loss.value, loss)
			}
		];
	});
}

/** The value that lost under this key, while it still differs from what stands. */
export function findLoss(household: Household, key: string): Loss | undefined {
	if (!conflictsOf(household).some((one) => one.key === key)) return undefined;
	return household.conflicts?.find((loss) => lossKey(loss) === key);
}
