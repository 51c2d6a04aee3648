import { createHash, randomBytes } from 'node:crypto';

/** A fresh secret for a link: 256 random bits, base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/**
 * What the database keeps of a token or of a login typed in. Plain SHA-256 is enough for tokens, since 256 random bits
 * cannot be guessed; looking a row up by it also takes the comparison out of the attacker's clock.
 */
export const fingerprint = (text: string): string =>
	createHash('sha256').update(text, 'utf8').digest('hex');
