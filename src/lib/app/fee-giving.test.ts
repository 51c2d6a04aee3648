import { expect, test } from 'vitest';
import { Fees, people } from '$lib/domain/booking/test-fees';
import { inHandFen } from '$lib/domain/booking/select';
import { worldWithCampaign } from '$lib/domain/campaign/test-campaigns';
import { givingOf, receiptOf } from './fee-giving';

test('a giver whose phone has lost its word says the same as the receiver has confirmed, and the cash goes on', () => {
	const fees = new Fees(worldWithCampaign());
	fees.collect('leader', 'first', 'H');
	fees.take('grid', 'given', 'leader', ['first'], 30_000);
	const heard = fees.booking('given');
	expect(heard.isGiven).toBe(false);
	expect(inHandFen(fees.booking('first'))).toBe(30_000);
	expect(fees.world.run(people.leader, 'fee.handOver', givingOf(heard)!)).toBe('ok');
	expect(inHandFen(fees.booking('first'))).toBe(0);
	expect(inHandFen(fees.booking('given'))).toBe(30_000);
});

test('what is no hand-over has nothing to confirm', () => {
	const fees = new Fees(worldWithCampaign());
	fees.collect('leader', 'first', 'H');
	expect(givingOf(fees.booking('first'))).toBeUndefined();
	expect(receiptOf(fees.booking('first'))).toBeUndefined();
});
