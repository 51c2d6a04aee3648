import type { Opened } from './keys';
import { enter, loadKeys, loadTabs } from './opening';
import { knownOwner, type Owner } from './owner';
import { session, standing } from './session-state.svelte';
import { loadSettings } from './settings.svelte';
import { stopSync } from './sync-runner';
import { otherTabs } from './tabs';

export { session };

/** Starts the app: the person known on this phone at once and without the server, else whoever the server's cookie names. */
export async function startApp(): Promise<void> {
	await loadSettings();
	otherTabs?.addEventListener('message', onOtherTab);
	const known = await knownOwner();
	if (known && (await comeBack(known))) return;
	standing.isUnknown = true;
	const coming = await loadComing().catch(() => null);
	if (coming) await coming.findOut();
	// Without a connection at the very first start.
	else standing.state = 'signedOut';
}

/** What is only needed when somebody comes, goes or may have changed. */
const loadComing = () => import('./joining');

const guard = async (): Promise<void> => (await import('./locking')).guard();

const refresh = async (): Promise<void> => (await loadComing()).refreshSession();

/** What an office asks of a phone happens without its person's key. The page of the lock asks again. */
const askLocked = (): Promise<void> =>
	import('./locked-orders').then(
		(orders) => orders.askLocked(),
		() => undefined
	);

/** Opens what lies here for its person, or waits for them to unlock it. False where no key to it is on this phone. */
async function comeBack(known: Owner): Promise<boolean> {
	const keys = await loadKeys();
	const { id } = known.person;
	const ring = known.demo ? await keys.openKey(id) : await keys.ringState(id);
	if (ring === 'none') return false;
	const found = ring === 'locked' ? await askTabs(known) : ring;
	if (found) {
		await enter(known, found);
		void guard();
		void refresh();
	} else {
		standing.owner = known;
		standing.state = 'locked';
		void askLocked();
	}
	return true;
}

/** The key from another page. On a busy phone it may come when the lock is shown already, and opens it then. */
const askTabs = async (who: Owner): Promise<Opened | null> =>
	(await loadTabs()).askOtherTabs(who.person.id, (late) => {
		if (standing.state !== 'locked' || standing.owner?.person.id !== who.person.id) return;
		void enter(who, late).then(guard).then(refresh);
	});

/** Another tab of this browser has signed somebody in or out: this tab starts over as that person. */
function onOtherTab(message: MessageEvent<unknown>): void {
	if (message.data === (standing.owner?.person.id ?? null)) return;
	void stopSync().then(() => location.reload());
}
