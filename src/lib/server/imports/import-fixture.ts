// A sub-district with two communities and the people who may (and may not) import, for tests of this room.

import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { checkCharacter } from '$lib/domain/household/id-number';
import { uuid7 } from '$lib/domain/kernel/uuid';
import { createAccept } from '../accept/run';
import { createTreeSource } from '../db/areas';
import { migrateToLatest } from '../db/migrate';
import { openDatabase, type Where } from '../db/open';
import type { Tables } from '../db/tables';
import { columns } from './columns';
import { createImports, type ImportEngine, type ImportStatus } from './engine';
import type { ColumnKey } from './problem';

const at = Date.UTC(2026, 10, 21, 4);
/** A fresh record id. */
export const newId = () => uuid7(at, randomBytes(10));
const numberOf = (digits17: string) => digits17 + checkCharacter(digits17);
/** The sub-district's, the office's, and somebody who may import nothing. */
export const [chief, clerk, worker] = [newId(), newId(), newId()];
const [subdistrictId, communityId, otherId] = [newId(), newId(), newId()];
/** Area codes of a place that does not exist. */
export const code = { subdistrict: '999999001', community: '999999001001', other: '999999001002' };

/** A row of the spreadsheet. */
export type Row = Partial<Record<ColumnKey, string>>;
/** A door, its head of household, and the spouse. */
export const home: Row = {
	community: '甲社区',
	grid: '第一网格',
	gridCode: code.community + '01',
	building: '1号楼',
	unit: '1单元',
	floor: '3',
	door: '301',
	tenure: '自住'
};
/** The head behind it. */
export const head: Row = {
	...home,
	relation: '户主',
	name: '甲一',
	idNumber: numberOf('99999919560312002'),
	phone: '13800000000'
};
/** The spouse; without an ID number. */
export const spouse: Row = {
	...home,
	relation: '配偶',
	name: '甲二',
	sex: '男',
	birth: '1954-09-01'
};

/** The rows as a file. */
export const csv = (rows: Row[]) =>
	Buffer.from(
		[
			columns.map((column) => column.heading),
			...rows.map((row) => columns.map(({ key }) => row[key] ?? ''))
		]
			.map((cells) => cells.join(','))
			.join('\n')
	);

/** An import over an empty database of its own. */
export async function foundRegister(where: Where) {
	const db = await openDatabase(where);
	await migrateToLatest(db);
	const accept = createAccept(db, createTreeSource(), () => at);
	const failures: unknown[] = [];
	const imports = createImports(db, accept, {
		now: () => at,
		onError: (error) => failures.push(error)
	});
	const post = (id: string, personId: string, role: string, areaId: string) => ({
		name: 'appointment.make',
		version: 1,
		args: { id, personId, name: '某人', role, areaId, from: '2026-01-01', to: null }
	});
	const area = (
		id: string,
		kind: string,
		name: string,
		areaCode: string,
		parentId: string | null
	) => ({
		name: 'area.add',
		version: 1,
		args: { id, kind, name, code: areaCode, parentId, doors: [] }
	});
	const chiefPost = newId();
	const outcome = await accept.run(
		[
			area(subdistrictId, 'subdistrict', '某街道', code.subdistrict, null),
			post(chiefPost, chief, 'subdistrict', subdistrictId),
			area(communityId, 'community', '甲社区', code.community, subdistrictId),
			area(otherId, 'community', '乙社区', code.other, subdistrictId),
			post(newId(), clerk, 'office', communityId),
			post(newId(), worker, 'mediator', communityId)
		].map((command) => ({ command })),
		{
			personId: chief,
			name: '某人',
			posts: [
				{
					appointmentId: chiefPost,
					role: 'subdistrict',
					areaId: subdistrictId,
					from: '2026-01-01',
					to: null
				}
			]
		},
		{ at, deviceId: newId() }
	);
	if (!outcome.ok) throw new Error(outcome.refusal.code);
	return { db, failures, imports, ...asking(imports), ...looking(db) };
}

/** Whether nothing more happens by itself. */
export const isSettled = ({ phase }: ImportStatus): boolean =>
	!['reading', 'checking', 'writing'].includes(phase);

function asking(imports: ImportEngine) {
	async function until(jobId: string, isOver: (status: ImportStatus) => boolean, by = clerk) {
		for (;;) {
			const status = await imports.importStatus(jobId, by);
			if (isOver(status)) return status;
			await wait(2);
		}
	}
	async function check(bytes: Uint8Array, by = clerk) {
		const { jobId } = await imports.startImport(by, bytes);
		return until(jobId, isSettled, by);
	}
	async function run(bytes: Uint8Array, by = clerk) {
		const checked = await check(bytes, by);
		if (checked.phase !== 'ready') return checked;
		await imports.confirmImport(checked.jobId, by);
		return until(checked.jobId, isSettled, by);
	}
	return { until, check, run };
}

function looking(db: Kysely<Tables>) {
	const bodies = async <B>(kind: 'area' | 'household' | 'particulars') =>
		(await db.selectFrom('rows').select('body').where('kind', '=', kind).execute()).map(
			(row) => JSON.parse(row.body!) as B
		);
	const everything = async () => ({
		rows: await db.selectFrom('rows').selectAll().orderBy('id').orderBy('kind').execute(),
		homes: await db.selectFrom('homes').selectAll().orderBy('home').execute(),
		operations: await db.selectFrom('operations').selectAll().orderBy('op_id').execute(),
		areas: await db.selectFrom('areas').selectAll().orderBy('id').execute()
	});
	return { bodies, everything };
}
