import { keyChannelName, type Farewell, type KeyWord } from './key-bridge';
import { openedBy, type Opened } from './keys';

/** One key for all pages of a browser: whoever opens a second tab, or loads a page anew, is not asked again. */

/**
 * How long a page that starts shows nothing while it waits for another's answer; how often it asks again, since whoever
 * could answer may itself be starting; and for how long an answer may still come, ms.
 */
const [answerMs, askAgainMs, latestMs] = [250, 250, 5_000];

const channel =
	typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(keyChannelName);

const say = (word: KeyWord): void => channel?.postMessage(word);

/**
 * The key from a page in which this person's phone is open, or was a moment ago; null when there is none so far. One that
 * comes later is given to `onLate`.
 */
export function askOtherTabs(
	personId: string,
	onLate?: (opened: Opened) => void
): Promise<Opened | null> {
	if (!channel) return Promise.resolve(null);
	return new Promise((resolve) => {
		let take = (found: Opened) => resolve(found);
		const ask = () => say({ ask: personId });
		const asking = setInterval(ask, askAgainMs);
		const end = () => {
			clearInterval(asking);
			channel.removeEventListener('message', hear);
		};
		const hear = ({ data }: MessageEvent<KeyWord>) => {
			if (!('key' in data) || data.of !== personId) return;
			end();
			take(openedBy(data.key));
		};
		setTimeout(() => {
			take = onLate ?? (() => undefined);
			resolve(null);
		}, answerMs);
		setTimeout(end, latestMs);
		channel.addEventListener('message', hear);
		ask();
	});
}

let forget: () => void = () => undefined;
let hasHeardLock = false;
let onLock: () => void = () => undefined;

/**
 * From now on other pages get the key from this one as long as `keyNow` has it, also for a moment after it has gone. Before
 * the page shows that it is open, or one that is loaded anew at once would find itself locked.
 */
export function shareKey(personId: string, keyNow: () => Uint8Array | null): void {
	forget();
	[hasHeardLock, onLock] = [false, () => undefined];
	const hear = ({ data }: MessageEvent<KeyWord>) => {
		if ('lock' in data && data.lock === personId) {
			hasHeardLock = true;
			onLock();
		}
		const key = 'ask' in data && data.ask === personId && !hasHeardLock ? keyNow() : null;
		if (key) say({ key, of: personId });
	};
	const leave = () => {
		const key = hasHeardLock ? null : keyNow();
		const word: Farewell | null = key && { type: 'KEEP_KEY', key, of: personId };
		if (word) navigator.serviceWorker?.controller?.postMessage(word);
	};
	channel?.addEventListener('message', hear);
	addEventListener('pagehide', leave);
	forget = () => {
		channel?.removeEventListener('message', hear);
		removeEventListener('pagehide', leave);
	};
}

/** Tells when another page locks this person's phone, or has done so since this one shares the key. */
export function whenLockedElsewhere(tell: () => void): void {
	onLock = tell;
	if (hasHeardLock) tell();
}

/** Locks this person's phone in all other pages. */
export const lockOtherTabs = (personId: string): void => say({ lock: personId });
