import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Dispute } from '../../../src/lib/domain/dispute/schema';
import { seenOf } from '../../../src/lib/domain/dispute/select';
import {
	agreement,
	Cases,
	note,
	opening,
	people
} from '../../../src/lib/domain/dispute/test-cases';
import { soundNamed } from '../../../src/lib/domain/sound/test-sounds';
import { handle, readsOf, readsThen } from '../../../src/lib/domain/handle';
import { hold } from '../../../src/lib/domain/hold';
import { clockOf } from '../../../src/lib/domain/kernel/clock';
import { commandByName, kindOf } from '../../../src/lib/domain/registry';
import { idOf, morning } from '../../../src/lib/domain/test-world';
import { nearlyRight } from './harm';

// Hostile arguments of everything that is done in cases: refused or taken for what they say, never an error, and nothing
// that was there before is changed by looking at them.

const runs = Number(process.env['LINLI_FUZZ_RUNS'] ?? 60);

/** A case that was agreed on, with a helper and a note. */
function busy(): Cases {
	const cases = new Cases();
	cases.open();
	cases.seat(people.hong);
	cases.act(people.worker, 'addEntry', { ...note('第一句'), id: idOf('note') });
	cases.agree();
	return cases;
}
const pictureOf = ({ world }: Cases) =>
	JSON.stringify([...(world as unknown as { bodies: Map<string, unknown> }).bodies]);
const ground = busy();
const base = { id: idOf('fuzz'), caseId: idOf('case') };
const move = { ...base, seen: seenOf(ground.case()) };
const words = '说明';

/** Each act as it should be said; `''` where the case as it stands is against it. */
const right: Record<string, [args: object, outcome?: string]> = {
	'dispute.open': [opening({ id: idOf('another') })],
	'dispute.amend': [{ ...base, change: { field: 'party', to: ground.case().parties[0] } }],
	'dispute.addEntry': [{ ...base, ...note(words), photos: [], sounds: [soundNamed('a')] }],
	'dispute.amendEntry': [{ ...base, entryId: idOf('note'), words }],
	'dispute.assign': [
		{ ...base, appointmentId: people.wu.posts[0]!.appointmentId, part: 'helper', words }
	],
	'dispute.unassign': [{ ...base, seatId: idOf('seat-hong'), words }],
	'dispute.handUp': [{ ...move, to: 'gridParty', words }],
	'dispute.end': [
		{ ...move, how: 'failed', partyId: null, told: ['court'], words },
		'caseStage caseId'
	],
	'dispute.extend': [
		{ ...base, until: '2026-05-05', consents: [idOf('baker'), idOf('sleeper')], words }
	],
	'dispute.agree': [{ ...agreement(), ...move }, 'caseStage caseId'],
	'dispute.perform': [{ ...move, termId: idOf('term'), state: 'done', on: '2026-03-02', words }],
	'dispute.confirmCourt': [{ ...base, state: 'applied', on: '2026-03-02', words }],
	'dispute.plan': [{ ...base, planId: `${idOf('agreement')}:7`, on: '2026-03-12' }],
	'dispute.followUp': [
		{ ...move, planId: `${idOf('agreement')}:7`, result: 'flaringUp', then: 'reopen', words }
	],
	'dispute.close': [{ ...move, words, prevented: 'fight' }],
	'dispute.reopen': [{ ...move, words }],
	'dispute.look': [base]
};
const names = Object.keys(right).sort();

test('there is an example of every command of cases', () => {
	const all = [...commandByName.keys()].filter((one) => one.startsWith('dispute.'));
	expect(names).toEqual(all.sort());
});

test.each(names)('%s is understood as it should be said', (name) => {
	const [args, outcome = 'ok'] = right[name]!;
	expect(busy().world.run(people.worker, name, args, morning + 9e6)).toBe(outcome);
});

/** Judges arguments in every way in which a server or a phone looks at them. */
function judge(name: string, args: unknown, cases: Cases): void {
	const { world } = cases;
	const command = { name, version: 1, args };
	const before = pictureOf(cases);
	const moment = { at: morning + 9e6, clock: clockOf(morning + 9e6, 0) };
	readsOf(command);
	readsThen(command, world);
	const received = { opId: idOf('op'), command, ...moment, receivedAt: morning + 9e6 };
	hold({ ...received, actor: people.far }, world, () => null);
	const decided = handle(command, people.worker, moment, world);
	expect(pictureOf(cases)).toBe(before);
	if (!decided.ok) return;
	world.apply(decided.value);
	for (const { kind, id } of decided.value) {
		const body = world.get(kind, id);
		const { home, todo, about, clock } = kindOf[kind];
		for (const label of [home, todo, about, clock]) label?.(body);
	}
	const dispute = world.get<Dispute>('dispute', idOf('case'))!;
	expect(dispute.seats.filter(({ part, to }) => part === 'main' && to === null)).toHaveLength(1);
	expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}

test.each(names)('%s with one thing wrong throws nothing and spoils nothing', (name) => {
	const kept = busy();
	const before = pictureOf(kept);
	fc.assert(
		fc.property(nearlyRight(right[name]![0]), (text) => {
			let args: unknown;
			try {
				args = JSON.parse(text);
			} catch {
				return;
			}
			// A world that something was applied in is not used again.
			judge(name, args, pictureOf(kept) === before ? kept : busy());
		}),
		{ numRuns: runs }
	);
});
