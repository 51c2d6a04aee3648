import pino from 'pino';
import { countError } from './metrics';
import { createPace } from './pace';

// Says what went wrong, never about whom: no body, no address with ids, no cookie.
const logger = pino({ base: null });

/** Notes an error that no rule foresaw, with the route's pattern (not the address) when there is one. */
export function logError(error: unknown, where: { method?: string; route?: string } = {}): void {
	const { name, message, stack, code, isDatabase } = describe(error);
	countError(isDatabase ? 'database' : 'other');
	logger.error({ ...where, name, code, stack }, message);
}

// Database errors carry the values of the row in `detail` and sometimes in their message: the code says enough.
function describe(error: unknown): {
	name: string;
	message: string;
	stack?: string;
	code?: string;
	isDatabase: boolean;
} {
	if (!(error instanceof Error))
		return { name: typeof error, message: 'not an error', isDatabase: false };
	const code = (error as { code?: unknown }).code;
	const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at '));
	const isDatabase = typeof code === 'string' && /^([0-9A-Z]{5}|SQLITE_\w+)$/.test(code);
	return {
		name: error.name,
		isDatabase,
		message: isDatabase ? `database error ${code}` : error.message.slice(0, 300),
		stack: frames?.slice(0, 12).join('\n'),
		...(typeof code === 'string' ? { code } : {})
	};
}

/** Statuses that tell of somebody at a closed door, and of trouble. */
const isNotable = (status: number) =>
	status === 403 || status === 413 || status === 429 || status >= 500;
/** An answer that took longer is worth a line, ms. */
const slowMs = 2_000;
/** Lines about one kind of answer: a flood of requests must not become a flood of lines. */
const lines = createPace(() => performance.now(), 1_000);

/** Notes an answer that was refused at the door, failed or took long; the figures count all of them. */
export function logAnswer(route: string, method: string, status: number, ms: number): void {
	if (!isNotable(status) && ms < slowMs) return;
	if (lines.take(`${route} ${method} ${status}`, { burst: 20, perSecond: 0.2 }) > 0) return;
	logger.warn({ route, method, status, ms: Math.round(ms) }, 'answer');
}
