import type { CaseEntry, Dispute } from '$lib/domain/dispute/schema';
import { seenOf } from '$lib/domain/dispute/select';
import { actorOf, idOf } from '$lib/domain/test-world';
import { appoint, boss } from '../world';
import { label, phoneOf, pick, rowsOf, trying, type World } from './acts';
import type { Move } from './moves';
import type { ChaosPhone } from './phone';
import type { ChaosServer } from './server';

// What happens besides in a world where people quarrel: mediators and others write in cases that change hands.

/** Who mediates, besides those whom every world has. */
export const mediators = [actorOf('mediator', 'C'), actorOf('mediationLead', 'C')];

/** Appoints them. */
export async function appointMediators(server: ChaosServer): Promise<string> {
	const told = [];
	for (const role of ['mediator', 'mediationLead'] as const)
		told.push(await server.run(boss, ...appoint(role, 'C')));
	return told.join(' ');
}

const fresh = (world: World) => idOf(label(world, 'case'));

const party = (world: World, side: 'first' | 'second') => ({
	...{ id: fresh(world), side, householdId: null, residentId: null, name: '某人', sex: 1 },
	...{ birthYear: 1970, ethnicity: '', occupation: '', phone: null, address: '' },
	...{ guardian: null, agent: null }
});

function open(world: World, phone: ChaosPhone): Promise<string> {
	return phone.act('dispute.open', {
		...{ id: fresh(world), placeId: idOf(pick(world.dice, ['U', 'G', 'C'])!), source: 'patrol' },
		...{ category: 'neighbours', scale: 'ordinary', colour: 'blue', place: '', matter: '' },
		...{ demand: '', people: 2, parties: [party(world, 'first'), party(world, 'second')] }
	});
}

const seatable = [
	actorOf('mediator', 'C'),
	actorOf('gridWorker', 'G'),
	actorOf('gridWorker', 'G2'),
	actorOf('unitLeader', 'U')
];

/** Something in one of the cases on a phone. */
async function act(world: World, phone: ChaosPhone): Promise<string> {
	const { dice } = world;
	const dispute = pick(dice, await rowsOf(phone, 'dispute'))?.body as Dispute | undefined;
	if (!dispute) return open(world, phone);
	const words = `第 ${world.visits} 句`;
	const one = { id: fresh(world), caseId: dispute.id, seen: seenOf(dispute), words };
	const partyIds = dispute.parties.map(({ id }) => id);
	const plan = pick(dice, dispute.plans);
	const entries = (await rowsOf(phone, 'caseEntry')).map(({ body }) => body as CaseEntry);
	const own = entries.filter(({ by }) => by.personId === phone.actor.personId);
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
				appointmentId: pick(dice, seatable)!.posts[0]!.appointmentId,
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
	const way = pick(dice, [...Object.keys(ways), 'note', 'session', 'assign', 'unassign', 'agree'])!;
	const [name, more] = ways[way]!();
	return `${way} ${await phone.act(`dispute.${name}`, { ...one, ...more })}`;
}

const anywhere = (work: (world: World, phone: ChaosPhone) => Promise<string>) => (world: World) => {
	const phone = phoneOf(world);
	return trying(phone, async () => `${phone.actor.name} ${await work(world, phone)}`);
};

/** Moves of worlds with cases. */
export const caseMoves: readonly Move[] = [
	{ name: 'open case', weight: 6, make: anywhere(open) },
	{ name: 'in a case', weight: 40, make: anywhere(act) }
];
