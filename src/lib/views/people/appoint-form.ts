import type { AreaTree } from '$lib/app/area-tree';
import { areaKindOfRole } from '$lib/domain/appointment/commands';
import { appointableBy } from '$lib/domain/kernel/rights';
import type { Appointment } from '$lib/domain/appointment/schema';
import { areaKinds, type Area, type AreaKind } from '$lib/domain/area/schema';
import { roles, type Role } from '$lib/domain/kernel/actor';
import type { Day } from '$lib/domain/kernel/day';

/** A half-filled form of appointing. `areaIds` is the way down, one id a step; `personId` '' means somebody new. */
export interface AppointForm {
	role: Role | undefined;
	areaIds: string[];
	name: string;
	personId: string;
	from: Day;
	to: Day | '';
}

/** One step of the way down to an area: its kind and what there is to choose from. */
export interface Step {
	kind: AreaKind;
	options: Area[];
}

/** The roles somebody may appoint to, from the doorstep up. */
export const rolesToGive = (role: Role | undefined): readonly Role[] =>
	role ? roles.filter((one) => appointableBy(role).includes(one)) : [];

/**
 * The steps from the person's own area down to the kind of area that the role is held in: those already chosen and the
 * next one. The last step's chosen area is the answer when its kind is the role's. An empty step has nothing to offer.
 */
export function stepsTo(tree: AreaTree, role: Role, chosen: readonly string[]): Step[] {
	const goal = areaKinds.indexOf(areaKindOfRole[role]);
	const steps: Step[] = [];
	let options = tree.roots.filter((root) => areaKinds.indexOf(root.kind) <= goal);
	let depth = options[0] ? areaKinds.indexOf(options[0].kind) : goal;
	// One's only area is not asked for unless it is the answer.
	if (options.length === 1 && depth < goal) {
		options = tree.children(options[0]!.id);
		depth++;
	}
	for (;;) {
		steps.push({ kind: areaKinds[depth]!, options });
		const next = options.find((area) => area.id === chosen[steps.length - 1]);
		if (!next || depth >= goal) return steps;
		options = tree.children(next.id);
		depth++;
	}
}

/** The area chosen on the way down; undefined until the way has reached its end. */
export function areaChosen(
	tree: AreaTree,
	role: Role,
	chosen: readonly string[]
): string | undefined {
	const steps = stepsTo(tree, role, chosen);
	const id = chosen[steps.length - 1];
	const last = steps.at(-1)!;
	return last.kind === areaKindOfRole[role] && last.options.some((area) => area.id === id)
		? id
		: undefined;
}

/** People of that very name who are known here, each once with their latest appointment. */
export function namesakes(people: readonly Appointment[], name: string): Appointment[] {
	const latest = new Map<string, Appointment>();
	for (const one of people) {
		if (one.name !== name.trim()) continue;
		const known = latest.get(one.personId);
		if (!known || one.from > known.from) latest.set(one.personId, one);
	}
	return [...latest.values()];
}
