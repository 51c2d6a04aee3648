import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { shrink } from './shrink';

const long = JSON.stringify({ words: '楼道灯已修好。'.repeat(400) });
const json = { 'content-type': 'application/json; charset=utf-8' };
const asking = (accept: string | null) =>
	new Request(
		'http://localhost/',
		accept === null ? {} : { headers: { 'accept-encoding': accept } }
	);
const plain = (response: Response) => response.headers.get('content-encoding') === null;

describe('an answer of data', () => {
	test.each(['gzip', 'gzip, deflate, br, zstd', 'br;q=1.0, gzip;q=0.8'])(
		'travels compressed to an asker that takes %s, and is the same afterwards',
		async (accept) => {
			const answer = await shrink(
				asking(accept),
				new Response(long, { status: 201, headers: json })
			);
			expect(answer.status).toBe(201);
			expect(answer.headers.get('content-encoding')).toBe('gzip');
			expect(answer.headers.get('vary')).toBe('accept-encoding');
			const body = Buffer.from(await answer.arrayBuffer());
			expect(body.length).toBeLessThan(long.length / 5);
			expect(gunzipSync(body).toString()).toBe(long);
		}
	);

	test.each([null, '', 'identity', 'br', 'gzip;q=0', 'gzip; q=0.0, br'])(
		'stays as it is for one that says %j',
		async (accept) => {
			const answer = await shrink(asking(accept), new Response(long, { headers: json }));
			expect(plain(answer)).toBe(true);
			expect(await answer.text()).toBe(long);
		}
	);

	test('stays as it is when it is short', async () => {
		const answer = await shrink(asking('gzip'), new Response('{"ok":true}', { headers: json }));
		expect(plain(answer)).toBe(true);
		expect(await answer.json()).toEqual({ ok: true });
	});

	test('keeps its cookies, each in a line of its own', async () => {
		const headers = new Headers(json);
		headers.append('set-cookie', 'a=1; Path=/');
		headers.append('set-cookie', 'b=2; Path=/');
		const answer = await shrink(asking('gzip'), new Response(long, { headers }));
		expect(answer.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; Path=/']);
	});
});

test('a picture, an empty answer and what is compressed already are left alone', async () => {
	for (const answer of [
		new Response(new Uint8Array(5_000), { headers: { 'content-type': 'image/jpeg' } }),
		new Response(null, { status: 204 }),
		new Response(long, { headers: { ...json, 'content-encoding': 'br' } })
	])
		expect(await shrink(asking('gzip'), answer)).toBe(answer);
});
