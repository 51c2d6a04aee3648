import { del, get as getFact, set as setFact } from 'idb-keyval';
import { liveQuery } from 'dexie';
import type { Post, Role } from '$lib/domain/kernel/actor';
import { isPostOn } from '$lib/domain/kernel/authority';
import { dayOf } from '$lib/domain/kernel/day';
import { fail, ok, type Result } from '$lib/domain/kernel/result';
import type { SignInReply } from '$lib/protocol/access';
import type { SessionReply } from '$lib/protocol/session';
import { getMeta, setMeta } from '$lib/store/meta';
import { afterAnswers } from './after-paint';
import type { Place } from './device';
import { forgetKept } from './eviction';
import { warmSave } from './execute';
import { openPlace } from './open-place';
import { NobodySignedIn, placeOrNull, setPlace } from './place.svelte';
import type { RemoteProblem } from './remote';
import { loadSettings } from './settings.svelte';
import { kickSync, startSync, stopSync } from './sync-runner';
import { noteCycle, noteProgress, noteSpace, watchFacts } from './sync-state.svelte';

/** Who this phone belongs to at the moment; kept outside of any person's database. */
interface Owner {
	person: { id: string; name: string };
	demo: boolean;
}

const ownerKey = 'linli-owner';
/** Set when somebody signed out without a connection: the server still has to hear of it. */
const leavingKey = 'linli-leaving';
/** How long a start without a known person waits for the server, ms. */
const askFirstMs = 6_000;

const strength: readonly Role[] = [
	'subdistrict',
	'office',
	'gridParty',
	'gridWorker',
	'mediator',
	'unitLeader'
];

let state = $state<'starting' | 'signedOut' | 'ready'>('starting');
let isUnknown = $state(false);
let owner = $state.raw<Owner | null>(null);
let posts = $state.raw<Post[]>([]);
let unwatch: () => void = () => undefined;

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('linli');

/** Who is signed in on this phone. Known without the server. */
export const session = {
	get state() {
		return state;
	},
	/** This phone belongs to nobody yet; while `state` is `starting`, the server is being asked who it is. */
	get isUnknown() {
		return isUnknown;
	},
	get person() {
		return owner?.person;
	},
	/** All appointments, ended ones too, as last heard. */
	get posts() {
		return posts;
	},
	get demo() {
		return owner?.demo ?? false;
	},
	/** The strongest role among the appointments in force today. */
	get role(): Role | undefined {
		const today = dayOf(Date.now());
		return strength.find((role) => posts.some((p) => p.role === role && isPostOn(p, today)));
	}
};

/** Starts the app: the person known on this phone at once and without the server, else whoever the server's cookie names. */
export async function startApp(): Promise<void> {
	await loadSettings();
	channel?.addEventListener('message', onOtherTab);
	const known = await getFact<Owner>(ownerKey);
	if (known) {
		await enter(known);
		void refreshSession();
		return;
	}
	isUnknown = true;
	if (await getFact<boolean>(leavingKey)) await tellLeaving();
	const asked = await Promise.race([
		whoIsHere(),
		new Promise<null>((resolve) => setTimeout(() => resolve(null), askFirstMs))
	]);
	const isLeaving = await getFact<boolean>(leavingKey);
	// Somebody may have signed in on the page meanwhile.
	if (state !== 'starting') return;
	if (asked?.ok && !isLeaving) await adopt(asked.value);
	else state = 'signedOut';
}

/** Asks the server by code that is fetched when it is first needed; on a phone that has not got it yet that is `offline`. */
async function server<T>(
	ask: (account: typeof import('./account')) => Promise<Result<T, RemoteProblem>>
): Promise<Result<T, RemoteProblem>> {
	try {
		return await ask(await import('./account'));
	} catch {
		return fail({ code: 'offline' });
	}
}

const whoIsHere = () => server((account) => account.askWhoIsHere());

/** Another tab of this browser has signed somebody in or out: this tab starts over as that person. */
function onOtherTab(message: MessageEvent<unknown>): void {
	if (message.data === (owner?.person.id ?? null)) return;
	void stopSync().then(() => location.reload());
}

async function enter(next: Owner): Promise<void> {
	const place = await openPlace(next.person);
	unwatch();
	const unwatchFacts = watchFacts(place.db);
	posts = (await getMeta(place.db, 'posts')) ?? [];
	const watchPosts = liveQuery(() => getMeta(place.db, 'posts')).subscribe({
		next: (latest) => (posts = latest ?? []),
		// The facts' watch reports a broken disk; the posts last read stay.
		error: () => undefined
	});
	unwatch = () => {
		unwatchFacts();
		watchPosts.unsubscribe();
	};
	owner = next;
	setPlace(place);
	isUnknown = false;
	state = 'ready';
	await sync(place);
	void afterAnswers().then(async () => {
		warmSave();
		// Where it cannot be fetched now, opening the page anew does the same.
		const clearing = await loadClearing().catch(() => null);
		clearing?.watchClearing(place, () => void claimAgain());
	});
}

/** What takes records off this phone, and notices when the browser did. */
const loadClearing = () => import('./clearing');

/**
 * The browser may have cleared everything under the open page, the mark of whose phone this is as well: the page still
 * knows, unless somebody has signed out, and everything is fetched anew.
 */
async function claimAgain(): Promise<void> {
	if (owner && !(await getFact(ownerKey)) && !(await getFact(leavingKey)))
		await setFact(ownerKey, owner);
	kickSync();
}

/** Whether this person is still the one signed in on this phone, in every tab: before anything goes up under their cookie. */
export const isStillHere = async (personId: string): Promise<boolean> =>
	(await getFact<Owner>(ownerKey))?.person.id === personId;

const sync = (place: Place): Promise<void> =>
	startSync({
		place,
		isOffice: () => session.role === 'office',
		isStillHere: () => isStillHere(place.person.id),
		onState: noteCycle,
		onProgress: noteProgress,
		onSpace: noteSpace
	});

/** Takes on the person that the server named; another person's database is left as it is. */
async function adopt(reply: SessionReply): Promise<void> {
	const next: Owner = { person: reply.person, demo: reply.demo };
	await leave();
	await setFact(ownerKey, next);
	await del(leavingKey);
	await notePosts(next, reply.posts);
	channel?.postMessage(next.person.id);
	await enter(next);
}

async function notePosts(who: Owner, latest: Post[]): Promise<void> {
	const { db } = await openPlace(who.person);
	await setMeta(db, 'posts', latest);
	db.close();
}

async function leave(): Promise<void> {
	await stopSync();
	unwatch();
	unwatch = () => undefined;
	placeOrNull()?.db.close();
	setPlace(null);
	owner = null;
	posts = [];
}

/** Asks the server in the background who is signed in; without an answer everything stays as it is. */
async function refreshSession(): Promise<void> {
	const asked = await whoIsHere();
	const place = placeOrNull();
	if (!asked.ok || !place || !owner) return;
	if (asked.value.person.id !== owner.person.id) return adopt(asked.value);
	const known = await getMeta(place.db, 'posts');
	if (JSON.stringify(known) !== JSON.stringify(asked.value.posts))
		await setMeta(place.db, 'posts', asked.value.posts);
	owner = { person: asked.value.person, demo: asked.value.demo };
	await setFact(ownerKey, owner);
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
	const entered = isIn ? await afterJoin() : answer;
	const place = placeOrNull();
	if (!(isIn && entered.ok) && place) await sync(place);
	return entered.ok ? answer : entered;
}

/** The server has just set a session cookie (signing in, joining, setting up, demo): takes that person on. */
export async function afterJoin(): Promise<Result<void, RemoteProblem>> {
	await stopSync();
	const asked = await whoIsHere();
	if (!asked.ok) return asked;
	await adopt(asked.value);
	return ok(undefined);
}

/** Signs out, unless something was not sent yet: then says how much, and nothing happens. */
export async function signOut(): Promise<Result<void, { unsent: number }>> {
	const place = placeOrNull();
	if (!place) throw new NobodySignedIn();
	const { outbox, photos } = place.db;
	const unsent =
		(await outbox.where('state').equals('waiting').count()) +
		(await photos.where('state').equals('waiting').count());
	if (unsent > 0) return fail({ unsent });
	await signOutAnyway();
	return ok(undefined);
}

/** Signs out. What was not sent stays in this person's database and goes up after they sign in here again. */
export async function signOutAnyway(): Promise<void> {
	const place = placeOrNull();
	// Without it nothing happens: nobody may believe that a phone is empty which is not.
	const { wipeFetched } = await loadClearing();
	await stopSync();
	if (place) await wipeFetched(place.db);
	forgetKept();
	await setFact(leavingKey, true);
	await del(ownerKey);
	await leave();
	channel?.postMessage(null);
	state = 'signedOut';
	await tellLeaving();
}

async function tellLeaving(): Promise<void> {
	const told = await server((account) => account.tellSignOut());
	if (told.ok || told.error.code === 'notSignedIn') await del(leavingKey);
}
