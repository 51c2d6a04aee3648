import type { Kysely } from 'kysely';
import { dayOf } from '$lib/domain/kernel/day';
import { parseHomeKey } from '$lib/domain/kernel/home';
import type { Actor } from '$lib/domain/kernel/actor';
import { recordKey } from '$lib/domain/kernel/record';
import { maxMendedRows, type CompareReply, type HeldRow, type Row } from '$lib/protocol/envelope';
import { readRecords } from '../accept/records';
import { communityOf, type AreaTree } from '../db/areas';
import type { Tables } from '../db/tables';
import { headOf } from './heads';
import { readRow } from './pull';
import { mayHold, scopeFor } from './scope';

/**
 * Where a phone's picture of one home differs from what stands here, from the caller's snapshot. A home outside the
 * actor's scope has no head and holds nothing: everything the phone has of it is a stranger there.
 */
export async function compareHome(
	trx: Kysely<Tables>,
	tree: AreaTree,
	actor: Actor,
	request: { home: string; rows: readonly HeldRow[] },
	nowMs: number
): Promise<Pick<CompareReply, 'head' | 'rows' | 'strangers' | 'more'>> {
	const scope = scopeFor(actor, dayOf(nowMs));
	const pathOf = (areaId: string) => tree.byId.get(areaId)?.path;
	const home = parseHomeKey(request.home);
	if (!mayHold(scope, home, pathOf))
		return {
			head: null,
			rows: [],
			strangers: request.rows.map(([kind, id]) => [kind, id]),
			more: false
		};
	const community = communityOf(tree, home.areaId);
	const line = await trx
		.selectFrom('homes')
		.select(['home', 'seq', 'rows', 'sum_high', 'sum_low'])
		.where('community', '=', community)
		.where('home', '=', request.home)
		.executeTakeFirst();
	const living = await trx
		.selectFrom('rows')
		.select(['kind', 'id', 'seq', 'digest'])
		.where('community', '=', community)
		.where('home', '=', request.home)
		.where('body', 'is not', null)
		.orderBy('seq')
		.execute();
	const here = new Map(living.map((row) => [recordKey(row), row]));
	const there = new Map(
		request.rows.map(([kind, id, seq, digest]) => [recordKey({ kind, id }), { seq, digest }])
	);
	const wanted = living.filter((row) => {
		const known = there.get(recordKey(row));
		return !known || known.seq !== row.seq || known.digest !== row.digest;
	});
	const astray = request.rows.filter(([kind, id]) => !here.has(recordKey({ kind, id })));
	const places = [
		...wanted.map(({ kind, id }) => [community, kind, id] as const),
		...astray.map(([kind, id]) => [community, kind, id] as const)
	];
	const found = await readRecords(trx, places.slice(0, maxMendedRows), 'reading');
	const rows: Row[] = found
		.filter((row) => mayHold(scope, parseHomeKey(row.home), pathOf))
		.map(readRow);
	const known = new Set(rows.map(recordKey));
	const asked = places.slice(0, maxMendedRows).map(([, kind, id]) => ({ kind, id }));
	return {
		head: line ? headOf(line) : null,
		rows,
		strangers: asked.filter((key) => !known.has(recordKey(key))).map(({ kind, id }) => [kind, id]),
		more: places.length > maxMendedRows
	};
}
