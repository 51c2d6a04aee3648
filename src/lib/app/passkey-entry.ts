import { fail, ok, type Result } from '$lib/domain/kernel/result';
import { SignInReply } from '$lib/protocol/access';
import { PasskeyChallenge } from '$lib/protocol/passkey';
import { afterJoin, openLocked } from './joining';
import { ringState, type NotOpened } from './keys';
import { sync } from './opening';
import { usePasskey, type DeviceTrouble } from './passkey-device';
import { openByPasskey, waysToOpen } from './passkey-keys';
import { placeOrNull } from './place.svelte';
import { post, type RemoteProblem } from './remote';
import { session } from './session-state.svelte';
import { stopSync } from './sync-runner';

/** Comes in by a passkey: onto a locked phone without a server, or by signing in. */

/** Why a passkey opened nothing here; `noKey`: it answers no secret, or another one than before. */
export type PasskeyTrouble = NotOpened | { code: 'cancelled' | 'failed' | 'noKey' };

/** Opens a locked phone by one of the passkeys that can. Nothing of it leaves the phone. */
export async function unlockByPasskey(): Promise<Result<void, PasskeyTrouble>> {
	const { person } = session;
	if (!person) return fail({ code: 'failed' });
	const { passkeys } = await waysToOpen(person.id);
	const used = await usePasskey({ ids: passkeys });
	if (!used.ok) return fail({ code: used.error === 'cancelled' ? 'cancelled' : 'failed' });
	return openLocked((personId) => openByPasskey(personId, used.value));
}

/** Why signing in by a passkey failed; `passwordOnce`: this passkey cannot open a phone that has nothing of its person yet. */
export interface PasskeyProblem {
	code: RemoteProblem['code'] | DeviceTrouble | 'passwordOnce';
	waitS?: number | undefined;
}

/**
 * Signs in by a passkey, without a name or a password. Where it answers a secret, the person's records here are then open;
 * where it does not, they wait for PIN or password. A phone that has neither is not signed in at all.
 */
export async function signInByPasskey(): Promise<Result<void, PasskeyProblem>> {
	const begun = await post('/api/sign-in/passkey/begin', {}, PasskeyChallenge);
	if (!begun.ok) return begun;
	const { challenge } = begun.value;
	const used = await usePasskey({ challenge });
	if (!used.ok) return fail({ code: used.error });
	const { id, personId, proof, secret } = used.value;
	// Known before the server is told: a session that opens nothing here would only be in the way.
	if (!secret && (personId === null || (await ringState(personId)) === 'none'))
		return fail({ code: 'passwordOnce' });
	// From here on the cookie may be somebody else's: nobody's queue may go up until that is settled.
	await stopSync();
	const answer = await post('/api/sign-in/passkey', { challenge, ...proof }, SignInReply);
	const entered = answer.ok ? await afterJoin({ id, secret }) : answer;
	const place = placeOrNull();
	if (!entered.ok && place) await sync(place);
	return entered.ok ? ok(undefined) : entered;
}
