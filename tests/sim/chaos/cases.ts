import type { Appointment } from '$lib/domain/appointment/schema';
import type { Stage } from '$lib/domain/dispute/lists';
import type { CaseEntry, Dispute } from '$lib/domain/dispute/schema';
import { seenOf, stageOf } from '$lib/domain/dispute/select';
import type { Actor } from '$lib/domain/kernel/actor';
import { dayOf } from '$lib/domain/kernel/day';
import { actorOf, idOf } from '$lib/domain/test-world';
import { appoint, boss } from '../world';
import { label, pick, rowsOf, trying, type World } from './acts';
import type { Move } from './moves';
import type { ChaosPhone } from './phone';

// What happens besides in a world where people quarrel: mediators and others write in cases that change hands.

/** Who mediates, besides those whom every world has. */
export const mediators = [actorOf('mediator', 'C'), actorOf('mediationLead', 'C')];

/** Appoints them; somebody at the doors has taken on a case by then, and the lead has given the other and a mediator a seat. */
export async function appointMediators(world: World): Promise<string> {
	const { server, dice } = world;
	const told = [];
	for (const role of ['mediator', 'mediationLead'] as const)
		told.push(await server.run(boss, ...appoint(role, 'C')));
	const [mediator, lead] = mediators as [Actor, Actor];
	const args = quarrel(world, idOf('U'));
	const doors = [actorOf('gridWorker', 'G'), actorOf('unitLeader', 'U')];
	if (dice() < 0.5) doors.reverse();
	const [first, other] = doors as [Actor, Actor];
	told.push(await server.run(first, 'dispute.open', args));
	for (const who of [mediator, other]) {
		const { appointmentId } = who.posts[0]!;
		const seat = { id: fresh(world), caseId: args.id, appointmentId, part: 'helper', words: '' };
		told.push(await server.run(lead, 'dispute.assign', seat));
	}
	return told.join(' ');
}

const fresh = (world: World) => idOf(label(world, 'case'));

const party = (world: World, side: 'first' | 'second') => ({
	...{ id: fresh(world), side, householdId: null, residentId: null, name: '某人', sex: 1 },
	...{ birthYear: 1970, ethnicity: '', occupation: '', phone: null, address: '' },
	...{ guardian: null, agent: null }
});

const quarrel = (world: World, placeId: string) => ({
	...{ id: fresh(world), placeId, source: 'patrol', category: 'neighbours', scale: 'ordinary' },
	...{ colour: 'blue', place: '', matter: '', demand: '', people: 2 },
	parties: [party(world, 'first'), party(world, 'second')]
});

/** Takes on a case in a place that the phone knows, as a form would offer it. */
async function open(world: World, phone: ChaosPhone): Promise<string> {
	const known = (await rowsOf(phone, 'area')).map(({ id }) => id);
	const places = ['U', 'U2', 'G', 'G2', 'C'].map(idOf).filter((id) => known.includes(id));
	return phone.act('dispute.open', quarrel(world, pick(world.dice, places) ?? idOf('C')));
}

/** What fits a case as it stands on a phone; as often as it is here it is done. */
const fitting: Record<Stage, readonly string[]> = {
	open: ['note', 'session', 'amend', 'amendEntry', 'assign', 'unassign', 'handUp', 'agree', 'end'],
	agreed: ['note', 'followUp', 'followUp', 'perform', 'plan', 'assign', 'close', 'reopen'],
	declined: ['close', 'reopen'],
	failed: ['note', 'close', 'reopen'],
	closed: ['note', 'reopen', 'reopen', 'followUp']
};

/** Something in one of the cases on a phone. */
async function act(world: World, phone: ChaosPhone): Promise<string> {
	const { dice } = world;
	const dispute = pick(dice, await rowsOf(phone, 'dispute'))?.body as Dispute | undefined;
	if (!dispute) return `none ${await open(world, phone)}`;
	const words = `第 ${world.visits} 句`;
	const one = { id: fresh(world), caseId: dispute.id, seen: seenOf(dispute), words };
	const partyIds = dispute.parties.map(({ id }) => id);
	const plan = pick(dice, dispute.plans);
	const term = pick(dice, dispute.agreement?.terms ?? []);
	const entries = (await rowsOf(phone, 'caseEntry')).map(({ body }) => body as CaseEntry);
	const own = entries.filter(({ by }) => by.personId === phone.actor.personId);
	const posts = (await rowsOf(phone, 'appointment')).map(({ body }) => body as Appointment);
	const sits = posts.filter(({ role, to }) => to === null && role !== 'office');
	const ways: Record<string, () => [name: string, more: object]> = {
		note: () => ['addEntry', { fact: { kind: 'note' }, step: null }],
		session: () => [
			'addEntry',
			{ fact: { kind: 'session', way: 'apart', present: partyIds, others: '' }, step: 'settle' }
		],
		amendEntry: () => ['amendEntry', { entryId: pick(dice, own)?.id ?? one.id }],
		amend: () => ['amend', { change: { field: 'place', to: words } }],
		assign: () => [
			'assign',
			{
				appointmentId: pick(dice, sits)?.id ?? one.id,
				part: dice() < 0.4 ? 'main' : 'helper'
			}
		],
		unassign: () => ['unassign', { seatId: pick(dice, dispute.seats)!.id }],
		handUp: () => ['handUp', { to: pick(dice, ['gridWorker', 'mediationLead'])! }],
		end: () => ['end', { how: 'failed', partyId: null, told: ['court'] }],
		agree: () => [
			'agree',
			{
				...{ form: 'oral', facts: '', issues: '', signatures: [], effectiveOn: '2026-12-01' },
				...{ amountFen: null, isStatus: false },
				terms: [{ id: fresh(world), partyIds, what: '隔音', until: null }]
			}
		],
		perform: () => [
			'perform',
			{ termId: term?.id ?? one.id, state: 'done', on: dayOf(world.server.now()) }
		],
		plan: () => ['plan', { planId: plan?.id ?? null, on: '2027-05-05' }],
		followUp: () => [
			'followUp',
			{
				planId: plan?.id ?? null,
				...(dice() < 0.5
					? { result: 'satisfied', then: null }
					: { result: 'flaringUp', then: pick(dice, ['raise', 'reopen'])! })
			}
		],
		close: () => ['close', { prevented: null }],
		reopen: () => ['reopen', {}]
	};
	// Now and then what does not fit, and is refused before it is saved.
	const way = pick(dice, dice() < 0.1 ? Object.keys(ways) : fitting[stageOf(dispute)])!;
	const [name, more] = ways[way]!();
	return `${way} ${await phone.act(`dispute.${name}`, { ...one, ...more })}`;
}

/** On the phone of anybody but the office, which has its list and no case. */
const anywhere = (work: (world: World, phone: ChaosPhone) => Promise<string>) => (world: World) => {
	const { dice, phones } = world;
	const phone = pick(dice, dice() < 0.05 ? phones : phones.filter(isInCases))!;
	return trying(phone, async () => `${phone.actor.name} ${await work(world, phone)}`);
};

const isInCases = ({ actor }: ChaosPhone) => actor.posts[0]?.role !== 'office';

/** Moves of worlds with cases. */
export const caseMoves: readonly Move[] = [
	{ name: 'open case', weight: 2, make: anywhere(open) },
	{ name: 'in a case', weight: 40, make: anywhere(act) }
];
