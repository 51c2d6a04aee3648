import { get as read, set as write } from 'idb-keyval';
import type { ServerKey } from '$lib/domain/slip/schema';
import { SlipKeysReply } from '$lib/protocol/slip';
import { get } from './remote';

/**
 * The server's public keys on this phone, by which receipts are checked without signal. They are nobody's secret and lie
 * outside of any person's database, so that a locked phone, and one without an account, checks as well.
 */
interface KeptKeys {
	keys: ServerKey[];
	/** Epoch ms by the phone's clock. */
	at: number;
}

const keptKey = 'linli-slip-keys';

/** Asked for again after so long, ms: a server makes another key once in years. */
const freshMs = 7 * 86_400_000;

const kept = (): Promise<KeptKeys | undefined> =>
	read<KeptKeys>(keptKey).catch(
		// A disk that does not answer knows no keys.
		() => undefined
	);

/** Keeps what the server has just said. */
export const keepServerKeys = (keys: ServerKey[], now = Date.now()): Promise<void> =>
	write(keptKey, { keys, at: now } satisfies KeptKeys).catch(
		// A full disk: they are asked for the next time.
		() => undefined
	);

/** The keys that are here; none on a phone that never asked. */
export const serverKeysHere = async (): Promise<ServerKey[]> => (await kept())?.keys ?? [];

/** Asks the server; undefined when it does not answer. */
export async function askServerKeys(): Promise<ServerKey[] | undefined> {
	const answer = await get('/api/slips/keys', SlipKeysReply);
	if (!answer.ok) return undefined;
	await keepServerKeys(answer.value.keys);
	return answer.value.keys;
}

/** Asks where what is here is old, so that whoever goes out without signal has them. */
export async function freshenServerKeys(now: number): Promise<void> {
	const here = await kept();
	// A clock that was ahead must not keep them for years.
	if (!here || Math.abs(now - here.at) > freshMs) await askServerKeys();
}
