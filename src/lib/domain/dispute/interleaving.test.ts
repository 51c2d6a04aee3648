import fc from 'fast-check';
import { expect, test } from 'vitest';
import { handle, type Command } from '../handle';
import { hold } from '../hold';
import type { Held } from '../held/schema';
import type { Actor } from '../kernel/actor';
import { clockOf } from '../kernel/clock';
import { idOf, morning, type TestWorld } from '../test-world';
import type { Stage } from './lists';
import type { CaseEntry, Dispute } from './schema';
import { seenOf } from './select';
import { agreement, Cases, note, people } from './test-cases';

const runs = Number(process.env['LINLI_CASE_RUNS'] ?? 150);

// Any number of people act on phones that know of each other only what the server had when they last asked.

const names = ['worker', 'lead', 'hong', 'wu', 'party'] as const;
const whats = [
	...['note', 'note', 'session', 'amend', 'amendEntry', 'assign', 'unassign', 'handUp', 'end'],
	...['extend', 'agree', 'agree', 'perform', 'followUp', 'followUp', 'plan', 'close', 'reopen'],
	...['sync', 'sync', 'sync', 'sync']
] as const;
const act = fc.record({
	what: fc.constantFrom(...whats),
	who: fc.nat(names.length - 1),
	which: fc.nat(9),
	clock: fc.nat(50)
});
type Act = Parameters<Parameters<typeof act.map>[0]>[0];

interface Sent {
	command: Command;
	actor: Actor;
	at: number;
	id: string;
}

/** The ground: a case of the grid worker's. */
function ground(): TestWorld {
	const cases = new Cases();
	cases.open();
	return cases.world;
}
const theCase = (world: TestWorld) => world.get<Dispute>('dispute', idOf('case'))!;

/** Judges an operation in a world and lets it happen there, as a server does: taken in, held, or refused. */
function play(world: TestWorld, { command, actor, at, id }: Sent, mayHold = true): string {
	const clock = clockOf(at, 0);
	const decided = handle(command, actor, { at, clock }, world);
	if (decided.ok) {
		world.apply(decided.value);
		return 'ok';
	}
	const received = { opId: id, command, actor, at, clock, receivedAt: at + 9e9 };
	const held = mayHold ? hold(received, world, () => undefined) : undefined;
	if (held?.ok) world.apply(held.value);
	return held?.ok ? 'held' : decided.error.code;
}

class Phone {
	world = ground();
	outbox: Sent[] = [];
	constructor(readonly actor: Actor) {}
}

/** What somebody does, by what their own phone shows them. */
function argsOf(one: Act, i: number, world: TestWorld): [name: string, args: object] | undefined {
	const dispute = theCase(world);
	const acting = { id: idOf(`act-${i}`), caseId: idOf('case'), seen: seenOf(dispute) };
	const { which } = one;
	const plan = dispute.plans[which % Math.max(1, dispute.plans.length)];
	const told = ['court'];
	switch (one.what) {
		case 'note':
			return ['addEntry', { ...acting, ...note(`第${i}句`) }];
		case 'session': {
			const fact = { kind: 'session', way: 'apart', present: [idOf('baker')], others: '' };
			return ['addEntry', { ...acting, fact, step: 'settle', words: `第${i}次` }];
		}
		case 'amend':
			return ['amend', { ...acting, change: { field: 'place', to: `第${i}处` } }];
		case 'amendEntry':
			return ['amendEntry', { ...acting, entryId: idOf(`act-${i - 1 - which}`), words: `改${i}` }];
		case 'assign': {
			const { appointmentId } = people[which % 2 ? 'hong' : 'wu'].posts[0]!;
			return [
				'assign',
				{ ...acting, appointmentId, part: which > 6 ? 'main' : 'helper', words: '' }
			];
		}
		case 'unassign': {
			const seatId = dispute.seats[which % dispute.seats.length]!.id;
			return ['unassign', { ...acting, seatId, words: '' }];
		}
		case 'handUp':
			return [
				'handUp',
				{ ...acting, to: which % 2 ? 'gridParty' : 'mediationLead', words: `交${i}` }
			];
		case 'end':
			return ['end', { ...acting, how: 'failed', partyId: null, told, words: `终${i}` }];
		case 'extend': {
			const consents = [idOf('baker'), idOf('sleeper')];
			return [
				'extend',
				{ ...acting, until: `2026-07-0${1 + (which % 9)}`, consents, words: `延${i}` }
			];
		}
		case 'agree': {
			const terms = [
				{ id: idOf(`term-${i}`), partyIds: [idOf('baker')], what: '隔音', until: null }
			];
			return ['agree', { ...agreement({ form: 'oral', terms }), ...acting }];
		}
		case 'perform': {
			const termId = dispute.agreement?.terms[0]?.id;
			return termId === undefined
				? undefined
				: ['perform', { ...acting, termId, state: 'done', on: '2026-03-02', words: `履${i}` }];
		}
		case 'followUp': {
			const then = which > 6 ? 'reopen' : which > 4 ? 'raise' : null;
			const result = then ? 'flaringUp' : 'satisfied';
			return ['followUp', { ...acting, planId: plan?.id ?? null, result, then, words: `访${i}` }];
		}
		case 'plan':
			return [
				'plan',
				{ ...acting, planId: which > 5 ? null : (plan?.id ?? null), on: '2026-05-05' }
			];
		case 'close':
			return ['close', { ...acting, words: `结${i}`, prevented: null }];
		case 'reopen':
			return ['reopen', { ...acting, words: `重${i}` }];
		case 'sync':
			return undefined;
	}
}

/** What may follow what, written down once more. */
const next: Record<Stage, readonly Stage[]> = {
	open: ['agreed', 'declined', 'failed'],
	agreed: ['closed', 'open'],
	declined: ['closed', 'open'],
	failed: ['closed', 'open'],
	closed: ['open']
};

/** Acts whose words nobody may lose, however late they come. */
const wordy = /\.(addEntry|end|extend|agree|perform|followUp|close|reopen|amend)$/;

test('in any interleaving on any number of phones every word is kept, and the case goes its way by the table', () => {
	fc.assert(
		fc.property(fc.array(act, { minLength: 5, maxLength: 45 }), (acts) => {
			const server = { world: ground(), log: [] as Sent[] };
			const phones = names.map((name) => new Phone(people[name]));
			const saved: { sent: Sent; result: string }[] = [];
			const sync = (phone: Phone) => {
				for (const sent of phone.outbox) {
					const result = play(server.world, sent);
					saved.push({ sent, result });
					server.log.push(sent);
					// Again, as a retry would be if the log did not know it: nothing happens twice.
					expect(play(server.world, sent, false)).not.toBe('ok');
				}
				phone.outbox = [];
				phone.world = ground();
				for (const sent of server.log) play(phone.world, sent);
			};
			acts.forEach((one, i) => {
				const phone = phones[one.who]!;
				if (one.what === 'sync') return sync(phone);
				const made = argsOf(one, i, phone.world);
				if (!made) return;
				const command = { name: `dispute.${made[0]}`, version: 1, args: made[1] };
				// Clocks go forwards on each phone, however wrong, and past what it has seen.
				const at = morning + (i + 1) * 3_600_000 + one.clock * 1_000;
				const sent = { command, actor: phone.actor, at, id: idOf(`act-${i}`) };
				if (play(phone.world, sent, false) === 'ok') phone.outbox.push(sent);
			});
			for (const phone of phones) sync(phone);
			for (const phone of phones) sync(phone);
			const dispute = theCase(server.world);
			for (const { sent, result } of saved) {
				const isThere =
					server.world.get<CaseEntry>('caseEntry', sent.id) ??
					server.world.get<Held>('held', sent.id);
				if (wordy.test(sent.command.name) && !isThere)
					throw new Error(`${sent.command.name} was lost: ${result}`);
			}
			dispute.turns.forEach(({ to }, i) => {
				if (i > 0 && !next[dispute.turns[i - 1]!.to].includes(to))
					throw new Error(`from ${dispute.turns[i - 1]!.to} to ${to}`);
			});
			const end = dispute.turns.findLast(({ to }) => to !== 'closed')?.to;
			expect(dispute.agreement !== null).toBe(end === 'agreed');
			expect(dispute.seats.filter(({ part, to }) => part === 'main' && to === null)).toHaveLength(
				1
			);
			expect(dispute.number).toEqual({ year: 2026, no: 1 });
			for (const phone of phones) expect(theCase(phone.world)).toEqual(dispute);
		}),
		{ numRuns: runs }
	);
}, 120_000);

test('words, corrections and amendments come to the same in every order of arrival', () => {
	const shuffled = fc
		.array(fc.record({ what: fc.constantFrom('note', 'amend', 'amendEntry'), clock: fc.nat(9) }), {
			minLength: 2,
			maxLength: 12
		})
		.chain((list) =>
			fc.tuple(
				fc.constant(list),
				fc.shuffledSubarray(
					list.map((_, i) => i),
					{ minLength: list.length }
				)
			)
		);
	fc.assert(
		fc.property(shuffled, ([list, order]) => {
			const end = (places: readonly number[]) => {
				const world = ground();
				const base = { id: idOf('first'), caseId: idOf('case'), ...note('第一句') };
				const first = { name: 'dispute.addEntry', version: 1, args: base };
				play(world, { command: first, actor: people.worker, at: morning + 9e5, id: '' });
				for (const i of places) {
					const id = idOf(`w-${i}`);
					const made = {
						note: ['addEntry', { ...base, id, words: `第${i}句` }],
						amend: [
							'amend',
							{ id, caseId: idOf('case'), change: { field: 'place', to: `第${i}处` } }
						],
						amendEntry: [
							'amendEntry',
							{ id, caseId: idOf('case'), entryId: idOf('first'), words: `改${i}` }
						]
					}[list[i]!.what as 'note'] as [string, object];
					const command = { name: `dispute.${made[0]}`, version: 1, args: made[1] };
					// Two phones may write at the very same instant.
					const at = morning + 9e6 + list[i]!.clock;
					const actor = list[i]!.what === 'amend' && i % 2 ? people.lead : people.worker;
					play(world, { command, actor, at, id });
				}
				const { place, stamps } = theCase(world);
				const entries = ['first', ...list.map((_, i) => `w-${i}`)].map((label) =>
					world.get('caseEntry', idOf(label))
				);
				return { place, stamps, entries };
			};
			expect(end(order)).toEqual(end(list.map((_, i) => i)));
		}),
		{ numRuns: runs }
	);
}, 60_000);
