import 'fake-indexeddb/auto';
import type { RunDetails } from 'fast-check';
import { describe, expect } from 'vitest';
import type { Place } from '$lib/app/device';
import type { Result } from '$lib/domain/kernel/result';
import type { OutboxEntry, PersonDb } from '$lib/store/db';
import { everyNth, withEach, type Planted } from '../faults';

/**
 * Shows that the model bites: one fault at a time is planted in the real code; a run must find it, name it, and shrink it
 * to a story short enough to be read.
 */

type Store = Place & { db: PersonDb };

interface Fault extends Planted {
	breach: RegExp;
	/** It takes two tabs at the same moment. */
	isRace?: true;
}

const faults: Fault[] = [
	{
		name: 'a save that says yes too early',
		plants: {
			'$lib/app/save': (real) => ({
				save: async (place: Store, ...rest: never[]) => {
					const done = (await real.save!(place as never, ...rest)) as Result<
						{ opId: string },
						unknown
					>;
					if (done.ok) await place.db.outbox.delete(done.value.opId);
					return done;
				}
			})
		},
		breach: /was saved and is gone/
	},
	{
		name: 'a full disk that is passed over in silence',
		plants: {
			'$lib/app/save': (real) => ({
				save: async (...args: never[]) => {
					const done = (await real.save!(...args)) as { ok: boolean; error?: { code: string } };
					const isFull = done.error?.code === 'storageFull';
					return isFull ? { ok: true, value: { opId: 'nowhere' } } : done;
				}
			})
		},
		breach: /not storageFull|was saved and is gone/
	},
	{
		name: 'a connection that died and is not opened again',
		plants: {
			'$lib/store/repeat': () => ({
				withConnection: async (db: PersonDb, work: () => Promise<unknown>) => {
					if (!db.isOpen()) throw new Error('the connection is gone');
					return work();
				}
			})
		},
		breach: /storageBroken|the connection is gone/
	},
	{
		name: 'a board that forgets to take a withdrawn visit off',
		plants: {
			'$lib/store/shelves': (real) => ({
				refreshDerived: (db: never, changes: { after?: { body: unknown } }[]) =>
					real.refreshDerived!(
						db,
						changes.filter(
							({ after }) => !(after?.body as { withdrawnAt?: number | null } | null)?.withdrawnAt
						) as never
					)
			})
		},
		breach: /door .* shows/
	},
	{
		name: 'a refusal that vanishes',
		plants: {
			'$lib/sync/receive': (real) => ({
				receivePush: async (db: PersonDb, ...rest: never[]) => {
					await real.receivePush!(db as never, ...rest);
					await db.outbox.where('state').equals('refused').delete();
				}
			})
		},
		breach: /was saved and is gone/
	},
	{
		name: 'a receipt that is taken for another one',
		plants: {
			'$lib/sync/receive': (real) => ({
				receivePush: (db: never, actor: never, reply: { receipts: object[] }, now: never) => {
					const receipts = reply.receipts.map((one) => ({ ...one, result: 'applied' }));
					return real.receivePush!(db, actor, { ...reply, receipts } as never, now);
				}
			})
		},
		breach: /which the server never said|ended with/
	},
	{
		name: 'rows that lie over what still waits',
		plants: {
			'$lib/sync/rebase': () => ({ rebase: (confirmed: Map<string, unknown>) => confirmed })
		},
		breach: /shows .* instead of|neither sent by the server nor waiting/
	},
	{
		name: 'an area that leaves its person and stays on the phone',
		plants: {
			'$lib/sync/receive-heads': () => ({
				dropHome: (db: PersonDb, _actor: never, home: string) => db.homes.delete(home)
			})
		},
		breach: /the server has nothing of it for this person/
	},
	{
		name: 'operations that go up in the wrong order',
		plants: {
			'$lib/sync/outgoing': (real) => ({
				pickBatch: (...args: never[]) => [...(real.pickBatch!(...args) as OutboxEntry[])].reverse()
			})
		},
		breach: /came out of order|came after a later one|still waits/
	},
	{
		name: 'a sign-out that leaves everything where it is',
		plants: { '$lib/store/wipe': () => ({ wipeFetched: () => Promise.resolve() }) },
		breach: /a first download is said to be whole and never came/
	},
	{
		name: 'a sign-out that takes what was not sent',
		plants: {
			'$lib/store/wipe': (real) => ({
				wipeFetched: async (db: PersonDb) => {
					await real.wipeFetched!(db as never);
					await db.outbox.clear();
				}
			})
		},
		breach: /was saved and is gone/
	},
	{
		name: 'a form that keeps every second word',
		plants: {
			'$lib/app/drafts': (real) => {
				const isChosen = everyNth(2);
				return {
					saveDraft: async (...args: never[]) =>
						void (isChosen() || (await real.saveDraft!(...args)))
				};
			}
		},
		breach: /forms are kept instead of|has lost its words/
	},
	{
		name: 'two tabs that judge by rows which the other has changed',
		isRace: true,
		plants: { '$lib/sync/judge': () => ({ isUnchanged: () => Promise.resolve(true) }) },
		breach: /shows .* instead of|door .* shows|still waits/
	},
	{
		name: 'two tabs that settle one operation twice',
		isRace: true,
		plants: {
			'$lib/sync/receive': (real) => ({
				receivePush: async (
					db: PersonDb,
					actor: never,
					reply: { receipts: { opId: string; result: string }[] },
					now: never
				) => {
					for (const { opId, result } of reply.receipts) {
						const settled = await db.archive.get(opId);
						if (settled && result === 'applied')
							await db.outbox.put({ ...settled, state: 'waiting' });
					}
					return real.receivePush!(db as never, actor, reply as never, now);
				}
			})
		},
		breach: /lies both in|ended with/
	}
];

/** Plays until something breaks. */
async function play(isRace: boolean): Promise<RunDetails<unknown>> {
	const { default: fc } = await import('fast-check');
	const { anyOrder, runs } = await import('./play');
	const { anyRace } = await import('./races');
	const property = isRace ? anyRace() : anyOrder();
	return (await fc.check(property as never, { ...runs, numRuns: 300 })) as RunDetails<unknown>;
}

/** What had to be done for it to break. */
const stepsOf = ({ counterexample }: RunDetails<unknown>): unknown[] => {
	const [first, second] = counterexample as [{ commands?: unknown[] }, unknown[]?];
	return second ?? [...(first as Iterable<unknown>)];
};

describe('the model finds', () =>
	withEach(
		faults,
		async ({ breach, isRace }) => {
			const found = await play(isRace ?? false);
			expect(found.failed).toBe(true);
			expect(String((found.errorInstance as Error).message)).toMatch(breach);
			expect(stepsOf(found).length, 'a story short enough to be read').toBeLessThanOrEqual(5);
		},
		120_000
	));
