import type { MakeAppointment } from '$lib/domain/appointment/schema';
import type { RegisterHousehold } from '$lib/domain/household/schema';
import type { Role } from '$lib/domain/kernel/actor';
import { addDays, type Day } from '$lib/domain/kernel/day';
import type { Id } from '$lib/domain/kernel/id';
import type { LaidUnit } from './layout';
import { givenName, surname } from './names';
import type { Chance } from './random';

/** An invented person's name. */
export const personName = (chance: Chance): string =>
	surname(chance) + givenName(chance, chance.is(0.35) ? 1 : 2);

/** Appoints a new person to an area, since some day in the past two years, with no end. */
export const appoint = (
	chance: Chance,
	role: Role,
	areaId: Id,
	today: Day,
	name = personName(chance)
): MakeAppointment => ({
	id: chance.id(),
	personId: chance.id(),
	name,
	role,
	areaId,
	from: addDays(today, -chance.int(150, 700)),
	to: null
});

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

/** Those of a community's office and its mediators. */
export const communityStaff = (
	chance: Chance,
	communityId: Id,
	today: Day,
	officers: number
): MakeAppointment[] => [
	...times(officers, () => appoint(chance, 'office', communityId, today)),
	...times(3, () => appoint(chance, 'mediator', communityId, today))
];

/** Who looks after a community's cases: the lead, a lawyer and a police officer who can be called in. */
export const caseStaff = (chance: Chance, communityId: Id, today: Day): MakeAppointment[] => [
	appoint(chance, 'mediationLead', communityId, today),
	...times(2, () => appoint(chance, 'expert', communityId, today))
];

/** A grid's party group and its worker; one grid in six has two workers. */
export const gridStaff = (chance: Chance, gridId: Id, today: Day): MakeAppointment[] => [
	...times(3, () => appoint(chance, 'gridParty', gridId, today)),
	...times(chance.is(1 / 6) ? 2 : 1, () => appoint(chance, 'gridWorker', gridId, today))
];

/**
 * The leader of a unit: a resident of it between 45 and 75 where there is one. One unit in twenty-five also remembers
 * an earlier leader, whose appointment ended the day before.
 */
export function unitLeaders(
	chance: Chance,
	unit: LaidUnit,
	households: readonly RegisterHousehold[],
	today: Day
): MakeAppointment[] {
	const year = Number(today.slice(0, 4));
	const able = households
		.flatMap((household) => household.residents)
		.filter((one) => one.birthYear !== null && one.birthYear <= year - 45)
		.filter((one) => one.birthYear !== null && one.birthYear >= year - 75);
	const name = able.length > 0 ? chance.pick(able).name : personName(chance);
	const leader = appoint(chance, 'unitLeader', unit.id, today, name);
	if (!chance.is(0.04)) return [leader];
	const before = appoint(chance, 'unitLeader', unit.id, today);
	const to = addDays(leader.from, -1);
	return [{ ...before, from: addDays(to, -chance.int(200, 700)), to }, leader];
}
