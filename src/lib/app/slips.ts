import type { Booking } from '$lib/domain/booking/schema';
import { fail, ok, type Result } from '$lib/domain/kernel/result';
import { certificateOf, hexIn, slipCode, slipToSign } from '$lib/domain/slip/code';
import { slipFactsOf } from '$lib/domain/slip/state';
import { canSign, sign } from '$lib/protocol/signing';
import { getMetas } from '$lib/store/meta';
import { place } from './place.svelte';

/**
 * Why a booking has no code here. `notCertified`: this phone has not been online since it can sign, or not for months.
 * `notYours`: somebody else entered it, and only their phone can sign it. `noReceipt`: it is no collection and no donation.
 * `cannotSign`: the browser does not sign at this address, which has no TLS, or the phone's clock is in another century.
 */
export type NoSlipCode = 'notCertified' | 'notYours' | 'noReceipt' | 'cannotSign';

/** Where receipts are checked. What stands behind the # is not sent along when the page is asked for. */
export const slipUrl = (code: string, origin = location.origin): string => `${origin}/r#${code}`;

/** The address that a receipt's code stands for, signed now and by this phone; or why there is none. Needs no connection. */
export async function slipCodeOf(booking: Booking): Promise<Result<string, NoSlipCode>> {
	const { db, person } = place();
	const facts = slipFactsOf(booking);
	if (!facts) return fail('noReceipt');
	if (booking.by.personId !== person.id) return fail('notYours');
	if (!canSign()) return fail('cannotSign');
	const { slipKey, slipCertificate } = await getMetas(db, ['slipKey', 'slipCertificate']);
	const certified = slipCertificate === undefined ? undefined : hexIn(slipCertificate);
	const until = certified && certificateOf(certified)?.until;
	if (!slipKey || !certified || until === undefined || facts.day > until)
		return fail('notCertified');
	const toSign = slipToSign(facts, certified);
	if (!toSign) return fail('cannotSign');
	const signature = await sign(hexIn(slipKey.privateKey), toSign.message);
	return ok(slipUrl(slipCode(toSign.bytes, signature)));
}
