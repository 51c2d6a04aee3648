import { photoNamed } from '../../../src/lib/domain/photo/test-pictures';
import type { Who } from './expected';
import { somebody, type Make } from './making';
import { campaignAmong, cash } from './money';
import { id, type MatrixWorld } from './world';

const office = { personId: somebody, role: 'office', area: 'C' } as const;

/** A receipt of somebody, out of a campaign of its own. */
async function newReceipt(world: MatrixWorld, who?: Who) {
	const { id: campaignId, levies } = await world.campaign(['U']);
	const args = { id: id(), levyId: levies[0]!.id, householdId: world.households.U, paid: cash };
	const role = who && world.roleOf(who) === 'unitLeader' ? 'unitLeader' : 'gridWorker';
	const personId = who ? world.people[who] : somebody;
	const area = role === 'unitLeader' ? 'U' : 'G';
	await world.run({ role, area, personId }, [['fee.collect', args]]);
	return { campaignId, bookingId: args.id };
}

const campaignAct =
	(more: (made: Awaited<ReturnType<MatrixWorld['campaign']>>) => object, isOpen = true): Make =>
	async (world) => {
		const made = await world.campaign(['U'], { isOpen });
		return { args: { id: made.id, seen: isOpen ? 2 : 1, ...more(made) }, target: 'id' };
	};

const doorAct =
	(more: () => object): Make =>
	async (world) => {
		const { levies } = await world.campaign(['U']);
		const args = { levyId: levies[0]!.id, householdId: world.households.U, ...more() };
		return { args, target: 'levyId' };
	};

const wordAct =
	(isOwn: boolean, more: object): Make =>
	async (world, who) => {
		const { bookingId } = await newReceipt(world, isOwn ? who : undefined);
		return { args: { id: id(), of: bookingId, ...more }, target: 'of' };
	};

const givingAct =
	(more: (coversNothing: string) => object): Make =>
	async (world, who) => {
		const { campaignId, bookingId } = await newReceipt(world, who);
		const args = { id: id(), campaignId, areaId: world.areas.U, covers: [bookingId] };
		return { args: { ...args, ...more(id()) }, target: 'areaId' };
	};

const officeAct =
	(more: (made: Awaited<ReturnType<MatrixWorld['campaign']>>) => object): Make =>
	async (world) => {
		const made = await world.campaign(['U']);
		const args = { id: id(), campaignId: made.id, fen: 10_000, words: '说明', ...more(made) };
		return { args, target: 'campaignId' };
	};

/** An objection to the accounts of a campaign that is shown, for `note` and `receive`. */
const objecting: Make = async (world) => {
	const { id: campaignId } = await world.campaign(['U'], { isShown: true });
	const args = { id: id(), campaignId, words: '换门的发票没有贴出来', from: '' };
	return { args, target: 'campaignId' };
};

const invoice = [photoNamed('a')];

const bankLine = () => ({
	...{ id: id(), day: '2026-01-01', fen: 10_000, way: 'in' },
	...{ counterpart: '某人', remark: '', serial: '' }
});

/** A line of the bank's statement, and what another source gave that may be it. */
async function newLine(world: MatrixWorld) {
	const { id: campaignId, content } = await world.campaign(['U']);
	const line = bankLine();
	const sourceId = content.plan.sources[0]!.id;
	const given = { id: id(), campaignId, sourceId, fen: line.fen };
	await world.run(office, [
		['bank.import', { campaignId, lines: [line] }],
		['fee.contribute', given]
	]);
	return { lineId: line.id, bookingId: given.id };
}

const notes = { expectedFen: 10_000, notes: { '10000': 1 } };

/** How each row about money is acted out. */
export const moneyMakers: Record<string, Make> = {
	'campaign.draft': async ({ areas, households }) => ({
		args: {
			...{ id: id(), areaId: areas.C, seen: 0 },
			content: campaignAmong(id, areas, households, [])
		},
		target: 'areaId'
	}),
	'campaign.drop': campaignAct(() => ({}), false),
	'campaign.open': campaignAct(({ levies }) => ({ levies }), false),
	'campaign.revise': campaignAct(({ levies, content }) => ({
		...{ levies, plan: content.plan, why: '改' }
	})),
	'campaign.close': campaignAct(() => ({ bookings: [] })),
	'campaign.publish': campaignAct(() => ({ from: '2026-01-01', to: '2026-02-01' })),
	'fee.collect': doorAct(() => ({ id: id(), paid: cash })),
	'fee.note': doorAct(() => ({ kind: 'absent', on: null })),
	'fee.donate': async (world) => {
		const { id: campaignId, levies } = await world.campaign(['U']);
		const args = { id: id(), campaignId, levyId: levies[0]!.id, paid: cash };
		return { args, target: 'levyId' };
	},
	"fee.refund: one's own": wordAct(true, { fen: 100, from: 'cash' }),
	"fee.refund: somebody else's": wordAct(false, { fen: 100, from: 'cash' }),
	"fee.reverse: one's own": wordAct(true, { refundId: null, why: '写错' }),
	"fee.reverse: somebody else's": wordAct(false, { refundId: null, why: '写错' }),
	'fee.handOver': givingAct((to) => ({ to, ...notes })),
	'fee.receive': givingAct((from) => ({ from, fromName: '某人', ...notes })),
	"fee.deposit: one's own": givingAct(() => ({ from: 'cash', fen: 10_000 })),
	'fee.contribute': officeAct(({ content }) => ({ sourceId: content.plan.sources[0]!.id })),
	'fee.pay': officeAct(({ content }) => ({ supplierId: content.offers[0]!.id, photos: invoice })),
	'fee.dispose': officeAct(() => ({})),
	'fee.approve': async (world) => {
		const { id: campaignId, content } = await world.campaign(['U']);
		const supplierId = content.offers[0]!.id;
		const args = { id: id(), campaignId, supplierId, fen: 1, words: '', photos: invoice };
		await world.run(office, [['fee.pay', args]]);
		return { args: { id: id(), of: args.id }, target: 'of' };
	},
	'objection.note': objecting,
	'objection.receive': objecting,
	'objection.answer': async (world, who) => {
		const { args } = await objecting(world, who);
		await world.run(office, [['objection.note', args]]);
		return { args: { id: args.id, seen: 0, words: '贴出来了', asked: '' }, target: 'id' };
	},
	'bank.import': async (world) => {
		const { id: campaignId } = await world.campaign(['U']);
		return { args: { campaignId, lines: [bankLine()] }, target: 'campaignId' };
	},
	'bank.match': async (world) => {
		const { lineId, bookingId } = await newLine(world);
		return { args: { lineId, moves: [{ bookingId, refundId: null }], seen: 1 }, target: 'lineId' };
	},
	'bank.explain': async (world) => {
		const { lineId } = await newLine(world);
		return { args: { lineId, words: '利息', seen: 1 }, target: 'lineId' };
	}
};
