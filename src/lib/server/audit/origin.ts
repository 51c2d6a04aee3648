import { createHmac } from 'node:crypto';
import { networkOf } from '../http/network';

/**
 * Where a request came from, so that two lines can be told to come from one place or from two, while nobody who reads
 * the trail, or finds a copy of the database, learns the address: its HMAC under the installation's secret, cut to 48
 * bits. Of an IPv6 address only the network counts, since devices change the rest by themselves.
 */
export const originOf = (address: string, secret: string): string =>
	createHmac('sha256', secret)
		.update(`audit origin ${networkOf(address)}`)
		.digest('hex')
		.slice(0, 12);
