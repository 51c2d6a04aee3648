import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { uuid7 } from '../../../src/lib/domain/kernel/uuid';
import {
	maxPullRows,
	protocolVersion,
	type HeadsReply,
	type Operation
} from '../../../src/lib/protocol/envelope';
import { root } from '../../../src/launch/run.mjs';
import { Client } from '../client';

/** Somebody who may log visits, and the households where they may. */
export interface Visitor {
	personId: string;
	households: readonly string[];
}

/** A phone of a rush hour: signed in, up to date until now, its visits waiting as a finished request. */
export interface LoadDevice {
	cookie: string;
	deviceId: string;
	operations: number;
	push: string;
	token: string;
	cursors: [home: string, seq: number][];
}

/** What the phones met. */
export interface Outcome {
	wallMs: number;
	/** Each sync that went through, ms. */
	took: number[];
	/** One line for each that did not. */
	problems: string[];
	/** Rows that came down. */
	rows: number;
	/** Processor time of the phones themselves, ms. */
	cpuMs: number;
}

const newId = () => uuid7(Date.now(), randomBytes(10));

function visit(householdId: string, seq: number): Operation {
	const at = Date.now();
	return {
		opId: newId(),
		seq,
		command: 'visit.log',
		version: 1,
		args: { id: newId(), householdId, result: 'home', needs: [], words: '都好' },
		at,
		clock: `${at}-0000`,
		base: {},
		scope: ''
	};
}

/** Signed-in phones of these people in turn, `count` of them, each with `perDevice` visits. One session per phone. */
export async function prepareDevices(
	url: string,
	people: readonly Visitor[],
	{ count, perDevice }: { count: number; perDevice: number }
): Promise<LoadDevice[]> {
	const known = new Map<string, { token: string; cursors: [string, number][] }>();
	const devices: LoadDevice[] = [];
	for (let from = 0; from < count; from += lanes)
		devices.push(
			...(await Promise.all(
				Array.from({ length: Math.min(lanes, count - from) }, async (_, i) => {
					const { personId, households } = people[(from + i) % people.length]!;
					const client = new Client(url);
					const cookie = await client.signIn(personId);
					const deviceId = newId();
					const head = known.get(personId) ?? (await headOf(client, deviceId));
					known.set(personId, head);
					client.close();
					const operations = Array.from({ length: perDevice }, (__, n) =>
						visit(households[(from + i + n * 7) % households.length]!, n + 1)
					);
					const push = JSON.stringify({ protocol: protocolVersion, deviceId, operations });
					return { cookie, deviceId, operations: perDevice, push, ...head };
				})
			))
		);
	return devices;
}

const lanes = 16;

async function headOf(client: Client, deviceId: string) {
	const { body } = await client.post<HeadsReply>('/api/sync/heads', {
		protocol: protocolVersion,
		deviceId,
		token: null
	});
	const cursors = (body.heads ?? []).map(([home, seq]): [string, number] => [home, seq]);
	return { token: body.token, cursors };
}

/** Lets the phones come: spread over `spreadMs`, or (0) all at once over so many connections. */
export async function runLoad(
	url: string,
	devices: readonly LoadDevice[],
	how: { spreadMs: number; lanes: number; isPulling: boolean }
): Promise<Outcome> {
	const folder = mkdtempSync(join(tmpdir(), 'linli-load-'));
	try {
		const { hostname: host, port } = new URL(url);
		const plan = { host, port, protocol: protocolVersion, limit: maxPullRows, ...how, devices };
		const file = join(folder, 'plan.json');
		writeFileSync(file, JSON.stringify(plan));
		const script = join(root, 'tests/bench/server/phones.mjs');
		const { stdout } = await promisify(execFile)(process.execPath, [script, file], {
			maxBuffer: 64_000_000
		});
		return JSON.parse(stdout) as Outcome;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
