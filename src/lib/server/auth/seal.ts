import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Seals small secrets for the database, each to the person it belongs to. */
export interface Sealer {
	seal(clear: string, personId: string): string;
	/** Undefined for what was not sealed by this installation's secret to this person. */
	open(sealed: string, personId: string): string | undefined;
}

/**
 * AES-256-GCM under a key of its own, derived (HKDF-SHA-256) from the installation's secret, which is not in the
 * database, another one for each purpose. The person stands in the authenticated data, so that a line copied to somebody else's name opens nothing.
 */
export function createSealer(secret: string, purpose = 'linli second factor'): Sealer {
	const key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
	return {
		seal(clear, personId) {
			const nonce = randomBytes(12);
			const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(personId));
			const body = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()]);
			return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
		},
		open(sealed, personId) {
			const all = Buffer.from(sealed, 'base64url');
			if (all.length < 28) return undefined;
			const decipher = createDecipheriv('aes-256-gcm', key, all.subarray(0, 12))
				.setAAD(Buffer.from(personId))
				.setAuthTag(all.subarray(12, 28));
			try {
				return decipher.update(all.subarray(28), undefined, 'utf8') + decipher.final('utf8');
			} catch {
				// The tag does not fit: another installation's secret, another person, or a changed byte.
				return undefined;
			}
		}
	};
}
