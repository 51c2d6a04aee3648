import type { Kysely } from 'kysely';
import type { Booking } from '$lib/domain/booking/schema';
import type { Campaign } from '$lib/domain/campaign/schema';
import { addDays, dayOf } from '$lib/domain/kernel/day';
import { postsWith } from '$lib/domain/kernel/rights';
import type { Levy } from '$lib/domain/levy/schema';
import { checkSlip } from '$lib/domain/slip/check';
import { certificateMessage, certifiedBy, hexIn, hexOf } from '$lib/domain/slip/code';
import { standingOfSlip } from '$lib/domain/slip/state';
import { sign, verify } from '$lib/protocol/signing';
import type {
	CertifyReply,
	CertifyRequest,
	SlipKeysReply,
	SlipStateReply,
	SlipStateRequest
} from '$lib/protocol/slip';
import { ownersOf } from '../accept/devices';
import type { Journal } from '../audit/journal';
import { noting } from '../audit/noting';
import { actorOf } from '../db/actor';
import type { AreaTree, TreeSource } from '../db/areas';
import { findBody } from '../db/find-body';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';
import { publicKeys, signerOf } from './keys';

/** Signed receipts as the engine offers them. Expected failures are thrown as `ProblemError`. */
export interface SlipEngine {
	/**
	 * Vouches for a phone's key. `notAllowed` (403) for whoever collects nowhere today, and with the field `deviceId` from
	 * a device that is somebody else's.
	 */
	certifySlips(personId: string, request: CertifyRequest): Promise<CertifyReply>;
	slipKeys(): Promise<SlipKeysReply>;
	/** How the payment stands that a code is about, for whoever has the code. */
	slipState(request: SlipStateRequest): Promise<SlipStateReply>;
}

/** A phone is vouched for so long; it asks anew when half of that is over, so that months without signal do no harm. */
const certifiedDays = 180;

/** Builds it over an open, migrated database. `secret` as of sign-in; `now`: epoch ms. */
export function createSlips(
	db: Kysely<Tables>,
	trees: TreeSource,
	options: { secret: string; now(): number; journal: Journal }
): SlipEngine {
	const { secret, now, journal } = options;

	async function titleOf(tree: AreaTree, { levyId, campaignId }: Booking): Promise<string> {
		const about = levyId
			? await findBody<Levy>(db, tree, 'levy', levyId)
			: await findBody<Campaign>(db, tree, 'campaign', campaignId);
		return about?.body.title ?? '';
	}

	async function certify(
		personId: string,
		{ deviceId, publicKey }: CertifyRequest
	): Promise<CertifyReply> {
		const at = now();
		const actor = await actorOf(db, personId);
		if (!actor || postsWith(actor, 'fee.collect', dayOf(at)).length === 0)
			throw new ProblemError(403, 'notAllowed');
		const owner = (await ownersOf(db, [deviceId])).get(deviceId);
		if (owner !== undefined && owner !== personId)
			throw new ProblemError(403, 'notAllowed', 'deviceId');
		const signer = await signerOf(db, secret, at);
		const certificate = {
			...{ keyId: signer.id, deviceId, personId },
			until: addDays(dayOf(at), certifiedDays),
			publicKey: hexIn(publicKey)
		};
		const signature = await sign(signer.privateKey, certificateMessage(certificate));
		return {
			certificate: hexOf(certifiedBy(certificate, signature)),
			keys: await publicKeys(db)
		};
	}

	return {
		certifySlips: (personId, request) =>
			noting(journal, 'slipsCertified', { personId, deviceId: request.deviceId }, () =>
				certify(personId, request)
			),
		slipKeys: async () => ({ keys: await publicKeys(db) }),
		async slipState({ code }) {
			const checked = await checkSlip(code, await publicKeys(db), verify);
			if (checked.kind === 'forged') return { state: 'forged' };
			if (checked.kind !== 'good') return { state: 'unknown' };
			const { slip } = checked;
			const tree = await trees(db);
			const { bookingId } = slip.facts;
			const booking = (await findBody<Booking>(db, tree, 'booking', bookingId))?.body;
			const standing = standingOfSlip(slip, booking);
			if (!booking || standing.state === 'notArrived' || standing.state === 'forged')
				return { state: standing.state === 'forged' ? 'forged' : 'notArrived' };
			const isDonation = booking.fact.kind === 'donation';
			return { ...standing, isDonation, title: await titleOf(tree, booking) };
		}
	};
}
