import { addDays, dayOf } from '$lib/domain/kernel/day';
import { postsWith } from '$lib/domain/kernel/rights';
import { certificateOf, hexIn, hexOf } from '$lib/domain/slip/code';
import { canSign, makePair } from '$lib/protocol/signing';
import { CertifyReply } from '$lib/protocol/slip';
import { getMeta, getMetas, setMeta } from '$lib/store/meta';
import type { Place } from './device';
import { post } from './remote';
import { freshenServerKeys, keepServerKeys } from './slip-servers';

/** The key with which this phone signs receipts, and that the server vouches for it. */

/** A certificate with less than this left is asked for anew. */
const renewDays = 90;

/** After a server that did not answer, or refused, it is not asked again for so long, ms. */
const pauseMs = 600_000;

const nextTryAt = new WeakMap<Place['db'], number>();

/** This phone's key. Made once; of two tabs that make one at the same moment the first stays. */
async function keyOf({ db }: Place) {
	const known = await getMeta(db, 'slipKey');
	if (known) return known;
	const { privateKey, publicKey } = await makePair();
	const made = { privateKey: hexOf(privateKey), publicKey: hexOf(publicKey) };
	return db.transaction('rw', db.meta, async () => {
		const meanwhile = await getMeta(db, 'slipKey');
		if (!meanwhile) await setMeta(db, 'slipKey', made);
		return meanwhile ?? made;
	});
}

/**
 * Has the server vouch for this phone's key where that is missing or will soon be over, and fetches its public keys. Comes
 * after a sync, while the person is certainly the one signed in; never rejects for want of an answer.
 */
export async function certifySlips(place: Place): Promise<void> {
	const { db, person, now } = place;
	if (!canSign() || (nextTryAt.get(db) ?? 0) > now()) return;
	nextTryAt.set(db, now() + pauseMs);
	const {
		deviceId,
		posts = [],
		slipCertificate
	} = await getMetas(db, ['deviceId', 'posts', 'slipCertificate']);
	const today = dayOf(now());
	const until = slipCertificate && certificateOf(hexIn(slipCertificate))?.until;
	const isGood = until !== undefined && until >= addDays(today, renewDays);
	if (isGood || !deviceId || postsWith({ posts }, 'fee.collect', today).length === 0)
		return freshenServerKeys(now());
	const { publicKey } = await keyOf(place);
	const answer = await post('/api/slips/certify', { deviceId, publicKey }, CertifyReply);
	if (!answer.ok) return;
	await keepServerKeys(answer.value.keys, now());
	const { certificate } = answer.value;
	const says = certificateOf(hexIn(certificate));
	// Somebody else may have signed in while the answer was on its way.
	if (says?.personId !== person.id || hexOf(says.publicKey) !== publicKey) return;
	await setMeta(db, 'slipCertificate', certificate);
	// A phone whose clock is years ahead finds every certificate too short.
	nextTryAt.set(db, now() + 86_400_000);
}
