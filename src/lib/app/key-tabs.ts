import { keyChannelName, type Farewell, type KeyWord } from './key-bridge';
import { openedBy, type Opened } from './keys';

/** One key for all pages of a browser: whoever opens a second tab, or loads a page anew, is not asked again. */

/** How long a page that starts shows nothing while it waits for another's answer, and for how long one may still come, ms. */
const [answerMs, latestMs] = [250, 5_000];

const channel =
	typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(keyChannelName);

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
		const hear = ({ data }: MessageEvent<KeyWord>) => {
			if (!('key' in data) || data.of !== personId) return;
			channel.removeEventListener('message', hear);
			take(openedBy(data.key));
		};
		setTimeout(() => {
			take = onLate ?? (() => undefined);
			resolve(null);
		}, answerMs);
		setTimeout(() => channel.removeEventListener('message', hear), latestMs);
		channel.addEventListener('message', hear);
		channel.postMessage({ ask: personId } satisfies KeyWord);
	});
}

let forget: () => void = () => undefined;

/**
 * From now on other pages get the key from this one as long as `keyNow` has it, also for a moment after it has gone, and
 * this one is told when they are locked.
 */
export function answerOtherTabs(
	personId: string,
	keyNow: () => Uint8Array | null,
	onLock: () => void
): void {
	forget();
	const hear = ({ data }: MessageEvent<KeyWord>) => {
		if ('lock' in data && data.lock === personId) onLock();
		const key = 'ask' in data && data.ask === personId ? keyNow() : null;
		if (key) channel?.postMessage({ key, of: personId } satisfies KeyWord);
	};
	const leave = () => {
		const key = keyNow();
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

/** Locks this person's phone in all other pages. */
export const lockOtherTabs = (personId: string): void =>
	channel?.postMessage({ lock: personId } satisfies KeyWord);
