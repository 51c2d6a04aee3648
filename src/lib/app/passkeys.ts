import { fail, ok, type Result } from '$lib/domain/kernel/result';
import { PasskeyBeginReply, type PasskeyBeginRequest } from '$lib/protocol/passkey';
import { keepPasskeys } from './keys';
import { openKey } from './opening';
import { makePasskey, usePasskey, type DeviceTrouble, type Made } from './passkey-device';
import { letPasskeyOpen, waysToOpen, type UsedPasskey } from './passkey-keys';
import { post, type RemoteProblem } from './remote';
import { session } from './session';

/** The passkeys of the person at work, and whether they open this phone. */

/** Why one was not made or removed; with `proofNeeded` the field says what the server wants to see first. */
export interface PasskeyProblem {
	code: RemoteProblem['code'] | DeviceTrouble;
	field?: string | undefined;
	waitS?: number | undefined;
}

/** Has a passkey open this phone; false where it cannot, or where the phone is not open. */
async function letOpen(used: UsedPasskey): Promise<boolean> {
	const opened = openKey();
	if (!session.person || !opened) return false;
	return letPasskeyOpen(session.person.id, opened.key, used);
}

/** Many authenticators tell the secret only of a passkey that exists already: they are asked a second time. */
async function opens({ id, secret, mayOpen }: Made): Promise<boolean> {
	if (secret) return letOpen({ id, secret });
	if (!mayOpen) return false;
	const used = await usePasskey({ ids: [id] });
	return used.ok && (await letOpen(used.value));
}

/** Makes a passkey on this device. Answers whether it opens this phone as well as signing in. */
export async function addPasskey(
	proof: PasskeyBeginRequest
): Promise<Result<{ opens: boolean }, PasskeyProblem>> {
	const begun = await post('/api/passkey/begin', proof, PasskeyBeginReply);
	if (!begun.ok) return begun;
	const made = await makePasskey(begun.value);
	if (!made.ok) return fail({ code: made.error });
	const { challenge } = begun.value;
	const kept = await post('/api/passkey/confirm', { challenge, ...made.value.proof });
	if (!kept.ok) return kept;
	return ok({ opens: await opens(made.value) });
}

/** Has one of these passkeys, made elsewhere and carried here by the device's own maker, open this phone. */
export async function openHereBy(
	ids: readonly string[]
): Promise<Result<{ opens: boolean }, PasskeyProblem>> {
	const used = await usePasskey({ ids });
	if (!used.ok) return fail({ code: used.error });
	return ok({ opens: await letOpen(used.value) });
}

/** Removes a passkey: it signs nobody in any more, and opens this phone no more. */
export async function removePasskey(id: string): Promise<Result<unknown, PasskeyProblem>> {
	const removed = await post('/api/passkey/remove', { id });
	// Removed elsewhere already: what is left of it here goes all the same.
	const isGone = removed.ok || removed.error.code === 'notFound';
	if (isGone && session.person) await keepPasskeys(session.person.id, (one) => one !== id);
	return isGone ? ok(undefined) : removed;
}

/** Which passkeys open this phone. */
export const passkeysOpeningHere = async (): Promise<string[]> =>
	session.person ? (await waysToOpen(session.person.id)).passkeys : [];
