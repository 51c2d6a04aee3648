import { expect, test } from 'vitest';
import { demoFrom } from './setting';

test.each([
	[undefined, false],
	['', false],
	['0', false],
	['false', false],
	['1', 'full'],
	['true', 'full'],
	['full', 'full'],
	['small', 'small']
] as const)('LINLI_DEMO=%s means %s', (given, demo) => expect(demoFrom(given)).toBe(demo));

test.each(['smal', 'Small', ' small', 'yes', '2', 'constructor'])(
	'LINLI_DEMO=%s starts neither a demonstration nor a register of real people',
	(given) => expect(() => demoFrom(given)).toThrow('LINLI_DEMO')
);
