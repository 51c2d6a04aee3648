import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resident, type TestWorld } from '../test-world';
import { sameContent } from '../kernel/content';
import { amendmentOf } from './amendment';
import { contentOf, valueAt } from './fields';
import type { AmendHousehold, Household, Resident } from './schema';
import { arrive, ground, now, one, three, two } from './test-family';

describe('whatever the order of arrival', () => {
	/** What one author does in one go: a few fields, the head, somebody new, somebody taken off. */
	const edit = fc.record(
		{
			door: fc.constantFrom('101', '102', '201'),
			no: fc.constantFrom(null, '1', '2'),
			tenure: fc.constantFrom('owner' as const, 'tenant' as const, 'unknown' as const),
			needsCare: fc.boolean(),
			phones: fc.array(fc.tuple(fc.nat(2), fc.constantFrom(null, '13800000001', '13800000002')), {
				maxLength: 2
			}),
			relations: fc.array(fc.tuple(fc.nat(2), fc.constantFrom(1, 2, 3, 8)), { maxLength: 2 }),
			head: fc.nat(2),
			joins: fc.boolean()
		},
		{ requiredKeys: [] }
	);
	const author = fc.array(fc.record({ edit, wait: fc.integer({ min: 1, max: 40 }) }), {
		minLength: 1,
		maxLength: 3
	});

	const people = [one, two, three];

	interface Written {
		actor: typeof one;
		args: AmendHousehold;
		at: number;
	}

	/** The amendments of one author who is away from the start: each is made of what the last one left. */
	function written(
		index: number,
		edits: { edit: Record<string, unknown>; wait: number }[]
	): Written[] {
		const own = ground();
		const actor = people[index]!;
		let at = 0;
		return edits.flatMap(({ edit: wanted, wait }, i) => {
			at += wait;
			const seen = now(own);
			const {
				phones = [],
				relations = [],
				head: to,
				joins,
				...plain
			} = wanted as {
				phones?: [number, string | null][];
				relations?: [number, Resident['relation']][];
				head?: number;
				joins?: boolean;
			};
			let residents = seen.residents.map((who) => ({ ...who }));
			for (const [n, phone] of phones) residents[n]!.phone = phone;
			for (const [n, relation] of relations)
				if (residents[n]!.relation !== 0) residents[n]!.relation = relation;
			if (to !== undefined && residents[to]!.relation !== 0) {
				for (const who of residents) if (who.relation === 0) who.relation = 7;
				residents[to]!.relation = 0;
			}
			if (joins) residents = [...residents, resident(`${index}.${i}`, { relation: 4 })];
			const args = amendmentOf(seen, { ...contentOf(seen), ...plain, residents });
			const outcome = arrive(own, actor, args, at);
			expect(['ok', 'nothingChanged']).toContain(outcome);
			return outcome === 'ok' ? [{ actor, args, at }] : [];
		});
	}

	/** Lets them arrive: `dice` says whose next one does, each author's in order. */
	function arriveAll(lists: readonly Written[][], dice: readonly number[]): TestWorld {
		const world = ground();
		const left = lists.map((list) => [...list]);
		for (let i = 0; left.some((list) => list.length > 0); i++) {
			const waiting = left.filter((list) => list.length > 0);
			const { actor, args, at } = waiting[(dice[i] ?? 0) % waiting.length]!.shift()!;
			const before = now(world);
			const outcome = arrive(world, actor, args, at);
			expect(['ok', 'nothingChanged']).toContain(outcome);
			expectNothingLost(before, now(world), args);
			expect(now(world).residents.filter((who) => who.relation === 0)).toHaveLength(1);
		}
		return world;
	}

	/** Every word of an amendment stands or is kept, and what gave way to it was known or is kept. */
	function expectNothingLost(before: Household, after: Household, args: AmendHousehold) {
		const kept = after.conflicts ?? [];
		for (const wanted of args.changes) {
			const path = 'residentId' in wanted ? `${wanted.residentId}.${wanted.field}` : wanted.field;
			const stands = (value: unknown) =>
				sameContent(valueAt(after, path), value) ||
				kept.some((loss) => loss.path === path && sameContent(loss.value, value));
			expect([path, stands(wanted.to)]).toEqual([path, true]);
			const was = valueAt(before, path);
			const knew = sameContent(was, wanted.from);
			if (!knew && before.stamps?.[path]) expect([path, stands(was)]).toEqual([path, true]);
		}
	}

	test('the same values stand in the end, with one head, and no word is lost on the way', () => {
		fc.assert(
			fc.property(
				fc.tuple(author, author, author),
				fc.array(fc.nat(5), { maxLength: 9 }),
				fc.array(fc.nat(5), { maxLength: 9 }),
				(authors, a, b) => {
					const lists = authors.map((edits, i) => written(i, edits));
					const contents = [a, b].map((dice) => {
						const { residents, ...rest } = contentOf(now(arriveAll(lists, dice)));
						return { ...rest, residents: [...residents].sort((x, y) => (x.id < y.id ? -1 : 1)) };
					});
					expect(contents[0]).toEqual(contents[1]);
				}
			),
			{ numRuns: 100 }
		);
	});
});
