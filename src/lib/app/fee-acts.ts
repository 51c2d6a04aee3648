import type { DepositFee, HandOverFee, RefundFee, ReceiveFee } from '$lib/domain/booking/schema';
import type { Id } from '$lib/domain/kernel/id';
import { ok, type Result } from '$lib/domain/kernel/result';
import type { Payment } from '$lib/domain/ledger/entry';
import type { NoteFee } from '$lib/domain/levy/schema';
import { execute, newId } from './execute';
import type { SaveFailure } from './save';

/** What people do with money on the phone. Each resolves once it is safely on the disk, and needs no network. */

type Named = Promise<Result<Id, SaveFailure>>;

async function named(name: string, args: object): Named {
	const id = newId();
	const done = await execute({ name, args: { id, ...args } });
	return done.ok ? ok(id) : done;
}

/** Takes money for a household's share; yields the booking, under which its slip is found. */
export const collectFee = (levyId: Id, householdId: Id, paid: Payment): Named =>
	named('fee.collect', { levyId, householdId, paid });

/** Takes money that settles no share. `levyId`: the list of the door where it was given, null anywhere else. */
export const donateFee = (campaignId: Id, levyId: Id | null, paid: Payment): Named =>
	named('fee.donate', { campaignId, levyId, paid });

/** Says that own cash, or what had reached one's own phone, is on the community's account now. */
export const depositFee = (args: Omit<DepositFee, 'id'>): Named => named('fee.deposit', args);

/** Notes what came of asking at a door, or takes the note back (`clear`). */
export const noteFee = (args: NoteFee): Promise<Result<unknown, SaveFailure>> =>
	execute({ name: 'fee.note', args });

/** Undoes a booking, or with `refundId` one refund of it, by its opposite. Both stay in the books. */
export const reverseFee = (of: Id, refundId: Id | null, why: string): Named =>
	named('fee.reverse', { of, refundId, why });

/** Gives money back out of one collection, from where it lies. */
export const refundFee = (args: Omit<RefundFee, 'id'>): Named => named('fee.refund', args);

/** Says that cash is given to somebody. It stays with the giver until that person has confirmed it. */
export const handOverFee = (args: Omit<HandOverFee, 'id'>): Named => named('fee.handOver', args);

/** Says the same of a hand-over that its receiver has confirmed already; the arguments are that hand-over's. */
export const confirmGiven = (args: HandOverFee): Promise<Result<unknown, SaveFailure>> =>
	execute({ name: 'fee.handOver', args });

/** Confirms cash that somebody else gives; the arguments are the giver's own. */
export const receiveFee = (args: ReceiveFee): Promise<Result<unknown, SaveFailure>> =>
	execute({ name: 'fee.receive', args });
