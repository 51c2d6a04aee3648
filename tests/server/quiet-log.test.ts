// What people write, and who they are, goes through every endpoint of the built server; its log knows nothing of it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PushReply } from '../../src/lib/protocol/envelope';
import type { SessionReply } from '../../src/lib/protocol/session';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { buildOnce } from './build-once';
import { allEndpoints, bodies } from './fuzz/endpoints';
import { id, openBrowser, type Browser } from './http-phone';

/** What must not be found, by what it is. */
const secrets: Record<string, string> = {
	...{ name: '暗记甲', login: 'anji7391', password: 'anji password 7391', note: '暗记乙要办低保' },
	...{ phone: '13973917391', idNumber: '110105194912319980', address: '203.0.113.77' },
	...{ place: '暗记街道', program: 'Anji/73.91', token: 'anji'.repeat(11).slice(0, 43) }
};

/** Names of the secrets that a text holds, as they are or as an address or JSON would say them. */
const foundIn = (text: string): string[] =>
	Object.entries(secrets)
		.filter(([, word]) =>
			[word, encodeURIComponent(word), JSON.stringify(word).slice(1, -1)].some((form) =>
				text.includes(form)
			)
		)
		.map(([name]) => name);

let server: ServerProcess;
let browser: Browser;
let personId: string;
beforeAll(async () => {
	await buildOnce();
	server = await startServerProcess('nothing');
	browser = openBrowser(server.url);
}, 600_000);
afterAll(() => server.end());

/** Pushes commands of the one who is signed in; answers what became of each. */
async function push(commands: [name: string, args: unknown][], deviceId: string, from: number) {
	const operations = commands.map(([command, args], i) => {
		const at = Date.now() + i;
		const more = { base: {}, scope: '', clock: `${at}-0000`, version: 1 };
		return { opId: id(), seq: from + i, command, args, at, ...more };
	});
	const response = await browser.ask('/api/sync/push', { protocol: 1, deviceId, operations });
	return ((await response.json()) as PushReply).receipts.map(({ result }) => result);
}

test('the search finds each of them, in every form', () => {
	for (const [name, word] of Object.entries(secrets)) {
		expect(foundIn(JSON.stringify({ msg: `x${word}y` }))).toContain(name);
		expect(foundIn(`/api/x?q=${encodeURIComponent(word)}`)).toContain(name);
	}
	expect(foundIn('{"msg":"listening"}')).toEqual([]);
});

test('what is written down is taken, and stays out of the log', async () => {
	const setUp = await browser.ask('/api/setup', {
		token: server.setupToken(),
		subdistrict: { name: secrets.place, code: '999999001' },
		admin: { name: secrets.name, login: secrets.login, password: secrets.password }
	});
	expect(setUp.status).toBe(200);
	const session = (await (await browser.ask('/api/session')).json()) as SessionReply;
	personId = session.person.id;
	const ids = { C: id(), G: id(), B: id(), U: id(), head: id() };
	const top = session.posts[0]!.areaId;
	const area = (kind: string, areaId: string, parentId: string, code: string | null, doors = {}) =>
		[
			'area.add',
			{ id: areaId, kind, name: secrets.place, code, parentId, doors: [], ...doors }
		] as [string, unknown];
	const door = { doors: [{ no: '101', floor: 1, use: 'home' }] };
	const head = { id: ids.head, name: secrets.name, pinyin: 'anji', sex: 9, birthYear: null };
	const results = await push(
		[
			area('community', ids.C, top, '999999001001'),
			area('grid', ids.G, ids.C, '99999900100101'),
			area('building', ids.B, ids.G, null),
			area('unit', ids.U, ids.B, null, door),
			[
				'household.register',
				{
					...{ id: id(), unitId: ids.U, door: '101', no: null, tenure: 'unknown' },
					needsCare: false,
					residents: [{ ...head, relation: 0, phone: secrets.phone }],
					particulars: [
						{
							...{ residentId: ids.head, idNumber: secrets.idNumber, birth: null },
							...{ ethnicity: null, hardship: secrets.note }
						}
					]
				}
			]
		],
		id(),
		1
	);
	expect(results).toEqual(Array(5).fill('applied'));
	expect(await (await browser.ask('/api/session')).text()).toContain(secrets.name);
});

test('nor is what comes to the wrong place, in the wrong form or in too great a length', async () => {
	const words = Object.values(secrets);
	for (const { method, route } of allEndpoints().filter(({ route }) => route.startsWith('/api/')))
		for (const word of words) {
			const right = bodies[`${method} ${route}`]?.({ personId, householdId: id(), home: id() });
			const swap = (_: string, value: unknown) => (typeof value === 'string' ? word : value);
			const path = route.replace(/\[\w+\]/g, encodeURIComponent(word));
			await fetch(`${server.url}${path}?q=${encodeURIComponent(word)}`, {
				method,
				headers: {
					...{ origin: server.url, 'content-type': 'application/json' },
					...{ 'user-agent': secrets.program!, 'x-forwarded-for': secrets.address! },
					// Without the session first, or signing out would end it for the rest.
					...(route === '/api/sign-out' ? {} : { cookie: browser.cookie })
				},
				...(right ? { body: JSON.stringify(right, swap) } : {})
			}).then((response) => response.arrayBuffer());
		}
	const tooMuch = await browser.ask('/api/sync/push', { words: secrets.note!.repeat(400_000) });
	expect(tooMuch.status).toBe(413);
	const wrong = { login: secrets.login, password: `${secrets.password}!` };
	expect((await openBrowser(server.url).ask('/api/sign-in', wrong)).status).toBe(401);
	const stranger = openBrowser('http://elsewhere.example');
	await fetch(`${server.url}/api/sign-in`, { method: 'POST', headers: { origin: stranger.url } });

	await server.stop();
	const log = readFileSync(join(server.folder, 'server.log'), 'utf8');
	// It did speak of what was refused.
	expect(log).toMatch(/"route":"\/api\/sync\/push","method":"POST","status":413/);
	expect(log).toMatch(/"route":"\/api\/sign-in","method":"POST","status":403/);
	expect(foundIn(log)).toEqual([]);
	for (const one of [personId, browser.cookie.split('=')[1]!, secrets.token!])
		expect(log).not.toContain(one);
}, 120_000);
