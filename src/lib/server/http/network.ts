import { isIPv4, isIPv6 } from 'node:net';
import { ProblemError } from './problem';

/**
 * Whose line an address is: an IPv4 address itself, of IPv6 the first half, since every household has all addresses of
 * the second. What is neither counts together, so that nobody escapes by inventing one.
 */
export function networkOf(address: string): string {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
	if (isIPv4(mapped ?? address)) return mapped ?? address;
	const [plain = ''] = address.split('%');
	if (!isIPv6(plain)) return 'unknown';
	const [left = '', right] = plain.split('::');
	const before = left.split(':').filter(Boolean);
	const after = (right ?? '').split(':').filter(Boolean);
	const zeros = right === undefined ? 0 : 8 - before.length - after.length;
	const groups = [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after];
	return groups
		.slice(0, 4)
		.map((group) => Number.parseInt(group, 16).toString(16))
		.join(':');
}

/**
 * The asker's address, by ADDRESS_HEADER and XFF_DEPTH behind a proxy. Throws `malformed` (400) with the field `address`
 * when the request did not come through the proxy that they describe.
 */
export function addressOf(event: { getClientAddress(): string }): string {
	try {
		return event.getClientAddress();
	} catch {
		throw new ProblemError(400, 'malformed', 'address');
	}
}
