import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Counter, Gauge, Histogram, register, type Metric } from 'prom-client';
import type { Engine } from '../engine/engine';

// What Prometheus is told; src/launch/metrics.mjs serves the same register. Labels are patterns of routes, names of
// methods and codes: never an address, an id or a word of anybody's.

/** Under `vite dev` this module is loaded again at every change, the register is not. */
function once<T extends Metric>(name: string, make: () => T): T {
	return (register.getSingleMetric(name) as T | undefined) ?? make();
}

const requests = once(
	'linli_requests_total',
	() =>
		new Counter({
			name: 'linli_requests_total',
			help: 'Requests answered, by pattern of the route and by status.',
			labelNames: ['route', 'method', 'status']
		})
);

const durations = once(
	'linli_request_seconds',
	() =>
		new Histogram({
			name: 'linli_request_seconds',
			help: 'From a request to its answer, seconds.',
			labelNames: ['route'],
			buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
		})
);

const pushes = once(
	'linli_push_operations',
	() =>
		new Histogram({
			name: 'linli_push_operations',
			help: 'Operations in one push.',
			buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500]
		})
);

const waiting = once(
	'linli_engine_calls',
	() =>
		new Gauge({
			name: 'linli_engine_calls',
			help: 'Calls that wait for the database or are at work in it, by method.',
			labelNames: ['method']
		})
);

const errors = once(
	'linli_errors_total',
	() =>
		new Counter({
			name: 'linli_errors_total',
			help: 'Errors that no rule foresaw: of the database, or others.',
			labelNames: ['kind']
		})
);

/** Counts one answered request. `route` is its pattern. */
export function countRequest(route: string, method: string, status: number, seconds: number): void {
	requests.inc({ route, method, status });
	durations.observe({ route }, seconds);
}

/** Counts one error that no rule foresaw. */
export const countError = (kind: 'database' | 'other'): void => errors.inc({ kind });

/** The same engine; its calls are counted while they are under way, and its pushes measured. */
export function countCalls(engine: Engine): Engine {
	const methods = engine as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
	const counted = Object.entries(methods).map(([method, call]) => [
		method,
		async (...args: unknown[]) => {
			const { operations } = (args[1] ?? {}) as { operations?: unknown };
			if (method === 'push' && Array.isArray(operations)) pushes.observe(operations.length);
			waiting.inc({ method });
			try {
				return await call(...args);
			} finally {
				waiting.dec({ method });
			}
		}
	]);
	return Object.fromEntries(counted) as unknown as Engine;
}

/** Tells how many bytes of photos have come that are not whole yet; `data` is the data folder. */
export function watchUploads(data: string): void {
	once(
		'linli_photo_bytes_unfinished',
		() =>
			new Gauge({
				name: 'linli_photo_bytes_unfinished',
				help: 'Bytes of photos whose upload has begun and not ended.',
				async collect() {
					this.set(await bytesIn(join(data, 'uploads')));
				}
			})
	);
}

async function bytesIn(folder: string): Promise<number> {
	const sizes = await Promise.all(
		(await readdir(folder).catch(() => [])).map((name) =>
			// One that ends meanwhile is no longer unfinished.
			stat(join(folder, name)).then(
				({ size }) => size,
				() => 0
			)
		)
	);
	return sizes.reduce((sum, size) => sum + size, 0);
}
