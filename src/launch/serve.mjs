// Serves the build. adapter-node's own `build/index.js` takes every plain request for an https one unless it is given
// one fixed ORIGIN, and then only that one address would work. Here the address is the one the browser asked for.
import { watchFile } from 'node:fs';
import pino from 'pino';
import { headersFor } from './headers.mjs';
import { serveMetrics } from './metrics.mjs';
import { createPatientServer } from './patience.mjs';
import { followConnections, grace } from './stop-gently.mjs';
import { checkIsSecure, readTls } from './tls-files.mjs';

const { HOST: host = '127.0.0.1', PORT: port = '3000' } = process.env;
const { LINLI_TLS_CERT: cert = '', LINLI_TLS_KEY: key = '' } = process.env;
const tls = cert && key ? { cert, key } : undefined;

const giveUp = (error) => {
	process.stderr.write(`${error.message}\n`);
	process.exit(error.exitCode ?? (error.code === 'EADDRINUSE' ? 2 : 1));
};
// A container or a unit starts this file without the launcher.
try {
	checkIsSecure(host, tls, process.env);
} catch (error) {
	giveUp(error);
}

const protocolHeader = 'x-linli-protocol';
const isPlain = !process.env.ORIGIN && !process.env.PROTOCOL_HEADER;
if (isPlain) process.env.PROTOCOL_HEADER = protocolHeader;

const logger = pino({ base: null });
const log = (msg, more = {}) => logger.info(more, msg);

const { handler } = await import('../../build/handler.js');

const headers = headersFor({
	isTls: Boolean(tls) || (process.env.ORIGIN?.startsWith('https:') ?? false)
});

const server = createPatientServer(tls && readTls(tls), answer);
const connections = followConnections(server);

function answer(request, response) {
	response.setHeaders(headers);
	// A file that an update has taken away is missing to whoever asks for it, and not the end of this server.
	response.on('pipe', (file) => file.once('error', () => response.destroy()));
	// Or a browser would keep its connection, and this process, for the next request.
	if (isStopping) response.setHeader('connection', 'close');
	if (isPlain) request.headers[protocolHeader] = tls ? 'https' : 'http'; // whatever the client claims
	handler(request, response, () => {
		response.statusCode = 404;
		response.end();
	});
}

/** How often to look whether the certificate was renewed, ms; what runs out is renewed weeks before. */
const renewalMs = 60_000;

/** Takes a renewed certificate on. Until both files fit each other the old one stays. */
function renew() {
	try {
		server.setSecureContext(readTls(tls));
		log('certificate renewed');
	} catch (error) {
		log('certificate not renewed', { reason: error.message });
	}
}
if (tls) {
	for (const file of Object.values(tls)) watchFile(file, { interval: renewalMs }, renew).unref();
	process.on('SIGHUP', renew);
}

let isStopping = false;

/** Says at once that this server is not ready, lets accepted requests finish, then tells the engine, which closes its database. */
function stop(reason) {
	if (isStopping) return;
	isStopping = true;
	log('stopping', { reason });
	process.emit('linli:stopping');
	connections.stop(() => {
		// Kit's name for it: whoever holds something open listens and lets go.
		process.emit('sveltekit:shutdown', reason);
		setTimeout(() => process.exit(0), grace.engine).unref();
		process.channel?.unref(); // or the launcher's channel alone would keep this process
	});
}

process.on('SIGTERM', () => stop('SIGTERM'));
process.on('SIGINT', () => stop('SIGINT'));
// The launcher is gone, perhaps killed: nobody is left who could stop this server.
process.on('disconnect', () => stop('disconnect'));

const { LINLI_METRICS_PORT: metricsPort, LINLI_METRICS_HOST: metricsHost = '127.0.0.1' } =
	process.env;
if (metricsPort)
	serveMetrics(server, { host: metricsHost, port: Number(metricsPort) }).then(
		(port) => log('metrics', { host: metricsHost, port }),
		giveUp
	);

server.once('error', giveUp);
server.listen({ host, port: Number(port) }, () => {
	// Port 0 lets the system choose one. The launcher hears of it here, and so knows whose answer it gets there.
	const listening = { host, port: server.address().port };
	log('listening', listening);
	process.send?.({ listening });
});
