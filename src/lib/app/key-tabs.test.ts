import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keyBytes } from '$lib/store/cipher';
import { bridgeKeys, keyChannelName, type Farewell, type KeyWord } from './key-bridge';
import { askOtherTabs, shareKey, whenLockedElsewhere } from './key-tabs';

const me = '018f3a5e-0000-7000-8000-000000000001';
const key = new Uint8Array(keyBytes).fill(7);

/** Another page of the same browser. */
let other: BroadcastChannel;
let heard: KeyWord[] = [];

beforeEach(() => {
	vi.stubGlobal('addEventListener', () => undefined);
	vi.stubGlobal('removeEventListener', () => undefined);
	heard = [];
	other = new BroadcastChannel(keyChannelName);
	other.addEventListener('message', ({ data }: MessageEvent<KeyWord>) => heard.push(data));
});
afterEach(() => {
	other.close();
	vi.unstubAllGlobals();
});

const keysHeard = () => heard.filter((word) => 'key' in word);
const settled = () => new Promise((done) => setTimeout(done, 50));

test('a page that opens while another waits for a key is asked again, and gives it', async () => {
	const late = new Promise((found) => {
		void askOtherTabs(me, found).then((atOnce) => expect(atOnce).toBeNull());
	});
	// Whoever could answer was not open at the first asking.
	await vi.waitFor(() => expect(heard).toContainEqual({ ask: me }));
	await vi.waitFor(() => expect(heard.filter((word) => 'ask' in word).length).toBeGreaterThan(1));
	other.postMessage({ key, of: me } satisfies KeyWord);
	expect(await late).toMatchObject({ key });
	const asked = heard.length;
	await new Promise((done) => setTimeout(done, 600));
	expect(heard).toHaveLength(asked);
});

test('an open page gives its key to whoever asks for its person, and to nobody else', async () => {
	shareKey(me, () => key);
	other.postMessage({ ask: 'somebody else' } satisfies KeyWord);
	await settled();
	expect(keysHeard()).toEqual([]);
	other.postMessage({ ask: me } satisfies KeyWord);
	await vi.waitFor(() => expect(keysHeard()).toEqual([{ key, of: me }]));
});

test('a page that was locked by another before it watched for that gives no key, and is told', async () => {
	shareKey(me, () => key);
	other.postMessage({ lock: me } satisfies KeyWord);
	await settled();
	other.postMessage({ ask: me } satisfies KeyWord);
	await settled();
	expect(keysHeard()).toEqual([]);
	const tell = vi.fn();
	whenLockedElsewhere(tell);
	expect(tell).toHaveBeenCalledOnce();
});

test('a page is told when another locks its person, and not when it locks somebody else', async () => {
	const tell = vi.fn();
	shareKey(me, () => key);
	whenLockedElsewhere(tell);
	other.postMessage({ lock: 'somebody else' } satisfies KeyWord);
	await settled();
	expect(tell).not.toHaveBeenCalled();
	other.postMessage({ lock: me } satisfies KeyWord);
	await vi.waitFor(() => expect(tell).toHaveBeenCalledOnce());
});

test('the service worker hands on the key of a page that has gone, to one that goes again as well, until somebody locks', async () => {
	let hear: (event: { data: unknown }) => void = () => undefined;
	bridgeKeys({ addEventListener: (_, listener) => (hear = listener) });
	hear({ data: { type: 'KEEP_KEY', key: key.slice(), of: me } satisfies Farewell });
	for (let n = 1; n <= 2; n++) {
		other.postMessage({ ask: me } satisfies KeyWord);
		await vi.waitFor(() => expect(keysHeard()).toHaveLength(n));
	}
	other.postMessage({ lock: me } satisfies KeyWord);
	await settled();
	other.postMessage({ ask: me } satisfies KeyWord);
	await settled();
	expect(keysHeard()).toHaveLength(2);
});
