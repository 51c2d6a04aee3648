import { dayOf } from '../../../src/lib/domain/kernel/day';
import { disputeAt, openCase } from './cases';
import type { Make } from './making';
import { id, type MatrixWorld } from './world';

const today = () => dayOf(Date.now());
const termId = id();
const agreed = (partyIds: readonly string[], own = id()): [string, object] => [
	'dispute.agree',
	{
		id: own,
		...{ form: 'oral', facts: '', issues: '', signatures: [], effectiveOn: today() },
		...{ amountFen: null, isStatus: false },
		terms: [{ id: termId, partyIds: [partyIds[0]], what: '隔音', until: null }]
	}
];

/** An act in a case, which was agreed on before or not. */
const inCase =
	(more: (made: { partyIds: string[] }) => object, { isAgreed = false } = {}): Make =>
	async ({ run, areas }) => {
		const agreementId = id();
		const made = await openCase(run, areas, ({ partyIds }) =>
			isAgreed ? [agreed(partyIds, agreementId)] : []
		);
		const [turn, ...seats] = made.seen;
		const seen = isAgreed ? [turn, agreementId, ...seats] : made.seen;
		return { args: { id: id(), caseId: made.caseId, seen, ...more(made) }, target: 'caseId' };
	};
const after = (more: object): Make => inCase(() => more, { isAgreed: true });

async function newMediator({ run, areas }: MatrixWorld): Promise<string> {
	const args = { id: id(), personId: id(), name: '某人', role: 'mediator', areaId: areas.C };
	await run({ role: 'subdistrict', area: 'S' }, [
		['appointment.make', { ...args, from: today(), to: null }]
	]);
	return args.id;
}

const assign: Make = async (world) => {
	const appointmentId = await newMediator(world);
	return inCase(() => ({ appointmentId, part: 'helper', words: '' }))(world, 'lead');
};

const unassign: Make = async (world) => {
	const appointmentId = await newMediator(world);
	const seatId = id();
	const { caseId } = await openCase(world.run, world.areas, () => [
		['dispute.assign', { id: seatId, appointmentId, part: 'helper', words: '' }]
	]);
	return { args: { id: id(), caseId, seatId, words: '' }, target: 'caseId' };
};

const note = { fact: { kind: 'note' }, step: null, words: '听了两边' };

const amendEntry: Make = async (world) => {
	const entryId = id();
	const { caseId } = await openCase(world.run, world.areas, () => [
		['dispute.addEntry', { ...note, id: entryId }]
	]);
	return { args: { id: id(), caseId, entryId, words: '改' }, target: 'caseId' };
};

/** How each row about cases is acted out. */
export const caseMakers: Record<string, Make> = {
	'dispute.open': async ({ areas }) => ({ args: disputeAt(areas.U), target: 'placeId' }),
	'dispute.amend': inCase(() => ({ change: { field: 'place', to: '楼下' } })),
	'dispute.addEntry': inCase(() => note),
	"dispute.amendEntry: somebody else's": amendEntry,
	'dispute.assign': assign,
	'dispute.unassign': unassign,
	'dispute.look': inCase(() => ({})),
	'dispute.handUp': inCase(() => ({ to: 'gridParty', words: '劝不动' })),
	'dispute.end': inCase(() => ({ how: 'failed', partyId: null, told: ['court'], words: '' })),
	'dispute.extend': inCase(({ partyIds }) => ({
		...{ until: dayOf(Date.now() + 50 * 86_400_000), consents: partyIds, words: '' }
	})),
	'dispute.agree': inCase(({ partyIds }) => agreed(partyIds)[1]),
	'dispute.perform': after({ termId, state: 'done', on: today(), words: '' }),
	'dispute.confirmCourt': after({ state: 'applied', on: today(), words: '' }),
	'dispute.plan': after({ planId: null, on: today() }),
	'dispute.followUp': after({ planId: null, result: 'satisfied', then: null, words: '' }),
	'dispute.close': after({ words: '', prevented: null }),
	'dispute.reopen': after({ words: '又吵起来' }),
	'caseRules.set': async ({ areas }) => ({
		args: {
			...{ areaId: areas.C, days: 30, followUps: [7], leadAfterDays: 3 },
			hours: { red: 1, yellow: 2, blue: 3 }
		},
		target: 'areaId'
	})
};
