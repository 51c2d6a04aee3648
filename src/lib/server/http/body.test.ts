import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { readBody } from './body';

const schema = v.object({ name: v.string() });
const json = { 'content-type': 'application/json' };
const ask = (body: BodyInit, headers: Record<string, string> = json) =>
	readBody(
		{ request: new Request('http://localhost/', { method: 'POST', body, headers }) },
		schema,
		1_000
	);

/** A body that does not say how long it is. */
const endless = () => {
	let sent = 0;
	const stream = new ReadableStream<Uint8Array>({
		pull(controller) {
			sent += 500;
			controller.enqueue(new Uint8Array(500).fill(0x20));
		}
	});
	const request = new Request('http://localhost/', {
		method: 'POST',
		body: stream,
		headers: json,
		duplex: 'half'
	} as RequestInit);
	return { request, sent: () => sent };
};

describe('a request’s body', () => {
	test('is read when it fits', async () => {
		expect(await ask('{"name":"邻里","more":1}')).toEqual({ name: '邻里' });
	});

	test.each<[string, BodyInit, number, string, string | undefined]>([
		['nothing at all', '', 400, 'badJson', undefined],
		['half a JSON', '{"name":', 400, 'badJson', undefined],
		['bytes that are no text', new Uint8Array([0x22, 0xff, 0x22]), 400, 'badJson', undefined],
		['brackets without end', '['.repeat(900), 400, 'badJson', undefined],
		['another shape', '{"name":7}', 400, 'malformed', 'name'],
		['ten megabytes', `{"name":"${'a'.repeat(10_000_000)}"}`, 413, 'tooLarge', undefined]
	])('is refused when it is %s', async (_, body, status, code, field) => {
		await expect(ask(body)).rejects.toMatchObject({ status, code, field });
	});

	test('may hold brackets in its words', async () => {
		const name = '[{'.repeat(100) + '\\"';
		expect(await ask(JSON.stringify({ name }))).toEqual({ name });
	});

	test('is refused when it does not say that it is JSON', async () => {
		const form = { 'content-type': 'text/plain' };
		await expect(ask('{"name":"a"}', form)).rejects.toMatchObject({ status: 415 });
	});

	test('is given up as soon as it is too long, whatever its header says', async () => {
		const { request, sent } = endless();
		await expect(readBody({ request }, schema, 1_000)).rejects.toMatchObject({ status: 413 });
		expect(sent()).toBeLessThan(5_000);
	});
});
