import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { hexIn, hexOf } from '$lib/domain/slip/code';
import type { ServerKey } from '$lib/domain/slip/schema';
import { makePair } from '$lib/protocol/signing';
import { createSealer } from '../auth/seal';
import type { Tables } from '../db/tables';

/**
 * The server's keys. The private half lies in the database, sealed under the installation's secret, which does not: whoever
 * has a copy of the database vouches for no phone. Public halves stay for good, since receipts are looked at years later.
 */

/** To whom the private half is sealed: not to a person. */
const sealedTo = 'slip key';

/** A key that the server signs with. */
export interface ServerSigner {
	id: string;
	privateKey: Uint8Array<ArrayBuffer>;
}

/** All public keys, the newest first. */
export async function publicKeys(db: Kysely<Tables>): Promise<ServerKey[]> {
	const rows = await db
		.selectFrom('slip_keys')
		.select(['id', 'public_key'])
		.orderBy('made_at', 'desc')
		.orderBy('id')
		.execute();
	return rows.map((row) => ({ id: row.id, publicKey: row.public_key }));
}

/**
 * The newest key that this installation's secret opens, or a new one: the first time, and after a database was put back
 * without the secret that belongs to it. Two servers that make one at the same moment both stay known.
 */
export async function signerOf(
	db: Kysely<Tables>,
	secret: string,
	now: number
): Promise<ServerSigner> {
	const sealer = createSealer(secret, 'linli slips');
	const rows = await db
		.selectFrom('slip_keys')
		.select(['id', 'sealed'])
		.orderBy('made_at', 'desc')
		.orderBy('id')
		.execute();
	for (const { id, sealed } of rows) {
		const clear = sealer.open(sealed, sealedTo);
		if (clear !== undefined) return { id, privateKey: hexIn(clear) };
	}
	const { privateKey, publicKey } = await makePair();
	const id = createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
	await db
		.insertInto('slip_keys')
		.values({
			id,
			public_key: hexOf(publicKey),
			sealed: sealer.seal(hexOf(privateKey), sealedTo),
			made_at: now
		})
		.execute();
	return { id, privateKey };
}
