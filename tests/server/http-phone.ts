import 'fake-indexeddb/auto';
import { randomBytes } from 'node:crypto';
import type { Place } from '../../src/lib/app/device';
import { save } from '../../src/lib/app/save';
import { uuid7 } from '../../src/lib/domain/kernel/uuid';
import type { SessionReply } from '../../src/lib/protocol/session';
import { PersonDb } from '../../src/lib/store/db';
import { setMeta } from '../../src/lib/store/meta';
import { runCycle } from '../../src/lib/sync/loop';
import type { CycleEnd } from '../../src/lib/sync/phone';

// The real client, its store in memory, over HTTP to a real server process.

/** A fresh id. */
export const id = (): string => uuid7(Date.now(), randomBytes(10));

/** A browser: keeps its cookie, and asks as a page of `url` does. */
export interface Browser {
	url: string;
	cookie: string;
	/** Any request of the app's; a body goes up as JSON by POST. */
	ask(path: string, body?: unknown): Promise<Response>;
}

/** A browser without a cookie. */
export function openBrowser(url: string, cookie = ''): Browser {
	const browser: Browser = {
		url,
		cookie,
		async ask(path, body) {
			const response = await fetch(browser.url + path, {
				method: body === undefined ? 'GET' : 'POST',
				headers: {
					origin: browser.url,
					cookie: browser.cookie,
					'content-type': 'application/json'
				},
				...(body === undefined ? {} : { body: JSON.stringify(body) })
			});
			browser.cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? browser.cookie;
			return response;
		}
	};
	return browser;
}

/** A signed-in person's phone. */
export interface HttpPhone extends Place {
	db: PersonDb;
	browser: Browser;
	/** By how much the phone's clock is turned forward, ms. */
	ahead: number;
	/** Saves; 'ok' or the code of the failure. */
	act(name: string, args: unknown): Promise<string>;
	sync(): Promise<CycleEnd>;
	/** Ids of everything this phone ever did, and what stands unsettled. */
	done(): Promise<{ all: string[]; unsettled: string[] }>;
	/** Its rows as the server numbered them: `kind:id home seq`. */
	rows(): Promise<string[]>;
}

/** A phone of the person whose session the browser has. */
export async function openHttpPhone(browser: Browser): Promise<HttpPhone> {
	const { person, posts } = (await (await browser.ask('/api/session')).json()) as SessionReply;
	const db = new PersonDb(person.id);
	await db.open();
	await setMeta(db, 'deviceId', id());
	await setMeta(db, 'posts', posts);
	const phone: HttpPhone = {
		db,
		browser,
		ahead: 0,
		person,
		now: () => Date.now() + phone.ahead,
		random: (bytes) => new Uint8Array(randomBytes(bytes)),
		async act(name, args) {
			const saved = await save(phone, { name, version: 1, args });
			return saved.ok ? 'ok' : saved.error.code;
		},
		sync: () =>
			runCycle({
				db,
				person,
				now: phone.now,
				fetch: (path, init) => browser.ask(String(path), JSON.parse(String(init?.body)))
			}),
		async done() {
			const [archive, outbox] = await Promise.all([db.archive.toArray(), db.outbox.toArray()]);
			const unsettled = outbox.map((entry) => entry.opId);
			return { all: [...archive.map((entry) => entry.opId), ...unsettled], unsettled };
		},
		rows: async () =>
			(await db.rows.all()).map(({ key, home, seq }) => `${key} ${home} ${seq}`).sort()
	};
	return phone;
}
