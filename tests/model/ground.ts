import type { Household } from '$lib/domain/household/schema';
import type { Area } from '$lib/domain/area/schema';
import type { Actor, Post } from '$lib/domain/kernel/actor';
import { homeKey } from '$lib/domain/kernel/home';
import type { Kind } from '$lib/domain/kernel/record';
import { kindOf } from '$lib/domain/registry';
import { admin, householdArgs, idOf, testWorld } from '$lib/domain/test-world';
import type { Visit } from '$lib/domain/visit/schema';
import type { PlainVisit } from './plain';

/** The ground of the model's world: three stairwells, a door or two in each, and two people who share one phone. */

/** Units by label. */
export const units = ['U', 'U2', 'V'] as const;
export type Unit = (typeof units)[number];

/** The unit in which each household lives. */
export const unitOf: Readonly<Record<string, Unit>> = {
	[idOf('H')]: 'U',
	[idOf('H2')]: 'U',
	[idOf('H3')]: 'U2',
	[idOf('H4')]: 'V'
};

/** Households that somebody may knock at, by number. */
export const doors: readonly string[] = [idOf('H'), idOf('H2'), idOf('H3'), idOf('H4')];

const post = (unit: Unit): Post => ({
	appointmentId: idOf(`post in ${unit}`),
	role: 'gridWorker',
	areaId: idOf(unit),
	from: '2026-01-01',
	to: null
});

/** The appointments that make these units somebody's. */
export const postsIn = (scope: readonly Unit[]): Post[] => scope.map(post);

/** A person by label, as every record remembers them. */
export const someone = (label: string): Actor => ({
	personId: idOf(label),
	name: label,
	posts: []
});

/** Whoever walks these stairwells on other days. */
export const colleague = someone('colleague');

/** The register: every area and household with the home in which it lives. */
export function register(): { kind: Kind; id: string; home: string; body: Area | Household }[] {
	const world = testWorld();
	for (const [id, unitId, door] of [
		['H2', 'U', '102'],
		['H3', 'U2', '101']
	] as const)
		world.run(admin, 'household.register', householdArgs(id, { unitId: idOf(unitId), door }));
	const building = { kind: 'building', name: 'B2', parentId: idOf('G2'), code: null, doors: [] };
	world.run(admin, 'area.add', { ...building, id: idOf('B2') });
	world.run(admin, 'area.add', {
		...building,
		kind: 'unit',
		id: idOf('V'),
		parentId: idOf('B2'),
		doors: [{ no: '101', floor: 1, use: 'home' }]
	});
	world.run(admin, 'household.register', householdArgs('H4', { unitId: idOf('V') }));
	const named: [Kind, string][] = [
		...['S', 'C', 'G', 'G2', 'B', 'B2', ...units].map((label): [Kind, string] => [
			'area',
			idOf(label)
		]),
		...doors.map((id): [Kind, string] => ['household', id])
	];
	return named.map(([kind, id]) => {
		const body = world.get<Area | Household>(kind, id);
		if (!body) throw new Error(`the ground lacks ${kind} ${id}`);
		return { kind, id, home: homeKey(kindOf[kind].home(body)), body };
	});
}

/** The homes that somebody with these units may hold: the units' own, and the names of what lies above them. */
export function homesOf(scope: readonly Unit[]): string[] {
	const above = (unit: Unit) => (unit === 'V' ? ['S', 'C', 'G2', 'B2'] : ['S', 'C', 'G', 'B']);
	const names = [...new Set(scope.flatMap(above))].map((label) => `${idOf(label)}:area`);
	const own = scope.flatMap((unit) =>
		['area', 'register', 'visit'].map((dataClass) => `${idOf(unit)}:${dataClass}`)
	);
	return [...own, ...names];
}

const nameOf = (personId: string): string =>
	[someone('A'), someone('B'), colleague].find((one) => one.personId === personId)!.name;

/** The body in which the server sends a visit. */
export function bodyOfPlain(visit: PlainVisit): Visit {
	const by = {
		personId: visit.authorId,
		name: nameOf(visit.authorId),
		role: 'gridWorker' as const
	};
	const [first, ...amendments] = visit.said.map((said) => ({
		...said,
		needs: [],
		at: visit.at,
		by
	}));
	return {
		id: visit.id,
		householdId: visit.householdId,
		unitId: idOf(unitOf[visit.householdId]!),
		first: first!,
		amendments,
		review: visit.isAccepted ? { state: 'accepted', by, at: visit.at } : { state: 'waiting' },
		withdrawnAt: visit.isWithdrawn ? visit.at : null
	};
}

/** What a visit's body says, in the book's words. */
export const plainOf = (body: Visit): PlainVisit => ({
	id: body.id,
	householdId: body.householdId,
	authorId: body.first.by.personId,
	at: body.first.at,
	said: [body.first, ...body.amendments].map(({ result, words }) => ({ result, words })),
	isWithdrawn: body.withdrawnAt !== null,
	isAccepted: body.review.state === 'accepted'
});
