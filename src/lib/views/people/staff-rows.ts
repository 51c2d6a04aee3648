import type { Appointment } from '$lib/domain/appointment/schema';
import type { Area } from '$lib/domain/area/schema';
import { roles, type Role } from '$lib/domain/kernel/actor';
import type { Day } from '$lib/domain/kernel/day';

/** The part of the area tree that the list needs (see `areas()` of the app). */
export interface Tree {
	byId: ReadonlyMap<string, Area>;
	children(id: string): readonly Area[];
	pathNames(id: string): string[];
}

/** Where an appointment stands on a day. */
export type Standing = 'now' | 'future' | 'ended';

/** Which appointments are asked for; '' or 'all' means no choice made. `areaId` covers everything below it. */
export interface StaffFilter {
	words: string;
	role: Role | '';
	areaId: string;
	standing: Standing | 'all';
}

/** A line of the list: the name of a group (grid, community, sub-district) or one appointment. */
export type StaffRow =
	| { kind: 'group'; key: string; areaId: string; title: string; count: number }
	| { kind: 'person'; key: string; appointment: Appointment; where: string; standing: Standing };

/**
 * Whether an appointment is in force, still to come or over. Its last day is still one in force; one that was ended
 * before its first day never was, and counts as over.
 */
export function standingOf({ from, to }: Pick<Appointment, 'from' | 'to'>, today: Day): Standing {
	if (to !== null && (to < today || to < from)) return 'ended';
	return from > today ? 'future' : 'now';
}

/** How many people hold at least one appointment today. */
export const peopleInOffice = (appointments: readonly Appointment[], today: Day): number =>
	new Set(
		appointments.filter((one) => standingOf(one, today) === 'now').map(({ personId }) => personId)
	).size;

/** The area under whose name an appointment is listed: its grid, or the higher area it is held in itself. */
function groupOf(tree: Tree, areaId: string): string {
	const path = tree.byId.get(areaId)?.path ?? [areaId];
	return (
		path.findLast((id) => !['building', 'unit'].includes(tree.byId.get(id)?.kind ?? '')) ?? areaId
	);
}

/** Every area's place when the tree is read from the top, so that groups come as people count them. */
function orderOf(tree: Tree): Map<string, number> {
	const order = new Map<string, number>();
	const walk = (area: Area) => {
		order.set(area.id, order.size);
		tree.children(area.id).forEach(walk);
	};
	for (const area of tree.byId.values())
		if (area.parentId === null || !tree.byId.has(area.parentId)) walk(area);
	return order;
}

// From the top down within a group: the office before the unit leaders.
const rank = (role: Role) => -roles.indexOf(role);

/** The list as it is shown: groups in the order of the tree, in each the higher roles first, then by area and name. */
export function staffRows(
	appointments: readonly Appointment[],
	tree: Tree,
	filter: StaffFilter,
	today: Day
): StaffRow[] {
	const order = orderOf(tree);
	const place = (id: string) => order.get(id) ?? order.size;
	const wanted = filter.words.trim().toLowerCase();
	const byGroup = new Map<string, (StaffRow & { kind: 'person' })[]>();
	for (const appointment of appointments) {
		const standing = standingOf(appointment, today);
		if (filter.standing !== 'all' && standing !== filter.standing) continue;
		if (filter.role && appointment.role !== filter.role) continue;
		const path = tree.byId.get(appointment.areaId)?.path ?? [];
		if (filter.areaId && !path.includes(filter.areaId)) continue;
		const names = tree.pathNames(appointment.areaId);
		if (wanted && ![appointment.name, ...names].some((one) => one.toLowerCase().includes(wanted)))
			continue;
		const group = groupOf(tree, appointment.areaId);
		const depth = tree.byId.get(group)?.path.length ?? names.length;
		const row = {
			kind: 'person',
			key: appointment.id,
			appointment,
			where: names.slice(depth).join(' '),
			standing
		} as const;
		const rows = byGroup.get(group);
		if (rows) rows.push(row);
		else byGroup.set(group, [row]);
	}
	return [...byGroup]
		.sort(([a], [b]) => place(a) - place(b))
		.flatMap(([areaId, rows]) => [
			{
				kind: 'group' as const,
				key: `group:${areaId}`,
				areaId,
				title: tree.pathNames(areaId).slice(-2).join(' · '),
				count: rows.length
			},
			...rows.sort(
				(a, b) =>
					rank(a.appointment.role) - rank(b.appointment.role) ||
					place(a.appointment.areaId) - place(b.appointment.areaId) ||
					(a.appointment.name < b.appointment.name ? -1 : 1)
			)
		]);
}
