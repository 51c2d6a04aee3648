import type { Booking } from '../../../src/lib/domain/booking/schema';
import { Fees, notesOf, paid, people } from '../../../src/lib/domain/booking/test-fees';
import {
	draftArgs,
	feePlan,
	office,
	twoLevies,
	worldWithCampaign
} from '../../../src/lib/domain/campaign/test-campaigns';
import type { Kind } from '../../../src/lib/domain/kernel/record';
import { photoNamed } from '../../../src/lib/domain/photo/test-pictures';
import { idOf } from '../../../src/lib/domain/test-world';

// What hostile arguments about money are thrown at, and arguments that would be taken.

/** The campaign that money is taken for. */
export const campaignId = idOf('camp');
const [levy] = twoLevies;

/** A campaign in the middle: shown, with money in a pocket, one refund, cash on its way, a payment, an objection. */
export function busy(): Fees {
	const fees = new Fees(worldWithCampaign());
	const invoice = { words: '', photos: [photoNamed('a')] };
	const payment = { id: idOf('P'), campaignId, supplierId: idOf('offer'), fen: 900, ...invoice };
	const shown = { id: campaignId, seen: 2, from: '2026-03-01', to: '2026-03-30' };
	const said = { id: idOf('O'), campaignId, words: '发票没有贴出来，请你们说明', from: '' };
	const done = [
		fees.collect('leader', 'A', 'H'),
		fees.collect('leader', 'B', 'H2'),
		fees.refund('leader', 'R', 'A', 100),
		fees.give('leader', 'G', 'grid', ['B'], 30_000),
		fees.run('office', 'fee.pay', payment),
		fees.run('office', 'campaign.publish', shown),
		fees.run('office', 'objection.note', said),
		fees.world.run(office, 'campaign.draft', draftArgs({}, 'draft'))
	];
	if (done.some((one) => one !== 'ok')) throw new Error(`refused: ${done.join()}`);
	return fees;
}

/** The records that there are, and the one that a command would make. */
const known: [Kind, string][] = [
	...(['A', 'B', 'G', 'P', 'new'] as const).map((label): [Kind, string] => [
		'booking',
		idOf(label)
	]),
	...twoLevies.map(({ id }): [Kind, string] => ['levy', id]),
	...[campaignId, idOf('draft')].map((id): [Kind, string] => ['campaign', id]),
	['objection', idOf('O')]
];
/** Every record that there is, as text. */
export const pictureOf = ({ world }: Fees) =>
	JSON.stringify(known.map(([kind, id]) => [world.get(kind, id), world.gone(kind, id)]));

/** The booking that a command would make. */
export const id = idOf('new');
const giving = {
	...{ id, campaignId, areaId: idOf('U'), covers: [idOf('A')] },
	...{ expectedFen: 29_900, notes: notesOf(29_900) }
};
const { personId, name: leaderName } = people.leader;

/** Arguments that would be taken, and by whom. */
export const right: Record<string, [keyof typeof people, object]> = {
	'campaign.draft': ['office', draftArgs({}, 'new')],
	'campaign.drop': ['office', { id: idOf('draft'), seen: 1 }],
	'campaign.open': [
		'office',
		{
			...{ id: idOf('draft'), seen: 1 },
			levies: twoLevies.map((one) => ({ ...one, id: idOf(`${one.id} again`) }))
		}
	],
	'campaign.revise': [
		'office',
		{ id: campaignId, seen: 3, levies: twoLevies, plan: feePlan({ costFen: 90_000 }), why: '降价' }
	],
	'campaign.close': [
		'office',
		{ id: campaignId, seen: 3, bookings: ['A', 'B', 'G', 'P'].map(idOf) }
	],
	'campaign.publish': ['office', { id: campaignId, seen: 3, from: '2026-03-02', to: '2026-03-09' }],
	'fee.collect': ['leader', { id, levyId: levy!.id, householdId: idOf('H'), paid: paid(30_000) }],
	'fee.note': [
		'leader',
		{ levyId: levy!.id, householdId: idOf('H2'), kind: 'promised', on: '2026-03-09' }
	],
	'fee.donate': ['leader', { id, campaignId, levyId: levy!.id, paid: paid(500) }],
	'fee.refund': ['leader', { id, of: idOf('A'), fen: 10_000, from: 'cash' }],
	'fee.reverse': ['leader', { id, of: idOf('A'), refundId: idOf('R'), why: '写错' }],
	'fee.handOver': ['leader', { ...giving, to: people.grid.personId }],
	'fee.receive': ['grid', { ...giving, from: personId, fromName: leaderName }],
	'fee.deposit': [
		'leader',
		{ id, campaignId, areaId: idOf('U'), covers: [idOf('A')], from: 'cash', fen: 29_900 }
	],
	'fee.contribute': ['office', { id, campaignId, sourceId: idOf('none'), fen: 5_000 }],
	'fee.pay': [
		'office',
		{ id, campaignId, supplierId: idOf('offer'), fen: 700, words: '', photos: [photoNamed('b')] }
	],
	'fee.approve': ['second', { id, of: idOf('P') }],
	'fee.dispose': ['office', { id, campaignId, fen: 100, words: '留作维修' }],
	'objection.note': ['office', { id, campaignId, words: '这个价钱是怎么算出来的呢', from: '' }],
	'objection.receive': ['office', { id, campaignId, words: '这个价钱是怎么算出来的呢', from: '' }],
	'objection.answer': ['office', { id: idOf('O'), seen: 0, words: '已经补贴', asked: '' }]
};
/** What the example above comes to, where that is not `ok`. */
export const otherwise: Record<string, string> = {
	'campaign.close': 'campaignUnsettled id',
	'fee.contribute': 'sourceUnknown sourceId',
	'objection.receive': 'notAllowed'
};

/** All bookings of the campaign. */
export const bookingsIn = ({ world }: Fees): Booking[] =>
	known.flatMap(([kind, one]) => (kind === 'booking' ? (world.get<Booking>(kind, one) ?? []) : []));
