import { describe, expect, test } from 'vitest';
import { routeClasses } from './allowance';
import { factorFrom, openGate, type Gate } from './gate';
import { addressOf, networkOf } from './network';
import { createPace } from './pace';
import { ProblemError } from './problem';

const clock = { now: 0 };
const freshGate = (factor?: number) =>
	openGate({ ...(factor ? { factor } : {}), pace: createPace(() => clock.now) });

interface By {
	person?: string;
	address?: string;
	length?: number;
}

const asked = (route: string | null, { person, address = '192.0.2.7', length = 0 }: By = {}) => ({
	request: new Request('http://linli.example/api', {
		headers: { 'content-length': String(length) }
	}),
	route: { id: route },
	locals: { person: person ? { personId: person, name: '' } : null },
	getClientAddress: () => address
});

const push = '/api/sync/push';

/** The status of one request; 200 for one that may pass. */
function statusOf(gate: Gate, route: string, by: By): number {
	const one = asked(route, by);
	return gate.slowDown(one, gate.checkForm(one))?.status ?? 200;
}

describe('the gate', () => {
	test('lets 2,000 devices behind one address push and pull within a minute, each for its own person', () => {
		const gate = freshGate();
		const met = new Set<number>();
		for (let device = 0; device < 2_000; device++) {
			clock.now += 30;
			const by = { person: `person ${device}` };
			for (const route of [push, '/api/sync/heads', ...Array<string>(20).fill('/api/sync/pull')])
				met.add(statusOf(gate, route, by));
		}
		expect([...met]).toEqual([200]);
	});

	test('lets forty devices of one person come back at the same moment', () => {
		const gate = freshGate();
		const met = Array.from({ length: 40 }, () => statusOf(gate, push, { person: 'p' }));
		expect(new Set(met)).toEqual(new Set([200]));
	});

	test('slows a person down wherever they are, says for how long, and nobody else', async () => {
		const gate = freshGate();
		let refused: Response | null = null;
		for (let i = 0; i < 5_000 && !refused; i++) {
			const one = asked(push, { person: 'p', address: `192.0.2.${i % 200}` });
			refused = gate.slowDown(one, gate.checkForm(one));
		}
		expect(refused?.status).toBe(429);
		const waitS = Number(refused!.headers.get('retry-after'));
		expect(waitS).toBeGreaterThanOrEqual(1);
		expect(await refused!.json()).toEqual({ code: 'busy', waitS });
		expect(statusOf(gate, push, { person: 'q' })).toBe(200);
		expect(statusOf(gate, '/api/sync/pull', { person: 'p' })).toBe(200);
		clock.now += 1_000;
		expect(statusOf(gate, push, { person: 'p' })).toBe(200);
	});

	test('slows guessing at sign-in down by address, under the code of guessing', async () => {
		const gate = freshGate();
		let refused: Response | null = null;
		let passed = -1;
		for (; !refused; passed++) {
			const one = asked('/api/sign-in');
			refused = gate.slowDown(one, gate.checkForm(one));
		}
		expect(passed).toBeLessThanOrEqual(1_000);
		// Said as by a login that waits (auth/tries.ts), so that the page has one sentence for both.
		const waitS = Number(refused.headers.get('retry-after'));
		expect(await refused.json()).toEqual({ code: 'tooManyTries', waitS });
		expect(statusOf(gate, '/api/sign-in', { address: '192.0.2.8' })).toBe(200);
		// Whoever is signed in at that address does not notice.
		expect(statusOf(gate, push, { person: 'p' })).toBe(200);
	});

	test('refuses a body longer than its kind of route takes, and a route that it does not know', () => {
		const gate = freshGate();
		const codeOf = (work: () => unknown) => {
			try {
				work();
				return 'passed';
			} catch (error) {
				return (error as ProblemError).code;
			}
		};
		expect(codeOf(() => gate.checkForm(asked('/api/sign-in', { length: 4_001 })))).toBe('tooLarge');
		expect(codeOf(() => gate.checkForm(asked('/api/sign-in', { length: 4_000 })))).toBe('passed');
		expect(codeOf(() => gate.checkForm(asked('/api/nowhere')))).toBe('notFound');
		expect(codeOf(() => gate.checkForm(asked(null)))).toBe('notFound');
	});

	test('knows every route of the API, and none that is not there', () => {
		const files = Object.keys(import.meta.glob('../../../routes/api/**/+server.ts'));
		const routes = files.map((file) => file.slice('../../../routes'.length, -'/+server.ts'.length));
		expect(routes.length).toBeGreaterThan(35);
		expect(Object.keys(routeClasses).sort()).toEqual(routes.sort());
	});

	test('is stretched by a number above zero only', () => {
		expect(factorFrom({ LINLI_RATE_FACTOR: '2.5' })).toBe(2.5);
		for (const text of [undefined, '', '0', '-1', 'off', 'Infinity', 'NaN'])
			expect(factorFrom({ LINLI_RATE_FACTOR: text })).toBe(1);
	});
});

describe('an address', () => {
	test('counts as the line that it belongs to', () => {
		expect(networkOf('192.0.2.7')).toBe('192.0.2.7');
		expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
		expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2');
		expect(networkOf('2001:db8:1:2::1')).toBe('2001:db8:1:2');
		expect(networkOf('2001:0db8:0001:0002::9%eth0')).toBe('2001:db8:1:2');
		expect(networkOf('::1')).toBe('0:0:0:0');
		expect(networkOf('fe80::')).toBe('fe80:0:0:0');
		for (const text of ['', 'unknown', '192.0.2', '1:2:3', 'x'.repeat(9_000)])
			expect(networkOf(text)).toBe('unknown');
	});

	test('that the proxy was to name and did not is a refusal, not a failure', () => {
		const event = {
			getClientAddress: () => {
				throw new Error('Address header was specified');
			}
		};
		expect(() => addressOf(event)).toThrow(ProblemError);
	});
});
