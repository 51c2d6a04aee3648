/** A door as the way to the next one needs it. */
export interface Stop {
	key: string;
	unitId: string;
	floor: number;
}

/**
 * The door to go to after `current`: the next on its floor that still waits for a visit, then the nearest floor of the
 * same staircase (downwards first: lifts are taken up). Undefined when the staircase is done; nobody is sent to another.
 */
export function nextDoor<S extends Stop>(
	stops: readonly S[],
	current: string,
	waits: (stop: S) => boolean
): S | undefined {
	const at = stops.findIndex((stop) => stop.key === current);
	const here = stops[at];
	if (!here) return undefined;
	const onward = [...stops.slice(at + 1), ...stops.slice(0, at)].filter(
		(stop) => stop.unitId === here.unitId && waits(stop)
	);
	const away = (stop: S) => 2 * Math.abs(stop.floor - here.floor) + Number(stop.floor > here.floor);
	// Sorting is stable: on one floor the doors keep their order, those after the current one first.
	return onward.sort((a, b) => away(a) - away(b))[0];
}
