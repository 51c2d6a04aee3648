import { CompiledQuery, type Kysely } from 'kysely';
import { dayOf } from '$lib/domain/kernel/day';
import { parseHomeKey } from '$lib/domain/kernel/home';
import type { Actor } from '$lib/domain/kernel/actor';
import type { Gone } from '$lib/domain/kernel/record';
import type { PullReply, Row } from '$lib/protocol/envelope';
import { communityOf, type AreaTree } from '../db/areas';
import { isPostgres } from '../db/open';
import type { RowsTable, Tables } from '../db/tables';
import { mayHold, scopeFor } from './scope';

/** A page is closed when its bodies pass this many characters, so that a slow line gets something early. */
const pageCharacters = 1_500_000;

const wanted = {
	sqlite: `select k.key as place, h.seq as head from json_each(?) k cross join homes h
		on h.community = k.value->>0 and h.home = k.value->>1 where h.seq > k.value->>2`,
	postgres: `select k.n - 1 as place, h.seq as head
		from unnest($1::text[], $2::text[], $3::bigint[]) with ordinality as k(c, h, s, n)
		join homes h on h.community = k.c and h.home = k.h where h.seq > k.s`
};

const rowColumns = 'r.kind, r.id, r.home, r.seq, r.written_at, r.body, r.gone';
const page = {
	sqlite: `select ${rowColumns} from json_each(?) k cross join rows r
		on r.community = k.value->>0 and r.home = k.value->>1 and r.seq > k.value->>2
		order by k.key, r.seq limit ?`,
	postgres: `select ${rowColumns}
		from unnest($1::text[], $2::text[], $3::bigint[]) with ordinality as k(c, h, s, n)
		cross join lateral (select * from rows r where r.community = k.c and r.home = k.h and r.seq > k.s
			order by r.seq limit $4) r
		order by k.n, r.seq limit $4`
};

type Place = readonly [community: string, home: string, after: number];
type PageRow = Omit<RowsTable, 'community' | 'digest'>;

const arrays = (places: readonly Place[]) => [0, 1, 2].map((i) => places.map((place) => place[i]!));

/** A page with its rows as the database has them, bodies still as text. */
export interface Page extends Pick<PullReply, 'cursors' | 'more'> {
	rows: PageRow[];
}

/**
 * One page of what the phone asked for, from the caller's snapshot. Homes outside the actor's scope are passed over
 * in silence: the phone learns from the heads that they are no longer its own.
 */
export async function pullPage(
	trx: Kysely<Tables>,
	tree: AreaTree,
	actor: Actor,
	request: { from: readonly (readonly [home: string, after: number])[]; limit: number },
	nowMs: number
): Promise<Page> {
	const scope = scopeFor(actor, dayOf(nowMs));
	const pathOf = (areaId: string) => tree.byId.get(areaId)?.path;
	const asked = new Map<string, Place>();
	for (const [key, after] of request.from) {
		const home = parseHomeKey(key);
		if (!asked.has(key) && mayHold(scope, home, pathOf))
			asked.set(key, [communityOf(tree, home.areaId), key, after]);
	}
	const places = [...asked.values()];
	if (places.length === 0) return { rows: [], cursors: [], more: false };
	const postgres = isPostgres(trx);
	const { rows: behind } = await trx.executeQuery<{ place: number; head: number }>(
		postgres
			? CompiledQuery.raw(wanted.postgres, arrays(places))
			: CompiledQuery.raw(wanted.sqlite, [JSON.stringify(places)])
	);
	const stale = behind
		.map(({ place, head }) => ({ place: places[Number(place)]!, order: Number(place), head }))
		.sort((a, b) => a.order - b.order);
	const found: PageRow[] = [];
	const cursors: [string, number][] = [];
	let characters = 0;
	// Homes are read a few at a time: a page ends long before the last of ten thousand.
	for (let from = 0; from < stale.length; from += batch) {
		const part = stale.slice(from, from + batch);
		const left = request.limit - found.length;
		const askedFor = part.map(({ place }) => place);
		const { rows } = await trx.executeQuery<PageRow>(
			postgres
				? CompiledQuery.raw(page.postgres, [...arrays(askedFor), left + 1])
				: CompiledQuery.raw(page.sqlite, [JSON.stringify(askedFor), left + 1])
		);
		const byHome = new Map<string, PageRow[]>();
		for (const row of rows) {
			const list = byHome.get(row.home);
			if (list) list.push(row);
			else byHome.set(row.home, [row]);
		}
		for (const { place, head } of part) {
			for (const row of byHome.get(place[1]) ?? []) {
				if (found.length >= request.limit || characters > pageCharacters)
					return { rows: found, cursors: cutAt(cursors, found, place[1]), more: true };
				found.push(row);
				characters += row.body?.length ?? 0;
			}
			cursors.push([place[1], head]);
		}
	}
	return { rows: found, cursors, more: false };
}

const batch = 100;

/** The page ends inside a home: that home's cursor is its last row sent. */
function cutAt(
	cursors: [string, number][],
	found: readonly PageRow[],
	home: string
): [string, number][] {
	const last = found.at(-1);
	return last?.home === home ? [...cursors, [home, last.seq]] : cursors;
}

/**
 * The same row as `readRow` makes, as finished JSON. A body is JSON already: reading it only to write it again, and
 * cloning it from thread to thread in between, would cost more than everything else about a page.
 */
export const rowText = ({ kind, id, home, seq, written_at, body, gone }: PageRow): string =>
	`{"kind":"${kind}","id":"${id}","home":"${home}","seq":${seq},"at":${written_at},"body":${body ?? 'null'}${
		gone === null ? '' : `,"gone":${gone}`
	}}`;

/** A row as it travels. */
export function readRow(row: PageRow): Row {
	return {
		kind: row.kind,
		id: row.id,
		home: row.home,
		seq: row.seq,
		at: row.written_at,
		body: row.body === null ? null : (JSON.parse(row.body) as unknown),
		...(row.gone === null ? {} : { gone: JSON.parse(row.gone) as Gone })
	};
}
