import pino from 'pino';

// Says what went wrong, never about whom: no body, no address with ids, no cookie.
const logger = pino({ base: null });

/** Notes an error that no rule foresaw, with the route's pattern (not the address) when there is one. */
export function logError(error: unknown, where: { method?: string; route?: string } = {}): void {
	const { name, message, stack, code } = describe(error);
	logger.error({ ...where, name, code, stack }, message);
}

// Database errors carry the values of the row in `detail` and sometimes in their message: the code says enough.
function describe(error: unknown): {
	name: string;
	message: string;
	stack?: string;
	code?: string;
} {
	if (!(error instanceof Error)) return { name: typeof error, message: 'not an error' };
	const code = (error as { code?: unknown }).code;
	const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at '));
	const isDatabase = typeof code === 'string' && /^([0-9A-Z]{5}|SQLITE_\w+)$/.test(code);
	return {
		name: error.name,
		message: isDatabase ? `database error ${code}` : error.message.slice(0, 300),
		stack: frames?.slice(0, 12).join('\n'),
		...(typeof code === 'string' ? { code } : {})
	};
}
