/** Over this channel the open pages of one browser, and its service worker, tell each other of keys. */
export const keyChannelName = 'linli-keys';

/** What is said there: a page that starts asks, one that is open answers, and whoever is locked locks the others. */
export type KeyWord = { ask: string } | { key: Uint8Array; of: string } | { lock: string };

/** What a page that goes leaves with the service worker: the key of this person. */
export interface Farewell {
	type: 'KEEP_KEY';
	key: Uint8Array;
	of: string;
}

/** For so long a page that went may come back, ms: a reload, a new version, a slip of the finger. */
export const bridgeMs = 20_000;

const isFarewell = (data: unknown): data is Farewell =>
	(data as Farewell | null)?.type === 'KEEP_KEY';

/** As much of a service worker as is needed. */
interface Worker {
	addEventListener(type: 'message', hear: (event: { data: unknown }) => void): void;
}

/**
 * The service worker's part: it answers for a page that has just gone. In memory alone, for `bridgeMs` at most (browsers
 * often end it earlier), and not after anybody has locked. More than once, since a page that got the key may go before it
 * can hand it on.
 */
export function bridgeKeys(worker: Worker): void {
	const channel = new BroadcastChannel(keyChannelName);
	let kept: (Farewell & { until: number }) | null = null;
	const forget = () => {
		kept?.key.fill(0);
		kept = null;
	};
	worker.addEventListener('message', ({ data }) => {
		if (!isFarewell(data)) return;
		forget();
		kept = { ...data, until: Date.now() + bridgeMs };
		setTimeout(() => {
			if (kept && kept.until <= Date.now()) forget();
		}, bridgeMs);
	});
	channel.addEventListener('message', ({ data }: MessageEvent<KeyWord>) => {
		if ('lock' in data) forget();
		if (!('ask' in data) || !kept || data.ask !== kept.of) return;
		if (kept.until > Date.now())
			channel.postMessage({ key: kept.key, of: kept.of } satisfies KeyWord);
	});
}
