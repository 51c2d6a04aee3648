/**
 * What a stopping server waits for, ms. `arriving`: for requests that are still on their way; `accepted`: for the
 * answers to those that have arrived whole; `engine`: for the engine to close its database afterwards.
 */
export const grace = { arriving: 1_500, accepted: 6_000, engine: 8_000 };

/** A socket's name; a TLS socket and the one below it have the same. */
const nameOf = (socket) => `${socket.remoteAddress} ${socket.remotePort}`;

/**
 * Follows a server's connections from now on. Answers `{stop}`, which frees the port at once and calls back when the
 * last connection is gone: idle ones are closed, those whose request does not arrive in time are cut, and one whose
 * request has arrived whole is given the time to be answered.
 */
export function followConnections(server, { arriving, accepted } = grace) {
	const sockets = new Map();
	const requests = new Set();
	server.on('connection', (socket) => {
		const name = nameOf(socket);
		sockets.set(name, socket);
		socket.once('close', () => sockets.delete(name));
	});
	server.on('request', (request, response) => {
		requests.add(request);
		response.once('close', () => requests.delete(request));
	});

	/** Ends every connection that has no whole request under way. */
	function cut() {
		const working = new Set();
		for (const request of requests) if (request.complete) working.add(nameOf(request.socket));
		for (const [name, socket] of sockets) if (!working.has(name)) socket.destroy();
	}

	return {
		stop(onEnd) {
			server.close(onEnd);
			// A connection whose answer was on its way becomes idle a moment later.
			setInterval(() => server.closeIdleConnections(), 20).unref();
			setTimeout(() => setInterval(cut, 20).unref(), arriving).unref();
			setTimeout(() => sockets.forEach((socket) => socket.destroy()), accepted).unref();
		}
	};
}
