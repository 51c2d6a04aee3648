import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';

/**
 * Where a request came from, so that two lines can be told to come from one place or from two, while nobody who reads
 * the trail, or finds a copy of the database, learns the address: its HMAC under the installation's secret, cut to 48
 * bits. Of an IPv6 address only the network counts, since devices change the rest by themselves.
 */
export function originOf(address: string, secret: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
	return createHmac('sha256', secret)
		.update(`audit origin ${isIPv6(plain) ? networkOf(plain) : plain}`)
		.digest('hex')
		.slice(0, 12);
}

/** The first 64 bits of an IPv6 address, written out. */
function networkOf(address: string): string {
	const [head = '', tail] = address.toLowerCase().split('::');
	const first = head === '' ? [] : head.split(':');
	const last = tail ? tail.split(':') : [];
	const gap = tail === undefined ? [] : Array<string>(8 - first.length - last.length).fill('0');
	return [...first, ...gap, ...last]
		.slice(0, 4)
		.map((part) => parseInt(part, 16).toString(16))
		.join(':');
}
