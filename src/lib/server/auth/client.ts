/** Who asks, as far as sign-in must know; plain data that can cross a thread. */
export interface Client {
	/** The request's whole Cookie header. */
	cookie: string | null;
	/** Whether the browser talks https to us; then the cookie is `Secure`. */
	secure: boolean;
	/** The address that failures are counted by; never stored in the clear. */
	address: string;
}

/** An answer that opens or ends a session: `cookies` are the values of its Set-Cookie headers. */
export interface WithCookies<T> {
	value: T;
	cookies: string[];
}

/** The client behind a request. The browser's Origin tells https from http truly; behind a proxy our own side may not. */
export const clientOf = (event: { request: Request; getClientAddress: () => string }): Client => ({
	cookie: event.request.headers.get('cookie'),
	secure: event.request.headers.get('origin')?.startsWith('https:') ?? false,
	address: event.getClientAddress()
});
