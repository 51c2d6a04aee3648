import { describe } from 'vitest';
import type { Place } from '$lib/app/device';
import type { Result } from '$lib/domain/kernel/result';
import type { Receipt } from '$lib/protocol/envelope';
import type { KindDef } from '$lib/domain/kernel/record';
import type { Question } from '$lib/domain/question/schema';
import type { OutboxEntry, PersonDb } from '$lib/store/db';
import { everyNth } from '../faults';
import { findsFaults, type Fault } from './bite';

/**
 * Shows that the simulation bites: one fault at a time is planted in the real code, and the seeds must find it. A
 * promise that no planted fault can break would be one that nobody checks.
 */

const isNotYet = (receipt: OutboxEntry['receipt']) =>
	receipt?.result === 'held' && receipt.notYet === true;

const faults: Fault[] = [
	{
		name: 'a save that is acknowledged and not on the disk (promise 1)',
		plants: {
			'$lib/app/save': (real) => {
				const isChosen = everyNth(5);
				return {
					save: async (place: Place & { db: PersonDb }, ...rest: never[]) => {
						const done = (await real.save!(place as never, ...rest)) as Result<
							{ opId: string },
							unknown
						>;
						if (done.ok && isChosen()) await place.db.outbox.delete(done.value.opId);
						return done;
					}
				};
			}
		},
		breach: /saved .* and it is gone/
	},
	{
		name: 'a full disk that is passed over in silence (promise 1)',
		plants: {
			'$lib/app/save': (real) => ({
				save: async (...args: never[]) => {
					const done = (await real.save!(...args)) as Result<unknown, { code: string }>;
					const isFull = !done.ok && done.error.code === 'storageFull';
					return isFull ? { ok: true, value: { opId: 'never-written' } } : done;
				}
			})
		},
		breach: /saved .* and it is gone/
	},
	{
		name: 'a restored server that nobody brings its operations back to (promises 1 and 5)',
		plants: {
			'$lib/sync/receive': () => ({
				receiveEpoch: async (db: PersonDb, epoch: string) => {
					await db.meta.put({ name: 'epoch', value: epoch });
					return false;
				}
			}),
			'$lib/sync/proof': () => ({ judgeWork: () => 'agree' })
		},
		breach: /all is sent|was acknowledged and the server has it as undefined|come to rest/
	},
	{
		name: 'a server that takes its own receipt for a stranger (promise 2)',
		plants: { '$lib/server/accept/judge': () => ({ isSame: () => false }) },
		breach: /was applied and its author is told otherwise/
	},
	{
		name: 'a refusal that vanishes (promise 2)',
		plants: {
			'$lib/sync/receive': (real) => ({
				receivePush: async (db: PersonDb, ...rest: never[]) => {
					await real.receivePush!(db as never, ...rest);
					await db.outbox.where('state').equals('refused').delete();
				}
			})
		},
		breach: /saved .* and it is gone/
	},
	{
		name: 'a held operation that its author never hears of again (promise 2)',
		plants: { '$lib/sync/outgoing': () => ({ askHeldEveryMs: Infinity }) },
		breach: /is held, but nobody is asked|is said to be held|does not come to rest/
	},
	{
		name: 'a bad record that blocks the rest (promise 3)',
		plants: {
			'$lib/sync/outgoing': (real) => ({
				pickBatch: (entries: OutboxEntry[], ...rest: never[]) =>
					entries.some((entry) => entry.state === 'refused')
						? []
						: real.pickBatch!(entries as never, ...rest)
			})
		},
		breach: /does not come to rest|still waits|held up/
	},
	{
		name: 'rows that leave the server for somebody outside of their scope (promise 4)',
		plants: { '$lib/server/pull/scope': () => ({ mayHold: () => true }) },
		breach: /sent .* a .* of/
	},
	{
		name: 'rows that stay on a phone after their area has left it (promise 4)',
		plants: {
			'$lib/sync/receive-heads': () => ({
				dropHome: (db: PersonDb, _actor: never, home: string) => db.homes.delete(home)
			})
		},
		breach: /, and should not/
	},
	{
		name: 'a page that loses a row, where nobody compares (promise 4)',
		plants: {
			'$lib/sync/receive': (real) => {
				const isChosen = everyNth(20);
				return {
					receivePage: (db: never, actor: never, reply: { rows: unknown[] }) =>
						real.receivePage!(db, actor, {
							...reply,
							rows: reply.rows.filter(() => !isChosen())
						} as never)
				};
			},
			'$lib/sync/check': () => ({ compareAll: () => Promise.resolve('agree') })
		},
		breach: / lacks | counts /
	},
	{
		name: 'an operation that is dropped because the server does not know it yet (promises 1 and 2)',
		plants: {
			'$lib/sync/receive': (real) => ({
				receivePush: async (db: PersonDb, ...rest: never[]) => {
					await real.receivePush!(db as never, ...rest);
					await db.outbox.filter(({ receipt }) => isNotYet(receipt)).delete();
				}
			})
		},
		breach: /saved .* and it is gone/
	},
	{
		name: 'a server too old for one operation, behind which everything waits (promise 3)',
		plants: {
			'$lib/sync/outgoing': (real) => ({
				pickBatch: (entries: OutboxEntry[], ...rest: never[]) =>
					entries.some(({ receipt }) => isNotYet(receipt))
						? []
						: real.pickBatch!(entries as never, ...rest)
			})
		},
		breach: /held up by the server's age|does not come to rest/
	},
	{
		name: 'a visit that overtakes the household it is about (promise 3)',
		kind: 'mixed',
		plants: {
			'$lib/sync/outgoing': (real) => ({
				readOutgoing: async (db: never) => ({
					...((await real.readOutgoing!(db)) as object),
					unborn: new Set()
				})
			})
		},
		breach: /overtook its household/
	},
	{
		name: 'an operation that a server too old for it refuses (promise 2)',
		plants: {
			'$lib/server/accept/group': (real) => ({
				commitGroup: async (...args: never[]) => {
					const outcomes = (await real.commitGroup!(...args)) as { receipts: Receipt[] }[];
					const refusal = { code: 'unknownCommand' as const };
					for (const { receipts } of outcomes)
						receipts.forEach((receipt, i) => {
							if (isNotYet(receipt))
								receipts[i] = { opId: receipt.opId, result: 'refused', refusal };
						});
					return outcomes;
				}
			})
		},
		breach: /refused for the server's age/
	},
	{
		name: 'an answer that is acknowledged and not there (promise 2)',
		plants: {
			'$lib/domain/question/commands': ({ questionKind }) => {
				const real = questionKind as unknown as KindDef<Question>;
				const isChosen = everyNth(2);
				const evolve: typeof real.evolve = (question, event) =>
					event.type === 'question.answered' && isChosen()
						? question!
						: real.evolve(question, event);
				return { questionKind: { ...real, evolve } };
			}
		},
		kind: 'asked',
		breach: /question .* has \d+ answers of|otherwise than the server/
	},
	{
		name: 'a list that forgets some of what was paid (promise 2)',
		plants: {
			'$lib/domain/levy/commands': (real) => {
				const kind = real.levyKind as unknown as KindDef;
				const isChosen = everyNth(3);
				const evolve: KindDef['evolve'] = (levy, event) =>
					event.type === 'levy.counted' && isChosen() ? levy! : kind.evolve(levy, event);
				return { levyKind: { ...kind, evolve } };
			}
		},
		kind: 'money',
		// The list counts its receipts as well: whichever is looked at first.
		breach: /list .* says|list .* counts|was entered as collection|otherwise than the server/
	},
	{
		name: 'an overview of money that misses some changes',
		plants: {
			'$lib/store/sums': (real) => {
				const isChosen = everyNth(3);
				const isMoney = ([, changes]: unknown[]) => JSON.stringify(changes).includes('"levy"');
				return {
					refreshSums: (...args: never[]) =>
						isMoney(args) && isChosen() ? Promise.resolve() : real.refreshSums!(...args)
				};
			}
		},
		kind: 'money',
		breach: /reads .* instead of|reads other sums/
	},
	{
		name: 'operations that go up in the wrong order',
		kind: 'plain',
		plants: {
			'$lib/sync/outgoing': (real) => ({
				pickBatch: (...args: never[]) => {
					const batch = real.pickBatch!(...args) as OutboxEntry[];
					return [...batch].reverse();
				}
			})
		},
		breach: /out of order|does not come to rest|still waits|held up|overtook its household/
	}
];

// Without pictures, money and cases, of which these faults know nothing and which they hide behind.
describe('the simulation finds', () =>
	findsFaults(faults.map((fault): Fault => ({ kind: 'asked', ...fault }))));
