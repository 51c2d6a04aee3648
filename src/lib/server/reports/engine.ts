import type { Kysely } from 'kysely';
import * as v from 'valibot';
import { figuresOf, Month, monthOf, type CaseFiguresReply } from '$lib/domain/dispute/figures';
import type { Dispute } from '$lib/domain/dispute/schema';
import { sumFigures, type AreaFigures, type FiguresReply } from '$lib/domain/figures';
import { dayOf } from '$lib/domain/kernel/day';
import { postsWith } from '$lib/domain/kernel/rights';
import type { Id } from '$lib/domain/kernel/id';
import { actorOf } from '../db/actor';
import type { AreasTable, Tables } from '../db/tables';
import { ProblemError } from '../http/problem';
import { countByUnit } from './count';

/** What the engine can report. Expected failures are thrown as `ProblemError`. */
export interface ReportEngine {
	/**
	 * The figures that a person may see: an office those of its community by grid, the sub-district all its communities.
	 * Anybody else gets 403 `notAllowed`.
	 */
	figures(personId: Id): Promise<FiguresReply>;
	/** Figures of mediation in a month (`YYYY-MM`), for the same people: 403 `notAllowed`, 400 `malformed`. */
	caseFigures(personId: Id, month: string): Promise<CaseFiguresReply>;
}

/** Builds the reports over an open, migrated database; a read-only connection will do. `now` gives epoch ms. */
export function createReports(db: Kysely<Tables>, now: () => number = Date.now): ReportEngine {
	return {
		async figures(personId) {
			const at = now();
			const communities = await communitiesSeenBy(db, personId, at);
			const ids = communities.map((one) => one.id);
			const areas = await db
				.selectFrom('areas')
				.select(['id', 'parent_id', 'kind', 'name', 'code', 'path'])
				.where('community', 'in', ids)
				.execute();
			const byUnit = await countByUnit(db, ids, at);
			const ofGrid = new Map<Id, string[]>();
			for (const { id, kind, path } of areas) {
				if (kind !== 'unit') continue;
				const gridId = (JSON.parse(path) as Id[])[2]!;
				ofGrid.set(gridId, [...(ofGrid.get(gridId) ?? []), id]);
			}
			const grids = areas.filter((area) => area.kind === 'grid').sort(byCode);
			return {
				at,
				communities: communities.map((community) => {
					const below = grids
						.filter((grid) => grid.parent_id === community.id)
						.map((grid): AreaFigures => ({
							areaId: grid.id,
							name: grid.name,
							figures: sumFigures(
								(ofGrid.get(grid.id) ?? []).flatMap((unitId) => byUnit.get(unitId) ?? [])
							)
						}));
					return {
						areaId: community.id,
						name: community.name,
						figures: sumFigures(below.map((grid) => grid.figures)),
						grids: below
					};
				})
			};
		},
		async caseFigures(personId, month) {
			const at = now();
			if (!v.is(Month, month)) throw new ProblemError(400, 'malformed', 'month');
			const communities = await communitiesSeenBy(db, personId, at);
			const ids = communities.map((one) => one.id);
			const disputes = await disputesIn(db, ids);
			const days = { ...monthOf(month), today: dayOf(at) };
			return {
				...{ at, month },
				communities: communities.map(({ id, name }) => {
					const own = disputes.filter(({ areaId }) => areaId === id);
					return { areaId: id, name, figures: figuresOf(own, days) };
				})
			};
		}
	};
}

/** All cases of these communities: a community has hundreds in a year. */
async function disputesIn(db: Kysely<Tables>, communities: readonly Id[]): Promise<Dispute[]> {
	const rows = await db
		.selectFrom('rows')
		.select('body')
		.where('community', 'in', communities)
		.where('kind', '=', 'dispute')
		.where('body', 'is not', null)
		.execute();
	return rows.map(({ body }) => JSON.parse(body!) as Dispute);
}

const byCode = (a: Pick<AreasTable, 'code' | 'id'>, b: Pick<AreasTable, 'code' | 'id'>): number =>
	`${a.code ?? ''} ${a.id}` < `${b.code ?? ''} ${b.id}` ? -1 : 1;

/** The communities whose figures a person may see today, by code. */
async function communitiesSeenBy(
	db: Kysely<Tables>,
	personId: Id,
	at: number
): Promise<Pick<AreasTable, 'id' | 'name' | 'code'>[]> {
	const actor = await actorOf(db, personId);
	const posts = actor ? postsWith(actor, 'readFigures', dayOf(at)) : [];
	const areaIds = posts.map((post) => post.areaId);
	if (areaIds.length === 0) throw new ProblemError(403, 'notAllowed');
	const communities = await db
		.selectFrom('areas')
		.select(['id', 'name', 'code'])
		.where('kind', '=', 'community')
		// A post is held in the community itself, or in the sub-district right above it.
		.where((eb) => eb.or([eb('id', 'in', areaIds), eb('parent_id', 'in', areaIds)]))
		.execute();
	return communities.sort(byCode);
}
