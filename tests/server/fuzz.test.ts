// Hostile bodies for every endpoint of the built server. A few hundred by default; LINLI_FUZZ_BODIES=10000 for all.
import { request } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import Sqlite from 'libsql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServerProcess, type ServerProcess } from '../bench/server-process';
import { buildOnce } from './build-once';
import { allEndpoints, bodies, nameOf, type Endpoint, type Known } from './fuzz/endpoints';
import { harmful, parameter, type Sent } from './fuzz/harm';

const endpoints = allEndpoints();
const total = Number(process.env.LINLI_FUZZ_BODIES ?? 400);
const seed = Number(process.env.LINLI_FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
const runs = Math.ceil(total / endpoints.length);

let server: ServerProcess;
let db: InstanceType<typeof Sqlite>;
let known: Known;
let cookies: string[];

beforeAll(async () => {
	await buildOnce();
	// Here nobody shall be told to slow down: what is looked for lies behind that.
	process.env.LINLI_RATE_FACTOR = '1000000';
	server = await startServerProcess('demo');
	db = new Sqlite(join(server.folder, 'linli.db'), { readonly: true });
	const one = (sql: string) => db.prepare(sql).get() as Record<string, string>;
	const household = one(
		"select id, home from rows where kind = 'household' and body is not null limit 1"
	);
	const people = db
		.prepare('select role, min(person_id) as id from posts where to_day is null group by role')
		.all() as { id: string }[];
	known = { personId: people[0]!.id, householdId: household.id!, home: household.home! };
	cookies = await Promise.all(people.map(({ id }) => signIn(id)));
	cookies.push('');
}, 600_000);
afterAll(async () => {
	delete process.env.LINLI_RATE_FACTOR;
	db.close();
	await server.end();
});

interface Answer {
	status: number;
	text: string;
	cookie: string;
}

/** One request as it is, without a library that would put it right. */
const ask = (
	method: string,
	path: string,
	headers: Record<string, string>,
	sent: Sent = { body: null, type: null, hasLength: true }
) =>
	new Promise<Answer>((done, failed) => {
		const asked = request(
			server.url + path,
			{
				method,
				headers: {
					origin: server.url,
					...(sent.type === null ? {} : { 'content-type': sent.type }),
					...(sent.body && sent.hasLength ? { 'content-length': sent.body.length } : {}),
					...headers
				}
			},
			(response) => {
				const parts: Buffer[] = [];
				response.on('data', (part: Buffer) => parts.push(part));
				response.on('error', failed);
				response.on('end', () =>
					done({
						status: response.statusCode ?? 0,
						text: Buffer.concat(parts).toString(),
						cookie: response.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
					})
				);
			}
		);
		asked.on('error', failed);
		asked.end(sent.body ?? undefined);
	});

async function signIn(personId: string): Promise<string> {
	const body = Buffer.from(JSON.stringify({ personId }));
	const sent = { body, type: 'application/json', hasLength: true };
	return (await ask('POST', '/api/demo/sign-in', {}, sent)).cookie;
}

/** Everything that matters, as one line; sessions and counted tries come and go by themselves. */
function stateOf(): string {
	const sums = {
		rows: 'count(*), sum(seq)',
		homes: 'count(*), sum(seq)',
		operations: 'count(*)',
		people: 'count(*), group_concat(login)',
		accounts: 'count(*), group_concat(password)',
		invitations: 'count(*), sum(used_at), sum(revoked_at)',
		photos: 'count(*)',
		devices: 'count(*), sum(last_seq)',
		key_shares: 'count(*), group_concat(share)'
	};
	return JSON.stringify(
		Object.entries(sums).map(([table, sum]) =>
			db.prepare(`select ${sum} from ${table}`).raw().get()
		)
	);
}

let seen = { version: '', state: '' };

/** The same, read again only when some connection has written since. */
function stateNow(): string {
	const version = JSON.stringify(db.prepare('pragma data_version').get());
	if (version !== seen.version) seen = { version, state: stateOf() };
	return seen.state;
}

/** Words that only our inside knows: a stack's line, a query, a place on the disk. */
const inside =
	/\bat [\w.<>]+ \(|node_modules|\.(ts|js|mjs):\d+|SQLITE|SqliteError|\b(select|insert into|update) .{1,80}(from|values|set)\b|no such (table|column)/i;

const tusHeaders = fc.constantFrom<Record<string, string>>(
	{},
	{ 'tus-resumable': '1.0.0', 'upload-length': '10', 'upload-metadata': 'sha256 eA==' },
	{ 'tus-resumable': '1.0.0', 'upload-length': '-1' },
	{ 'tus-resumable': '1.0.0', 'upload-length': '99999999999', 'upload-metadata': '' },
	{ 'tus-resumable': '1.0.0', 'upload-length': '1e3', 'upload-metadata': 'sha256 !!, ,,x' },
	{ 'tus-resumable': '1.0.0', 'upload-offset': '0' },
	{ 'tus-resumable': '1.0.0', 'upload-offset': '-5' },
	{ 'tus-resumable': '9', 'upload-concat': 'final;/a /b' },
	{ 'x-http-method-override': 'DELETE' }
);

/** One hostile request. */
interface Harm {
	sent: Sent;
	cookie: string;
	parameters: string[];
	tus: Record<string, string>;
}

const harmTo = ({ method, route }: Endpoint): fc.Arbitrary<Harm> =>
	fc.record({
		sent: harmful(bodies[nameOf({ method, route })]?.(known) ?? null),
		cookie: fc.constantFrom(...cookies),
		parameters: fc.array(parameter, { minLength: 2, maxLength: 2 }),
		tus: tusHeaders
	});

async function doHarm({ method, route }: Endpoint, harm: Harm): Promise<void> {
	const left = [...harm.parameters];
	const path = route.replace(/\[\w+\]/g, () => left.pop()!);
	const cookie = route === '/api/sign-out' ? await signIn(known.personId) : harm.cookie;
	const before = stateNow();
	const isReading = method === 'GET' || method === 'HEAD';
	const sent = isReading ? undefined : harm.sent;
	const headers = { ...(cookie ? { cookie } : {}), ...(route.includes('upload') ? harm.tus : {}) };
	const { status, text } = await ask(method, path, headers, sent);
	// A spreadsheet may have to wait until others are through.
	const isQueue = status === 503 && route === '/api/import' && text === '{"code":"busy"}';
	expect(isQueue ? 200 : status, text.slice(0, 300)).toBeLessThan(500);
	if (status < 400) return;
	expect(text).not.toMatch(inside);
	if (route.startsWith('/api/') && method !== 'HEAD')
		expect(JSON.parse(text)).toHaveProperty('code');
	expect(stateNow()).toBe(before);
}

describe(`hostile bodies (LINLI_FUZZ_SEED=${seed})`, () => {
	test.each(endpoints.map((endpoint) => [nameOf(endpoint), endpoint] as const))(
		'%s stays calm, says nothing of its inside, and a refused body changes nothing',
		async (_name, endpoint) => {
			const harm = fc.asyncProperty(harmTo(endpoint), (one) => doHarm(endpoint, one));
			await fc.assert(harm, { numRuns: runs, seed, interruptAfterTimeLimit: 540_000 });
		},
		600_000
	);

	test('the pages answer strangers who change something, and strangers who ask for data, with no', async () => {
		for (const { method, route } of endpoints.filter((one) => one.route.startsWith('/api/'))) {
			const path = route.replace(/\[\w+\]/g, 'x');
			const strangers = [
				{ origin: 'https://elsewhere.example' },
				{ origin: 'null' },
				{ origin: `${server.url}.elsewhere.example` }
			];
			const isReading = method === 'GET' || method === 'HEAD';
			const sites = [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }];
			for (const headers of isReading ? sites : strangers)
				expect([
					path,
					(await ask(method, path, { cookie: cookies[0]!, ...headers })).status
				]).toEqual([path, 403]);
		}
	});

	const log = () => readFileSync(join(server.folder, 'server.log'), 'utf8').trim();

	test('the log says nothing of what was sent', () => {
		const text = log();
		expect(text).not.toBe('');
		const sent = ['某某', '都好', '万青路', 'eight chars', 'x'.repeat(43), '0123456789abcdef'];
		for (const word of [...sent, known.personId, known.householdId])
			expect(text).not.toContain(word);
	});

	test('none of it was an error that no rule foresaw', () => {
		const lines = log().split('\n');
		const errors = lines.filter((line) => (JSON.parse(line) as { level: number }).level >= 50);
		expect(errors).toEqual([]);
	});
});
