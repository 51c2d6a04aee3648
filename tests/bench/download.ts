import { randomUUID } from 'node:crypto';
import {
	maxPullRows,
	protocolVersion,
	type Head,
	type HeadsReply,
	type PullReply,
	type Row
} from '../../src/lib/protocol/envelope';
import type { Client } from './client';

/** As many homes in one request as the phone asks for. */
const homesPerPull = 200;

/** What a new phone fetches. */
export interface Download {
	rows: Row[];
	heads: Head[];
	/** Bodies of all answers together. */
	bytes: number;
	tookMs: number;
}

/** Everything that the signed-in person may hold, by the requests of a new phone. Throws when a row is missing. */
export async function download(client: Client, deviceId: string = randomUUID()): Promise<Download> {
	const began = performance.now();
	const answer = await client.post<HeadsReply>('/api/sync/heads', {
		protocol: protocolVersion,
		deviceId,
		token: null
	});
	const heads = answer.body.heads ?? [];
	let { bytes } = answer;
	const rows: Row[] = [];
	const open = new Map(heads.filter(([, seq]) => seq > 0).map(([home]) => [home, 0]));
	const goal = new Map(heads.map(([home, seq]) => [home, seq]));
	while (open.size > 0) {
		const page = await client.post<PullReply>('/api/sync/pull', {
			protocol: protocolVersion,
			deviceId,
			from: [...open].slice(0, homesPerPull),
			limit: maxPullRows
		});
		if (page.status !== 200) throw new Error(`A page was answered with ${page.status}`);
		if (page.body.cursors.length === 0) throw new Error('A page brought the phone no further');
		bytes += page.bytes;
		rows.push(...page.body.rows);
		for (const [home, seq] of page.body.cursors) {
			if (seq >= (goal.get(home) ?? 0)) open.delete(home);
			else open.set(home, seq);
		}
	}
	const tookMs = performance.now() - began;
	const living = heads.reduce((sum, [, , count]) => sum + count, 0);
	if (rows.length < living) throw new Error(`${rows.length} rows came, ${living} were announced`);
	return { rows, heads, bytes, tookMs };
}
