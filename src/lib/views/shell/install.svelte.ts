/** Chromium's event before it would offer to install the app; not in TypeScript's DOM. */
interface InstallPromptEvent extends Event {
	prompt(): Promise<void>;
	readonly userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

let offer = $state.raw<InstallPromptEvent | null>(null);
let installed = $state(false);

/** Keeps the browser's offer for the page on which the person looks for it, instead of a bar in the middle of work. */
export function watchInstall(): void {
	addEventListener('beforeinstallprompt', (event) => {
		event.preventDefault();
		offer = event as InstallPromptEvent;
	});
	addEventListener('appinstalled', () => {
		offer = null;
		installed = true;
	});
}

/** How the app can be put on the home screen here: by a button, by Safari's share menu, by the browser's menu; or it is. */
export function installWay(): 'installed' | 'button' | 'ios' | 'menu' {
	if (installed || matchMedia('(display-mode: standalone)').matches) return 'installed';
	if (offer) return 'button';
	return /iPhone|iPad|iPod/.test(navigator.userAgent) ? 'ios' : 'menu';
}

/** Asks the browser to install; only while `installWay()` says `button`. */
export async function install(): Promise<void> {
	const asked = offer;
	if (!asked) return;
	await asked.prompt();
	const { outcome } = await asked.userChoice;
	if (outcome === 'accepted') installed = true;
	offer = null;
}
