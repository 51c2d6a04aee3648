import { fail, ok, type Result } from '$lib/domain/kernel/result';
import type { SignInReply } from '$lib/protocol/access';
import type { SessionReply } from '$lib/protocol/session';
import { getMeta, setMeta } from '$lib/store/meta';
import { unsentHere } from '$lib/sync/contact';
import {
	forgetLeaving,
	isLeaving,
	noteLeaving,
	server,
	tellLeaving,
	whoIsHere,
	whoIsHereSoon
} from './asking';
import { wipeFetched } from './clearing';
import { forgetKept } from './eviction';
import type { NotOpened, Opened } from './keys';
import { guard, hasShut } from './locking';
import { enter, leave, loadKeys, loadTabs, sync } from './opening';
import { notePosts } from './open-place';
import { keyAfterPasskey, type UsedPasskey } from './passkey-keys';
import { forgetOwner, setOwner, type Owner } from './owner';
import { NobodySignedIn, placeOrNull } from './place.svelte';
import type { RemoteProblem } from './remote';
import { standing } from './session-state.svelte';
import { stopSync } from './sync-runner';
import { otherTabs } from './tabs';

/** Who comes and who goes. Nobody needs it to see what lies on this phone. */

/** On a phone that is nobody's: asks the server who is here. */
export async function findOut(): Promise<void> {
	if (await isLeaving()) await goOnLeaving();
	const asked = await whoIsHereSoon();
	const hasLeft = await isLeaving();
	// Somebody may have signed in on the page meanwhile.
	if (standing.state !== 'starting') return;
	if (asked?.ok && !hasLeft) await adopt(asked.value);
	else standing.state = 'signedOut';
}

/** What a killed browser left half done of a parting comes before anything else: each sets the mark of leaving first. */
async function goOnLeaving(): Promise<void> {
	try {
		await (await import('./parting')).goOn();
	} catch {
		// Code that cannot be fetched now, or a disk that does not answer: the mark stays, and the next start tries again.
		return;
	}
	await tellLeaving();
}

/** Opens a locked phone with what its person typed. */
export const unlock = (secret: string): Promise<Result<void, NotOpened>> =>
	openLocked(async (personId) => (await loadKeys()).tryToOpen(personId, secret));

/** Opens a locked phone with whatever finds its key. */
export async function openLocked<Why extends { code: string }>(
	find: (personId: string) => Promise<Result<Opened, Why>>
): Promise<Result<void, Why>> {
	const known = standing.owner;
	if (standing.state !== 'locked' || !known) return ok(undefined);
	await hasShut();
	const tried = await find(known.person.id);
	if (tried.ok) {
		// Another tab may have opened it meanwhile.
		if (standing.state !== 'locked') return ok(undefined);
		await enter(known, tried.value);
		guard();
		void refreshSession();
		return ok(undefined);
	}
	if (tried.error.code === 'lost') {
		await forgetOwner();
		standing.owner = null;
		standing.state = 'signedOut';
	}
	return tried;
}

/**
 * Takes on the person that the server named; another person's database is left as it is. `shown` is what they have just
 * shown; without it a phone that has their records stays locked, and one that has none waits for it.
 */
function adopt(reply: SessionReply, shown?: string | UsedPasskey): Promise<void> {
	// One after the other: two at a time would shut what the other has just opened.
	const adopted = adopting.then(() => takeOn(reply, shown));
	adopting = adopted.catch(() => undefined);
	return adopted;
}

let adopting: Promise<void> = Promise.resolve();

async function takeOn(reply: SessionReply, shown?: string | UsedPasskey): Promise<void> {
	const next: Owner = { person: reply.person, demo: reply.demo };
	const { id } = next.person;
	await leave();
	const keys = await loadKeys();
	const found = next.demo
		? await keys.openKey(id)
		: shown === undefined
			? await (await loadTabs()).askOtherTabs(id)
			: typeof shown === 'string'
				? await keys.keyAfterSignIn(id, shown)
				: await keyAfterPasskey(id, shown);
	await forgetLeaving();
	if (!found && (await keys.ringState(id)) === 'none') {
		standing.state = 'signedOut';
		return;
	}
	await setOwner(next);
	otherTabs?.postMessage(id);
	if (found) {
		await notePosts(next.person, found.sealing, reply.posts);
		await enter(next, found);
		guard();
	} else {
		standing.owner = next;
		standing.isForeign = typeof shown === 'string';
		standing.state = 'locked';
	}
}

/** Asks the server in the background who is signed in; without an answer everything stays as it is. */
export async function refreshSession(): Promise<void> {
	const before = standing.owner?.person.id;
	const asked = await whoIsHere();
	const place = placeOrNull();
	if (!asked.ok || !place || !standing.owner) return;
	// Somebody has signed in meanwhile: this is the answer about whoever was here before.
	if (standing.owner.person.id !== before) return;
	if (asked.value.person.id !== standing.owner.person.id) return adopt(asked.value);
	const known = await getMeta(place.db, 'posts');
	if (JSON.stringify(known) !== JSON.stringify(asked.value.posts))
		await setMeta(place.db, 'posts', asked.value.posts);
	standing.owner = { person: asked.value.person, demo: asked.value.demo };
	await setOwner(standing.owner);
}

/** Signs in with the server's help. Unless a second step is missing, the person's own database is then open and syncing. */
export async function signIn(
	login: string,
	password: string
): Promise<Result<SignInReply, RemoteProblem>> {
	// From here on the cookie may be somebody else's: nobody's queue may go up until that is settled.
	await stopSync();
	const answer = await server((account) => account.askSignIn(login, password));
	const isIn = answer.ok && answer.value.step === 'done';
	const entered = isIn ? await afterJoin(password) : answer;
	const place = placeOrNull();
	if (!(isIn && entered.ok) && place) await sync(place);
	return entered.ok ? answer : entered;
}

/**
 * The server has just set a session cookie (signing in, joining, setting up, demo): takes that person on. `shown`: the
 * password as they typed it, or the passkey that they used.
 */
export async function afterJoin(
	shown?: string | UsedPasskey
): Promise<Result<void, RemoteProblem>> {
	await stopSync();
	const asked = await whoIsHere();
	if (!asked.ok) return asked;
	await adopt(asked.value, shown);
	return ok(undefined);
}

/** Signs out, unless something was not sent yet: then says how much, and nothing happens. */
export async function signOut(): Promise<Result<void, { unsent: number }>> {
	const place = placeOrNull();
	if (!place) throw new NobodySignedIn();
	const { unsent, photos } = await unsentHere(place.db);
	if (unsent + photos > 0) return fail({ unsent: unsent + photos });
	await signOutAnyway();
	return ok(undefined);
}

/** Signs out. What was not sent stays in this person's database and goes up after they sign in here again. */
export async function signOutAnyway(): Promise<void> {
	const place = placeOrNull();
	await stopSync();
	if (place) await wipeFetched(place.db);
	forgetKept();
	await noteLeaving();
	await forgetOwner();
	await leave();
	otherTabs?.postMessage(null);
	standing.state = 'signedOut';
	await tellLeaving();
}
