import type { Kysely } from 'kysely';
import type { Area } from '$lib/domain/area/schema';
import type { Appointment } from '$lib/domain/appointment/schema';
import type { Dispute } from '$lib/domain/dispute/schema';
import { holderOf } from '$lib/domain/dispute/seats';
import { insertMany, type Bulk } from '../db/bulk';
import type { Tables } from '../db/tables';
import type { Cell } from './overlay';

const areas: Bulk<'areas'> = {
	table: 'areas',
	columns: [
		['community', 'text'],
		['id', 'text'],
		['parent_id', 'text'],
		['kind', 'text'],
		['name', 'text'],
		['code', 'text'],
		['path', 'text']
	],
	tail: `on conflict (community, id) do update set name = excluded.name, code = excluded.code`
};
const posts: Bulk<'posts'> = {
	table: 'posts',
	columns: [
		['community', 'text'],
		['person_id', 'text'],
		['appointment_id', 'text'],
		['name', 'text'],
		['role', 'text'],
		['area_id', 'text'],
		['from_day', 'text'],
		['to_day', 'text']
	],
	tail: `on conflict (community, person_id, appointment_id) do update set name = excluded.name,
		role = excluded.role, from_day = excluded.from_day, to_day = excluded.to_day`
};
const treeVersion: Bulk<'installation'> = {
	table: 'installation',
	columns: [
		['key', 'text'],
		['value', 'text']
	],
	tail: `on conflict (key) do update set value = cast(cast(installation.value as bigint) + 1 as text)`
};

const seats: Bulk<'seats'> = {
	table: 'seats',
	columns: [
		['community', 'text'],
		['case_id', 'text'],
		['seat_id', 'text'],
		['holder', 'text'],
		['is_open', 'bigint']
	],
	tail: `on conflict (community, case_id, seat_id) do update set is_open = excluded.is_open`
};

/** Keeps the area tree, the posts and the seats in cases in step with their rows, in the transaction that changes those. */
export async function writeProjections(trx: Kysely<Tables>, cells: readonly Cell[]): Promise<void> {
	const byId = (a: readonly unknown[], b: readonly unknown[]) => (String(a) < String(b) ? -1 : 1);
	const areaLines: unknown[][] = [];
	const postLines: unknown[][] = [];
	const seatLines: unknown[][] = [];
	for (const { kind, community, id, body } of cells) {
		if (kind === 'area' && body !== undefined) {
			const area = body as Area;
			const path = JSON.stringify(area.path);
			areaLines.push([community, area.id, area.parentId, area.kind, area.name, area.code, path]);
		}
		if (kind === 'appointment' && body !== undefined) {
			const { personId, name, role, areaId, from, to } = body as Appointment;
			postLines.push([community, personId, id, name, role, areaId, from, to]);
		}
		if (kind === 'dispute' && body !== undefined)
			for (const seat of (body as Dispute).seats)
				seatLines.push([community, id, seat.id, holderOf(seat), seat.to === null ? 1 : 0]);
	}
	await insertMany(trx, seats, seatLines.sort(byId));
	await insertMany(trx, posts, postLines.sort(byId));
	if (areaLines.length === 0) return;
	await insertMany(trx, areas, areaLines.sort(byId));
	await insertMany(trx, treeVersion, [['areas', '1']]);
}
