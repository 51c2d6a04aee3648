import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import * as envelope from './envelope';

/** The shape of a schema as plain data: types, entries, limits and picklists, not the words of its messages. */
function shapeOf(schema: unknown): unknown {
	if (typeof schema !== 'object' || schema === null) return String(schema);
	const s = schema as Record<string, unknown>;
	if (Array.isArray(s.pipe))
		return (s.pipe as Record<string, unknown>[]).map((part, i) =>
			i === 0
				? shapeOf(part)
				: [part.type, typeof part.requirement === 'function' ? '' : String(part.requirement ?? '')]
		);
	if (s.entries) return Object.entries(s.entries as object).map(([key, e]) => [key, shapeOf(e)]);
	const inner = ['item', 'wrapped', 'key', 'value'].flatMap((key) =>
		s[key] ? [shapeOf(s[key])] : []
	);
	const parts = ((s.items ?? s.options ?? []) as unknown[]).map(shapeOf);
	return [s.type, s.literal ?? '', ...inner, ...parts];
}

test('the shape on the wire changes only together with the protocol version', () => {
	const schemas = Object.entries(envelope).filter(
		([, value]) => typeof value === 'object' && value !== null && 'kind' in value
	);
	const shape = JSON.stringify(
		schemas.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, s]) => [k, shapeOf(s)])
	);
	const print = createHash('sha256').update(shape).digest('hex').slice(0, 16);
	expect({ version: envelope.protocolVersion, print }).toEqual({
		version: 1,
		print: 'e803cd658e2e6720'
	});
	expect(v.is(envelope.PushRequest, {})).toBe(false);
});
