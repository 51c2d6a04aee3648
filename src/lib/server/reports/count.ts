import { CompiledQuery, type Kysely } from 'kysely';
import { figureDays, figureKeys, sumFigures, type Figures } from '$lib/domain/figures';
import type { Id } from '$lib/domain/kernel/id';
import { isPostgres } from '../db/open';
import type { Tables } from '../db/tables';

/*
 * Counting happens inside the database, unit by unit: the bodies of a community's visits are megabytes that would
 * otherwise all be parsed here. Both databases read the same JSON, each in its own words.
 */

interface Dialect {
	/** The stored text as JSON. */
	json: string;
	/** A field of `b` as text (a number or a truth value on SQLite); null when it is missing. */
	at(...path: (string | number)[]): string;
	isTrue(expression: string): string;
	/** The placeholder of the n-th parameter, from 1. */
	mark(n: number): string;
	/** Whether `community` is one of the first parameter's. */
	isWithin: string;
}

const sqlite: Dialect = {
	json: 'body',
	at: (...path) =>
		`b->>'$${path.map((p) => (typeof p === 'number' ? `[#${p}]` : `.${p}`)).join('')}'`,
	isTrue: (expression) => `${expression} = 1`,
	mark: (n) => `?${n}`,
	isWithin: 'community in (select value from json_each(?1))'
};
const postgres: Dialect = {
	json: 'cast(body as jsonb)',
	at: (...path) => `b#>>'{${path.join(',')}}'`,
	isTrue: (expression) => `${expression} = 'true'`,
	mark: (n) => `$${n}`,
	isWithin: 'community = any($1::text[])'
};

const living = (d: Dialect, kind: string) =>
	`select id, substr(home, 1, 36) as unit, ${d.json} as b from rows
	where ${d.isWithin} and kind = '${kind}' and body is not null`;

const visits = (d: Dialect) => `select unit, ${d.at('householdId')} as household,
		cast(${d.at('first', 'at')} as bigint) as at,
		coalesce(${d.at('amendments', -1, 'result')}, ${d.at('first', 'result')}) as result,
		${d.at('review', 'state')} as review
	from (${living(d, 'visit')}) stored where ${d.at('withdrawnAt')} is null`;

const countIf = (condition: string, name: string) =>
	`sum(case when ${condition} then 1 else 0 end) as "${name}"`;

// Households and the times they were met are laid over each other and grouped, which needs no join: SQLite would walk
// through all meetings for every household. A meeting of a household that has left the register has no `unit`.
const byHouseholds = (d: Dialect) => `select unit, count(*) as households,
		${countIf('care = 1', 'care')},
		${countIf(`at >= ${d.mark(2)}`, 'metMonth')},
		${countIf(`at >= ${d.mark(3)}`, 'metHalfYear')},
		${countIf(`care = 1 and at >= ${d.mark(2)}`, 'careMetMonth')}
	from (select household, max(unit) as unit, max(care) as care, max(at) as at from (
			select id as household, unit, case when ${d.isTrue(d.at('needsCare'))} then 1 else 0 end as care,
				cast(null as bigint) as at
			from (${living(d, 'household')}) stored
			union all
			select household, null, 0, at from (${visits(d)}) v where result <> 'nobody'
		) laid group by household) known
	where unit is not null group by unit`;

const byVisits = (d: Dialect) => `select unit,
		${countIf(`at >= ${d.mark(2)}`, 'knocksMonth')},
		${countIf(`at >= ${d.mark(2)} and result <> 'nobody'`, 'openedMonth')},
		${countIf(`review = 'waiting'`, 'waiting')},
		${countIf(`review = 'returned'`, 'returned')},
		${countIf(`review = 'accepted'`, 'accepted')}
	from (${visits(d)}) v group by unit`;

const dayMs = 86_400_000;

/** Figures of every unit in these communities that has a household or a visit, at an instant (epoch ms). */
export async function countByUnit(
	db: Kysely<Tables>,
	communities: readonly Id[],
	at: number
): Promise<Map<Id, Figures>> {
	const dialect = isPostgres(db) ? postgres : sqlite;
	const within = isPostgres(db) ? communities : JSON.stringify(communities);
	const month = at - figureDays.month * dayMs;
	const halfYear = at - figureDays.halfYear * dayMs;
	type Line = { unit: Id } & Partial<Figures>;
	const ask = async (text: string, parameters: unknown[]) =>
		(await db.executeQuery<Line>(CompiledQuery.raw(text, parameters))).rows;
	const found = new Map<Id, Figures>();
	for (const line of [
		...(await ask(byHouseholds(dialect), [within, month, halfYear])),
		...(await ask(byVisits(dialect), [within, month]))
	]) {
		const figures = found.get(line.unit) ?? sumFigures([]);
		for (const key of figureKeys) figures[key] += line[key] ?? 0;
		found.set(line.unit, figures);
	}
	return found;
}
