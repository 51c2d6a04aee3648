import { fail, ok, type Result } from '../kernel/result';
import type { Weighed } from './apportion';
import type { Method, Sharer, SharingFault, SharingRefusal } from './sharing';

/** The methods that divide by weights, as opposed to amounts that are named. */
export type WeighingMethod = Exclude<Method, { by: 'fixed' | 'agreed' }>;

/** Whether the method divides by weights. */
export const isWeighing = (method: Method): method is WeighingMethod =>
	method.by !== 'fixed' && method.by !== 'agreed';

/** A weight beyond this is a slip of the finger: 10 000 m² behind one door, a thousand people. */
const most = { area: 1_000_000, persons: 1_000, floor: 1_000_000 } as const;

const isWeight = (n: number | null | undefined, least: number, max: number): n is number =>
	typeof n === 'number' && Number.isInteger(n) && n >= least && n <= max;

function weightOf(
	method: WeighingMethod,
	{ area, floor, persons }: Sharer
): Result<number, SharingFault> {
	switch (method.by) {
		case 'household':
			return ok(1);
		case 'area':
			// An area of 0 is one that nobody has entered; a household without one would quietly pay nothing.
			return isWeight(area, 1, most.area) ? ok(area) : fail('areaMissing');
		case 'persons':
			return isWeight(persons, 0, most.persons) ? ok(persons) : fail('personsMissing');
		case 'floor': {
			const found = method.weights.find((one) => one.floor === floor);
			if (!found) return fail('floorMissing');
			return isWeight(found.weight, 0, most.floor) ? ok(found.weight) : fail('weightWrong');
		}
	}
}

/** Each household's weight, or which household has none. */
export function weighed(
	method: WeighingMethod,
	sharers: readonly Sharer[]
): Result<Weighed[], SharingRefusal> {
	const list: Weighed[] = [];
	for (const sharer of sharers) {
		const weight = weightOf(method, sharer);
		if (!weight.ok)
			return fail({
				code: weight.error,
				detail: {
					householdId: sharer.id,
					...(method.by === 'floor' && sharer.floor !== null ? { floor: sharer.floor } : {})
				}
			});
		list.push({ id: sharer.id, place: sharer.place, weight: weight.value });
	}
	return ok(list);
}
