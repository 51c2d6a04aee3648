import { describe } from 'vitest';
import type { Event, KindDef } from '$lib/domain/kernel/record';
import { stages } from '$lib/domain/dispute/lists';
import { actorOf } from '$lib/domain/test-world';
import { everyNth } from '../faults';
import { findsFaults, type Fault } from './bite';

// Faults against the promises about cases; see bites.test.ts.

type Result = { ok: boolean; value: Event[] };
type MoveOn = (...args: unknown[]) => Result;

const faults: Fault[] = [
	{
		name: 'a seat that opens a case to whoever is not in it',
		plants: {
			'$lib/domain/dispute/seats': (real) => ({
				holdersOf: (posts: never) => [
					...(real.holdersOf as (posts: never) => string[])(posts),
					actorOf('gridWorker', 'G').posts[0]!.appointmentId
				]
			})
		},
		breach: /has no seat there/
	},
	{
		name: 'words that are dropped when their act came too late',
		plants: {
			'$lib/domain/dispute/make': (real) => ({
				moveOn: (...args: unknown[]) => {
					const done = (real.moveOn as MoveOn)(...args);
					return done.ok && done.value.every(({ partly }) => partly)
						? { ok: true, value: [] }
						: done;
				}
			})
		},
		breach: /says nothing of it/
	},
	{
		name: 'a move from wherever the case stands',
		plants: {
			'$lib/domain/dispute/make': (real) => ({
				moveOn: (
					reading: unknown,
					dispute: unknown,
					seen: unknown,
					move: object,
					context: unknown
				) => (real.moveOn as MoveOn)(reading, dispute, seen, { ...move, from: stages }, context)
			})
		},
		breach: /went from/
	},
	{
		name: 'a number that is given twice',
		plants: {
			'$lib/domain/dispute/kind': (real) => {
				const kind = real.caseBookKind as unknown as KindDef;
				const isChosen = everyNth(4);
				return {
					caseBookKind: {
						...kind,
						evolve: (book: unknown, event: Event) =>
							book && isChosen() ? book : kind.evolve(book, event)
					}
				};
			}
		},
		breach: /numbers of|the book of/
	}
];

describe('the simulation finds', () =>
	findsFaults(faults.map((one) => ({ ...one, kind: 'case' }))));
