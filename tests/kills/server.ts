import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import Sqlite from 'libsql';
import { uuid7 } from '../../src/lib/domain/kernel/uuid';
import { protocolVersion, type PushReply } from '../../src/lib/protocol/envelope';
import { root } from '../../src/launch/run.mjs';
import { Client } from '../bench/client';
import { startServerProcess } from '../bench/server-process';
import type { KillReport } from './browser';

const newId = () => uuid7(Date.now(), randomBytes(10));

/** Starts the server directly, so that the very process that has the database can be killed. */
async function serve(folder: string, port: number) {
	const child = spawn(process.execPath, [join(root, 'src', 'launch', 'serve.mjs')], {
		cwd: root,
		env: {
			...process.env,
			NODE_ENV: 'production',
			LINLI_DEMO: '1',
			LINLI_DATA: folder,
			HOST: '127.0.0.1',
			PORT: String(port)
		},
		stdio: 'ignore'
	});
	const isReady = () =>
		fetch(`http://127.0.0.1:${port}/healthz`).then(
			(one) => one.ok,
			() => false
		);
	while (!(await isReady())) {
		if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
		await new Promise((resolve) => setTimeout(resolve, 30));
	}
	return child;
}

/** Kills the server with SIGKILL in the middle of pushes; what it acknowledged may not be missing or there twice. */
export async function killServers(kills: number): Promise<KillReport> {
	const first = await startServerProcess('demo');
	const { folder } = first;
	await first.stop();
	const port = Number(new URL(first.url).port);
	const acknowledged = new Set<string>();
	const missing: string[] = [];
	try {
		const db = new Sqlite(join(folder, 'linli.db'));
		const { person_id: personId, area_id: areaId } = db
			.prepare(
				`select person_id, area_id from posts where role = 'gridWorker' and to_day is null limit 1`
			)
			.get() as { person_id: string; area_id: string };
		const households = db
			.prepare(
				`select r.id from rows r join areas a on a.community = r.community and a.id = substr(r.home, 1, 36)
				where r.kind = 'household' and r.body is not null and a.path like ? limit 300`
			)
			.all(`%${areaId}%`) as { id: string }[];
		db.close();
		const deviceId = newId();
		let seq = 0;
		for (let round = 1; round <= kills; round++) {
			const child = await serve(folder, port);
			const client = new Client(`http://127.0.0.1:${port}`);
			await client.signIn(personId);
			const send = async () => {
				for (;;) {
					const operations = Array.from({ length: 5 }, () => ({
						opId: newId(),
						seq: ++seq,
						command: 'visit.log',
						version: 1,
						args: {
							id: newId(),
							householdId: households[seq % households.length]!.id,
							result: 'home',
							needs: [],
							words: ''
						},
						at: Date.now(),
						clock: `${Date.now()}-0000`,
						base: {},
						scope: ''
					}));
					const { status, body } = await client.post<PushReply>('/api/sync/push', {
						protocol: protocolVersion,
						deviceId,
						operations
					});
					if (status !== 200) throw new Error(`answered with ${status}`);
					for (const receipt of body.receipts)
						if (receipt.result === 'applied') acknowledged.add(receipt.opId);
				}
			};
			// Every line ends with the connection that the kill breaks.
			const lines = Array.from({ length: 4 }, () => send().catch(() => undefined));
			await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 400));
			child.kill('SIGKILL');
			await new Promise((resolve) => child.once('exit', resolve));
			client.close();
			await Promise.all(lines);
			if (round % 10 === 0)
				process.stdout.write(`${round} kills, ${acknowledged.size} visits acknowledged\n`);
		}
		const after = new Sqlite(join(folder, 'linli.db'));
		const log = after
			.prepare(`select op_id, args->>'id' as visit from operations where device_id = ?`)
			.all(deviceId) as { op_id: string; visit: string }[];
		const rows = new Set(
			(
				after.prepare(`select id from rows where kind = 'visit' and body is not null`).all() as {
					id: string;
				}[]
			).map((row) => row.id)
		);
		const [check] = after.prepare('pragma integrity_check').all() as { integrity_check: string }[];
		after.close();
		const known = new Set(log.map((line) => line.op_id));
		for (const opId of acknowledged) if (!known.has(opId)) missing.push(`not in the log: ${opId}`);
		for (const { op_id, visit } of log)
			if (!rows.has(visit)) missing.push(`in the log without its visit: ${op_id}`);
		if (check?.integrity_check !== 'ok') missing.push('the database is damaged');
	} finally {
		await first.end();
	}
	return { kills, acknowledged: acknowledged.size, missing };
}
