import type { Campaign } from '../campaign/schema';
import type { CommandDef, Reading } from '../kernel/record';
import { refuse } from '../kernel/refusal';
import { ok } from '../kernel/result';
import { rights } from '../kernel/rights';
import { bookingKey, findBooking, findCampaign, isSaid, made, said, wordOf } from './make';
import { ApproveFee, ContributeFee, DisposeFee, PayFee, type Booking } from './schema';

const readsOfPaying = ({ id, campaignId }: { id: string; campaignId: string }) => [
	bookingKey(id),
	{ kind: 'campaign' as const, id: campaignId }
];

const areaOfCampaign = ({ campaignId }: { campaignId: string }, reading: Reading) =>
	reading.get<Campaign>('campaign', campaignId)?.areaId;

const contribute: CommandDef<ContributeFee> = {
	name: 'fee.contribute',
	version: 1,
	schema: ContributeFee,
	roles: rights['fee.contribute'],
	reads: readsOfPaying,
	area: areaOfCampaign,
	decide(reading, { id, campaignId, sourceId, fen }, context) {
		if (reading.get('booking', id)) return refuse('bookingExists', 'id');
		const campaign = findCampaign(reading, campaignId);
		if (!campaign.ok) return campaign;
		const isThere = campaign.value.plan.sources.some((one) => one.id === sourceId);
		if (!isThere) return refuse('sourceUnknown', 'sourceId');
		const fact = { kind: 'contribution' as const, sourceId, fen };
		return ok([made(id, context, { campaignId, areaId: campaign.value.areaId, fact })]);
	}
};

const pay: CommandDef<PayFee> = {
	name: 'fee.pay',
	version: 1,
	schema: PayFee,
	roles: rights['fee.pay'],
	reads: readsOfPaying,
	area: areaOfCampaign,
	decide(reading, { id, campaignId, supplierId, fen, words, photos = [] }, context) {
		if (reading.get('booking', id)) return refuse('bookingExists', 'id');
		const campaign = findCampaign(reading, campaignId);
		if (!campaign.ok) return campaign;
		const isThere = campaign.value.offers.some((one) => one.id === supplierId);
		if (!isThere) return refuse('supplierUnknown', 'supplierId');
		// Whoever approves it has to see what they approve.
		if (photos.length === 0) return refuse('invoiceMissing', 'photos');
		const fact = { kind: 'supplierPayment' as const, supplierId, fen };
		const { areaId } = campaign.value;
		return ok([made(id, context, { campaignId, areaId, fact, words, photos })]);
	}
};

const approve: CommandDef<ApproveFee> = {
	name: 'fee.approve',
	version: 1,
	schema: ApproveFee,
	roles: rights['fee.approve'],
	reads: ({ of }) => [bookingKey(of)],
	area: ({ of }, reading) => reading.get<Booking>('booking', of)?.areaId,
	decide(reading, { id, of }, context) {
		const found = findBooking(reading, of);
		if (!found.ok) return found;
		const { fact, by, reversal, confirmations } = found.value;
		if (fact.kind !== 'supplierPayment') return refuse('notConfirmable', 'of');
		if (reversal) return refuse('bookingReversed', 'of');
		// Four eyes: nobody approves what they entered.
		if (by.personId === context.by.personId) return refuse('bookingOwn', 'of');
		if (confirmations.some((one) => one.by.personId === context.by.personId))
			return refuse('confirmedAlready', 'of');
		if (isSaid(found.value, id)) return refuse('bookingExists', 'id');
		return ok([said(of, 'confirmed', wordOf(id, context))]);
	}
};

const dispose: CommandDef<DisposeFee> = {
	name: 'fee.dispose',
	version: 1,
	schema: DisposeFee,
	roles: rights['fee.dispose'],
	reads: readsOfPaying,
	area: areaOfCampaign,
	decide(reading, { id, campaignId, fen, words }, context) {
		if (reading.get('booking', id)) return refuse('bookingExists', 'id');
		const campaign = findCampaign(reading, campaignId);
		if (!campaign.ok) return campaign;
		const fact = { kind: 'surplus' as const, resolutionId: id, fen };
		return ok([made(id, context, { campaignId, areaId: campaign.value.areaId, fact, words })]);
	}
};

/** What the office does with the community's account. */
export const paying: readonly CommandDef[] = [contribute, pay, approve, dispose];
