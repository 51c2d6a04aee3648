import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

/**
 * How long a server waits for others, ms. `headers`: from a connection's first byte to the end of the headers;
 * `request`: to the end of the body, which fits 20 MB of spreadsheet over one megabit; `idle`: between two requests of
 * one connection, longer than proxies wait (60 s), so that it is they who close; `check`: how often the first two are
 * looked at; `handshake`: for TLS to begin.
 */
export const patience = {
	headers: 15_000,
	request: 180_000,
	idle: 65_000,
	check: 3_000,
	handshake: 15_000
};

/** A server, over TLS with `secure` (as `https.createServer` takes it), that does not wait for ever. */
export function createPatientServer(
	secure,
	answer,
	{ headers, request, idle, check, handshake } = patience
) {
	const limits = {
		headersTimeout: headers,
		requestTimeout: request,
		keepAliveTimeout: idle,
		connectionsCheckingInterval: check
	};
	if (!secure) return createServer(limits, answer);
	return createTlsServer({ ...limits, ...secure, handshakeTimeout: handshake }, answer);
}
