import { createServer } from 'node:http';
import { collectDefaultMetrics, Gauge, register } from 'prom-client';

/**
 * Figures for Prometheus on a port of their own, never on the one that people use. The build counts in the same
 * register (src/lib/server/http/metrics.ts). Resolves to the port; rejects when it cannot be had.
 */
export function serveMetrics(server, { host, port }) {
	collectDefaultMetrics();
	new Gauge({
		name: 'linli_connections_open',
		help: 'Connections to the server that are open.',
		async collect() {
			this.set(await new Promise((done) => server.getConnections((_, count) => done(count ?? 0))));
		}
	});
	const listener = createServer(async (request, response) => {
		try {
			if (request.url !== '/metrics' || request.method !== 'GET') {
				response.writeHead(404).end();
				return;
			}
			const text = await register.metrics();
			response.writeHead(200, { 'content-type': register.contentType }).end(text);
		} catch (error) {
			response.writeHead(500).end();
			process.stderr.write(`metrics: ${error.message}\n`);
		}
	});
	return new Promise((done, failed) => {
		listener.once('error', failed);
		listener.listen({ host, port }, () => {
			// It alone does not keep the process.
			listener.unref();
			done(listener.address().port);
		});
	});
}
