import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import Sqlite from 'libsql';
import { uuid7 } from '../../../src/lib/domain/kernel/uuid';
import {
	protocolVersion,
	type Operation,
	type PushReply
} from '../../../src/lib/protocol/envelope';
import { Client } from '../client';
import { median, type Measure } from '../measure';
import { startServerProcess, type ServerProcess } from '../server-process';
import { writeBare } from './bare-sql';

const phones = 50;
const visitsPerPhone = 20;
const rounds = 5;
/** HTTP, sessions, rules, rights and receipts shall cost no more than the writing itself. */
const leastRatio = 0.5;

interface Phone {
	client: Client;
	deviceId: string;
	seq: number;
	/** Households of the person's own grid. */
	households: string[];
}

const newId = () => uuid7(Date.now(), randomBytes(10));

/** Fifty people who may log visits in the community with the full register, each signed in on a phone. */
async function signInAll(server: ServerProcess): Promise<Phone[]> {
	const db = new Sqlite(join(server.folder, 'linli.db'), { readonly: true });
	const people = db
		.prepare(
			`select p.person_id, p.area_id, p.community from posts p
			where p.role in ('gridWorker', 'gridParty') and p.to_day is null and p.community =
				(select community from rows where kind = 'household' group by community order by count(*) desc limit 1)
			order by p.person_id limit ?`
		)
		.all(phones) as { person_id: string; area_id: string; community: string }[];
	const homesOf = db.prepare(
		`select r.id from rows r join areas a on a.community = r.community and a.id = substr(r.home, 1, 36)
		where r.community = ? and r.kind = 'household' and r.body is not null and a.path like ?
		order by r.id limit 400`
	);
	const all = people.map((person) => ({
		personId: person.person_id,
		households: (homesOf.all(person.community, `%${person.area_id}%`) as { id: string }[]).map(
			(row) => row.id
		)
	}));
	db.close();
	if (all.length < phones) throw new Error(`Only ${all.length} people for ${phones} phones`);
	return Promise.all(
		all.map(async ({ personId, households }) => {
			const client = new Client(server.url);
			await client.signIn(personId);
			return { client, deviceId: newId(), seq: 0, households };
		})
	);
}

function visit(phone: Phone, at: number): Operation {
	const householdId = phone.households[(phone.seq * 7) % phone.households.length]!;
	return {
		opId: newId(),
		seq: ++phone.seq,
		command: 'visit.log',
		version: 1,
		args: { id: newId(), householdId, result: 'home', needs: [], words: '都好' },
		at,
		clock: `${at}-0000`,
		base: {},
		scope: ''
	};
}

async function push(phone: Phone, operations: Operation[]): Promise<void> {
	const { status, body } = await phone.client.post<PushReply>('/api/sync/push', {
		protocol: protocolVersion,
		deviceId: phone.deviceId,
		operations
	});
	const applied = status === 200 && body.receipts.filter((one) => one.result === 'applied').length;
	if (applied !== operations.length)
		throw new Error(`A push was answered with ${status}: ${JSON.stringify(body).slice(0, 300)}`);
}

/** Every phone sends its visits, `size` in a request, all phones at once; answers operations per second. */
async function pushAll(all: readonly Phone[], size: number): Promise<number> {
	const loads = all.map((phone) =>
		Array.from({ length: visitsPerPhone / size }, () =>
			Array.from({ length: size }, () => visit(phone, Date.now()))
		)
	);
	const began = performance.now();
	await Promise.all(
		all.map(async (phone, i) => {
			for (const operations of loads[i]!) await push(phone, operations);
		})
	);
	return (phones * visitsPerPhone * 1000) / (performance.now() - began);
}

/**
 * A thousand visits pushed by fifty phones at once to the built server over HTTP, sessions and all, beside the very
 * rows that it wrote (log, row, counter), written by bare SQL on one connection with a durable commit per request.
 */
export async function run(): Promise<Measure[]> {
	const server = await startServerProcess('demo');
	const measures: Measure[] = [];
	try {
		const all = await signInAll(server);
		await pushAll(all, visitsPerPhone);
		// Bare SQL commits once per request; the server, which has them all at the door, may let several share a commit.
		for (const [size, name] of [
			[
				visitsPerPhone,
				'push, 50 phones × 20 visits, one request each; bare SQL: one commit per request'
			],
			[1, 'push, 50 phones × 20 visits, a request per visit; bare SQL: one commit per request']
		] as const) {
			const rates: number[] = [];
			for (let i = 0; i < rounds; i++) rates.push(await pushAll(all, size));
			const value = median(rates);
			const against = await writeBare(server.folder, {
				operations: phones * visitsPerPhone,
				perCommit: size,
				rounds
			});
			measures.push({
				name,
				unit: 'operations/s',
				value,
				against,
				ratio: value / against,
				goal: `ratio ≥ ${leastRatio}`,
				met: value / against >= leastRatio
			});
		}
		for (const { client } of all) client.close();
	} finally {
		await server.end();
	}
	return measures;
}
