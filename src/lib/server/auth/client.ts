import { cameOverHttps } from './cookies';
import { deviceKind } from './device-kind';

/** Who asks, as far as sign-in must know; plain data that can cross a thread. */
export interface Client {
	/** The request's whole Cookie header. */
	cookie: string | null;
	/** Where the page came from, as the rest of the server knows it: `https://host`. */
	origin: string;
	/** Whether the browser talks https to us; then the cookie is `Secure`. */
	secure: boolean;
	/** The address that failures are counted by; never stored in the clear. */
	address: string;
	/** See `deviceKind`. */
	kind: string;
}

/** An answer that opens or ends a session: `cookies` are the values of its Set-Cookie headers. */
export interface WithCookies<T> {
	value: T;
	cookies: string[];
}

/**
 * The client behind a request. The browser's Origin tells https from http truly, where it is sent; behind a proxy our
 * own side may not know. A cookie that browsers only send over https tells as well.
 */
export function clientOf(event: {
	request: Request;
	url: URL;
	getClientAddress: () => string;
}): Client {
	const { headers } = event.request;
	const cookie = headers.get('cookie');
	return {
		cookie,
		origin: event.url.origin,
		secure:
			(headers.get('origin')?.startsWith('https:') ?? false) ||
			event.url.protocol === 'https:' ||
			cameOverHttps(cookie),
		address: event.getClientAddress(),
		kind: deviceKind(headers.get('user-agent'))
	};
}
