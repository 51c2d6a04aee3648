import type { Page } from '@playwright/test';
import type { Role } from '../../../src/lib/domain/kernel/actor';
import type { Household } from '../../../src/lib/domain/household/schema';
import { fromServer } from '../../../src/lib/store/rows';
import { demoPeople } from '../../e2e/people';
import roles from '../../../src/lib/text/zh-CN/roles';
import { Client } from '../client';
import { download } from '../download';
import { median, type Measure } from '../measure';
import { startPeers, type Peer, type PeerRow } from '../peers';
import { startServerProcess, type ServerProcess } from '../server-process';
import { askAfterReload, waitForSeen, watchSync } from './first-sync-watch';
import { BenchPhone, slowDown, slowness } from './phone';

const samples = 3;

/** One first sync in a fresh profile. */
interface Sample {
	/** From opening the database until all is on the disk, for everybody alike. */
	copiedMs: number;
	/** Before that, ours alone: from the sign-in's answer, a page and its code. */
	startMs: number;
	/** The same, until a query answers after the page was loaded anew. */
	tookMs: number;
	/** Bodies and headers of the requests that carry data, both ways. */
	bytes: number;
}

/** Adds up what requests to these paths take on the wire. */
function countBytes(page: Page, carries: (path: string) => boolean) {
	const sizes: Promise<number>[] = [];
	page.on('requestfinished', (request) => {
		if (!carries(new URL(request.url()).pathname)) return;
		sizes.push(
			request
				.sizes()
				.then(
					(one) =>
						one.requestBodySize +
						one.requestHeadersSize +
						one.responseBodySize +
						one.responseHeadersSize
				)
		);
	});
	return async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

async function ourSample(
	server: ServerProcess,
	role: Role,
	home: { name: string; rows: number },
	isSlow: boolean
): Promise<Sample> {
	const phone = new BenchPhone();
	try {
		const page = await phone.open();
		await watchSync(page);
		const bytes = countBytes(page, (path) => path.startsWith('/api/sync/'));
		await page.goto(`${server.url}/sign-in`);
		const button = page.getByRole('button', { name: new RegExp(`^${roles[role]} ·`) }).first();
		await button.waitFor();
		// Meanwhile the pages are kept for days without signal; nobody has typed their password before that is done.
		await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
		if (isSlow) await slowDown(page);
		await button.click();
		const seen = await waitForSeen(page, 'complete');
		const copiedMs = seen.complete! - seen.opened!;
		const startMs = seen.opened! - seen.signedIn!;
		const sent = await bytes();
		const asked = await askAfterReload(page, home.name);
		if (asked.rows !== home.rows)
			throw new Error(`${asked.rows} rows answered instead of ${home.rows}`);
		return { copiedMs, startMs, tookMs: copiedMs + asked.atMs, bytes: sent };
	} finally {
		await phone.discard();
	}
}

type PeerWindow = typeof globalThis & {
	firstSync(): Promise<{ rows: number; copiedMs: number; tookMs: number }>;
	ask(home: string): Promise<{ rows: number; atMs: number }>;
};

async function peerSample(
	url: string,
	peer: Peer,
	total: number,
	home: { name: string; rows: number }
): Promise<Sample> {
	const phone = new BenchPhone();
	try {
		const page = await phone.open();
		const bytes = countBytes(page, (path) => path.startsWith('/couch/') || path === '/rows');
		await page.goto(`${url}/${peer}`);
		const synced = await page.evaluate(() => (globalThis as PeerWindow).firstSync());
		if (synced.rows !== total) throw new Error(`${peer} has ${synced.rows} of ${total} rows`);
		const sent = await bytes();
		await page.reload();
		const asked = await page.evaluate((name) => (globalThis as PeerWindow).ask(name), home.name);
		if (asked.rows !== home.rows)
			throw new Error(`${peer}: ${asked.rows} rows answered instead of ${home.rows}`);
		return {
			copiedMs: synced.copiedMs,
			startMs: 0,
			tookMs: synced.tookMs + asked.atMs,
			bytes: sent
		};
	} finally {
		await phone.discard();
	}
}

const middle = (all: readonly Sample[], of: (one: Sample) => number) => median(all.map(of));

/** The rows that the first person of this role in the demonstration receives, as they lie on the phone. */
async function rowsOf(server: ServerProcess, role: Role): Promise<PeerRow[]> {
	const person = (await demoPeople(server.url)).find((one) => one.role === role)!;
	const client = new Client(server.url);
	await client.signIn(person.personId);
	const { rows } = await download(client);
	client.close();
	return rows.map((row) => {
		const { key, kind, id, home, seq, at, body, todo, about } = fromServer(row, 1);
		return {
			key,
			kind,
			id,
			home,
			seq,
			at,
			body,
			...(todo ? { todo } : {}),
			...(about ? { about } : {})
		};
	});
}

/**
 * The same register as those databases keep it that have no records within records: a document for each household and
 * one for each resident.
 */
const inSmallRows = (rows: readonly PeerRow[]): PeerRow[] =>
	rows.flatMap((row) => {
		if (row.kind !== 'household' || row.body === null) return [row];
		const { residents, ...rest } = row.body as Household;
		return [
			{ ...row, body: rest },
			...residents.map((resident) => ({
				...row,
				key: `resident:${resident.id}`,
				kind: 'resident',
				id: resident.id,
				about: row.id,
				body: { ...resident, householdId: row.id }
			}))
		];
	});

/** The register home with most rows. */
function largestHome(rows: readonly PeerRow[]): string {
	const counts = new Map<string, number>();
	for (const { home } of rows)
		if (home.endsWith(':register')) counts.set(home, (counts.get(home) ?? 0) + 1);
	return [...counts].sort((a, b) => b[1] - a[1])[0]![0];
}

const homeIn = (rows: readonly PeerRow[], name: string) => ({
	name,
	rows: rows.filter((row) => row.home === name).length
});

async function besidePeers(server: ServerProcess): Promise<Measure[]> {
	const rows = await rowsOf(server, 'office');
	const households = rows.filter((row) => row.kind === 'household');
	const residents = households.reduce((n, row) => n + (row.body as Household).residents.length, 0);
	const what = `${households.length} households, ${residents} residents, ${rows.length} rows`;
	const name = largestHome(rows);
	const ours: Sample[] = [];
	const theirs = new Map<string, Sample[]>();
	for (const [shape, shaped] of [
		['the same rows', rows],
		['a row per resident', inSmallRows(rows)]
	] as const) {
		const peers = await startPeers(shaped);
		try {
			for (let i = 0; i < samples; i++) {
				if (shaped === rows)
					ours.push(await ourSample(server, 'office', homeIn(rows, name), false));
				for (const peer of ['pouch', 'rxdb', 'raw'] as const) {
					const one = await peerSample(peers.url, peer, shaped.length, homeIn(shaped, name));
					const key = `${peer} ${shape}`;
					theirs.set(key, [...(theirs.get(key) ?? []), one]);
				}
			}
		} finally {
			peers.end();
		}
	}
	const measures: Measure[] = [];
	const beside = (key: string, label: string, most: number | null, of: (one: Sample) => number) => {
		const value = middle(ours, of);
		const against = middle(theirs.get(key)!, of);
		const ratio = value / against;
		measures.push({
			name: `first sync of the office (${what}) beside ${label}`,
			unit: of === bytesOf ? 'MB' : 'ms',
			value: of === bytesOf ? value / 1e6 : value,
			against: of === bytesOf ? against / 1e6 : against,
			ratio,
			goal: most === null ? null : `ratio ≤ ${most}`,
			met: most === null ? null : ratio <= most
		});
	};
	const tookOf = (one: Sample) => one.tookMs;
	const copiedOf = (one: Sample) => one.copiedMs;
	const bytesOf = (one: Sample) => one.bytes;
	measures.push({
		name: `first sync of the office (${what}): the page's start before it`,
		unit: 'ms',
		value: middle(ours, (one) => one.startMs),
		against: null,
		ratio: null,
		goal: null,
		met: null
	});
	beside('pouch the same rows', 'PouchDB, the same rows, one index', 0.2, tookOf);
	beside('pouch the same rows', 'PouchDB, the same rows, before its index', null, copiedOf);
	beside('pouch the same rows', 'PouchDB, bytes', null, bytesOf);
	beside('pouch a row per resident', 'PouchDB, a row per resident, one index', 0.2, tookOf);
	beside('rxdb the same rows', 'RxDB, the same rows and indexes', 0.2, tookOf);
	beside('rxdb the same rows', 'RxDB, bytes', null, bytesOf);
	beside('rxdb a row per resident', 'RxDB, a row per resident', 0.2, tookOf);
	beside(
		'raw the same rows',
		'raw IndexedDB, fetched and written, the same rows and indexes',
		1.2,
		tookOf
	);
	beside('raw the same rows', 'raw IndexedDB, the writing alone', null, copiedOf);
	beside('raw a row per resident', 'raw IndexedDB, a row per resident', 1.2, tookOf);
	return measures;
}

/** A grid worker's first sync on a slow phone. */
async function gridShare(server: ServerProcess): Promise<Measure[]> {
	const rows = await rowsOf(server, 'gridWorker');
	const households = rows.filter((row) => row.kind === 'household').length;
	const home = homeIn(rows, largestHome(rows));
	const all: Sample[] = [];
	for (let i = 0; i < samples + 2; i++) all.push(await ourSample(server, 'gridWorker', home, true));
	const what = `first sync of a grid, ${households} households, CPU ÷ ${slowness}`;
	const plain = { unit: 'ms', against: null, ratio: null, goal: null, met: null };
	const value = middle(all, (one) => one.copiedMs);
	return [
		{ ...plain, name: what, value, goal: '≤ 1500', met: value <= 1_500 },
		{
			...plain,
			name: `${what}, with the page's start before it`,
			value: middle(all, (one) => one.startMs + one.copiedMs)
		},
		{
			...plain,
			name: `${what}, until a query answers after a reload`,
			value: middle(all, (one) => one.tookMs)
		}
	];
}

/** First syncs in a real browser, beside others with the same rows in the same run. */
export async function run(): Promise<Measure[]> {
	const server = await startServerProcess('demo');
	try {
		return [...(await gridShare(server)), ...(await besidePeers(server))];
	} finally {
		await server.end();
	}
}
