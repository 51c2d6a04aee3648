import { randomBytes } from 'node:crypto';
import { expect } from '@playwright/test';
import { uuid7 } from '../../src/lib/domain/kernel/uuid';

/** A fresh id. */
export const freshId = (): string => uuid7(Date.now(), randomBytes(10));

/** A record as the server sends it down. */
export interface RawRow {
	kind: string;
	id: string;
	home: string;
	body: unknown;
}

/** Somebody of a demonstration who speaks to the server without a page: for those who are not looked at. */
export class RawPerson {
	private cookie = '';
	private seq = 0;
	private readonly deviceId = freshId();

	constructor(
		private readonly url: string,
		readonly personId: string
	) {}

	private async ask(path: string, body: unknown): Promise<unknown> {
		const answer = await fetch(this.url + path, {
			method: 'POST',
			headers: { origin: this.url, cookie: this.cookie, 'content-type': 'application/json' },
			body: JSON.stringify(body)
		});
		expect(answer.status, path).toBe(200);
		this.cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? this.cookie;
		return answer.json();
	}

	/** Signs in by the demonstration's one tap. */
	async signIn(): Promise<this> {
		await this.ask('/api/demo/sign-in', { personId: this.personId });
		return this;
	}

	/** Everything of these kinds that this person may hold. */
	async rows(...kinds: string[]): Promise<RawRow[]> {
		const { deviceId } = this;
		const asked = { protocol: 1, deviceId, token: null };
		const { heads } = (await this.ask('/api/sync/heads', asked)) as { heads: [string, number][] };
		let from = heads.map(([home]): [string, number] => [home, 0]);
		const rows: RawRow[] = [];
		while (from.length > 0) {
			const page = (await this.ask('/api/sync/pull', {
				...{ protocol: 1, deviceId, from, limit: 2000 }
			})) as { rows: RawRow[]; cursors: [string, number][]; more: boolean };
			rows.push(...page.rows.filter(({ kind }) => kinds.includes(kind)));
			const reached = new Map(page.cursors);
			from = page.more
				? from.map(([home, seq]): [string, number] => [home, reached.get(home) ?? seq])
				: [];
		}
		return rows;
	}

	/** Does these things one after the other; all of them must be taken. */
	async act(...commands: { name: string; args: object }[]): Promise<void> {
		for (let i = 0; i < commands.length; i += 100) {
			const at = Date.now();
			const operations = commands.slice(i, i + 100).map(({ name, args }) => ({
				...{ opId: freshId(), seq: ++this.seq, command: name, version: 1, args, at },
				...{ clock: `${at}-${String(this.seq).padStart(4, '0')}`, base: {}, scope: '' }
			}));
			const body = { protocol: 1, deviceId: this.deviceId, operations };
			const { receipts } = (await this.ask('/api/sync/push', body)) as {
				receipts: { result: string; refusal?: unknown }[];
			};
			expect(receipts.filter(({ result }) => result !== 'applied')).toEqual([]);
		}
	}
}
