import { forceCloseDatabase, type IDBDatabase } from 'fake-indexeddb';
import { clearDraft, loadDraft, saveDraft } from '$lib/app/drafts';
import type { Place } from '$lib/app/device';
import { setPlace } from '$lib/app/place.svelte';
import { save, saveDiscard } from '$lib/app/save';
import type { Actor } from '$lib/domain/kernel/actor';
import { idOf } from '$lib/domain/test-world';
import type { PullReply } from '$lib/protocol/envelope';
import { isQuotaError } from '$lib/store/connection';
import { onLiveConnection } from '$lib/store/repeat';
import { PersonDb } from '$lib/store/db';
import { setMeta } from '$lib/store/meta';
import { wipeFetched } from '$lib/store/wipe';
import { runCycle } from '$lib/sync/loop';
import { readActor, type CycleEnd } from '$lib/sync/phone';
import { receivePage } from '$lib/sync/receive';
import { isDead, killAfter, killNow, revive, setFull } from '../sim/chaos/disk';
import { sealed } from '../sim/chaos/seal';
import { postsIn } from './ground';
import type { PlainServer } from './server';

/** What becomes of one request: it passes, never arrives, or its answer is lost. */
export type Fate = 'pass' | 'lost' | 'answerLost';

/** Something that waits until a test lets it go on. */
export type Gate = (what: string) => Promise<void>;

/** What one person has of the phone: the real store, saving and sync, in two tabs. */
export class ModelPhone {
	tabs: PersonDb[] = [];
	isFull = false;
	/** Lets requests and transactions through; a test that plays races decides when. */
	gate: Gate | null = null;
	private rolls = 0;

	constructor(
		readonly actor: Actor,
		private readonly server: PlainServer,
		private readonly now: () => number
	) {}

	get name(): string {
		return `linli-${this.actor.personId}`;
	}

	/** As a phone that this person has never used. */
	async begin(): Promise<void> {
		revive(this.name);
		setFull(this.name, false);
		const db = new PersonDb(this.actor.personId, sealed);
		await db.delete();
		await this.open();
		await setMeta(this.tabs[0]!, 'deviceId', idOf(`device of ${this.actor.name}`));
		const scope = this.server.scopes.get(this.actor.personId)!;
		await setMeta(this.tabs[0]!, 'posts', postsIn(scope));
	}

	/** Opens both tabs; the browser may have been killed before. */
	async open(): Promise<void> {
		if (isDead(this.name)) revive(this.name);
		this.tabs = [0, 1].map(() => new PersonDb(this.actor.personId, sealed));
		for (const db of this.tabs) await db.open();
		for (const db of this.tabs) this.gateTransactions(db);
	}

	close(): void {
		for (const db of this.tabs) db.close();
		setPlace(null);
	}

	get isDead(): boolean {
		return isDead(this.name);
	}

	/** Kills the browser, after so many more requests of its disk if it is told how many. */
	kill(requests?: number): void {
		if (requests === undefined) killNow(this.name);
		else killAfter(this.name, requests);
	}

	/** Fills the disk, or makes room. */
	fill(isFull: boolean): void {
		this.isFull = isFull;
		setFull(this.name, isFull);
	}

	private place(tab: number): Place & { db: PersonDb } {
		return {
			db: this.tabs[tab]!,
			person: { id: this.actor.personId, name: this.actor.name },
			now: this.now,
			random: (bytes) =>
				Uint8Array.from({ length: bytes }, (_, i) => (++this.rolls >> (i % 4)) & 255)
		};
	}

	/** Saves: the operation's id, or the code of the failure. A browser that died meanwhile tells nobody: `killed`. */
	async save(
		tab: number,
		name: string,
		args: unknown,
		supersedes?: string
	): Promise<{ opId: string } | { code: string }> {
		const done = await save(this.place(tab), { name, version: 1, args }, supersedes);
		if (this.isDead) return { code: 'killed' };
		return done.ok ? done.value : { code: done.error.code };
	}

	/** Gives an operation up: whether the phone says so. */
	async discard(tab: number, opId: string): Promise<boolean> {
		try {
			return (await saveDiscard(this.place(tab), opId)) && !this.isDead;
		} catch (error) {
			if (!this.mayFail(error)) throw error;
			return false;
		}
	}

	/** Keeps or (without words) forgets what stands in a form: whether the phone says so. */
	async draft(tab: number, key: string, words?: string): Promise<boolean> {
		setPlace(this.place(tab));
		try {
			if (words === undefined) await clearDraft(key);
			else await saveDraft(key, words);
			return !this.isDead;
		} catch (error) {
			if (!this.mayFail(error)) throw error;
			return false;
		}
	}

	/** What stands in a form. */
	readDraft(key: string): Promise<string | undefined> {
		setPlace(this.place(0));
		return loadDraft<string>(key);
	}

	/** One cycle over a line that treats its requests so; undefined when the disk or the browser ended it. */
	async sync(tab: number, fates: readonly Fate[] = []): Promise<CycleEnd | undefined> {
		const left = [...fates];
		const line = async (path: RequestInfo | URL, init?: RequestInit) => {
			const fate = left.shift() ?? 'pass';
			await this.gate?.(`request ${String(path)}`);
			if (this.isDead || fate === 'lost') throw new TypeError('no network');
			const body = JSON.parse(JSON.stringify(init?.body)) as string;
			const answer = this.server.answer(this.actor.personId, String(path), body);
			await this.gate?.(`answer ${String(path)}`);
			if (fate === 'answerLost') throw new TypeError('no network');
			return Response.json(answer);
		};
		try {
			const place = this.place(tab);
			const cycle = () => runCycle({ ...place, fetch: line as typeof fetch });
			const end = await onLiveConnection(place.db, cycle, () => !this.isDead);
			return this.isDead ? undefined : end;
		} catch (error) {
			if (!this.mayFail(error)) throw error;
			return undefined;
		}
	}

	/** A page that was under way for long arrives, perhaps a second time. */
	async receiveLate(tab: number, page: PullReply): Promise<void> {
		try {
			const place = this.place(tab);
			await receivePage(place.db, await readActor(place), page);
		} catch (error) {
			if (!this.mayFail(error)) throw error;
		}
	}

	/** The browser closes one tab's connection under it, as it does when its store goes away. */
	async loseConnection(tab: number): Promise<void> {
		const db = this.tabs[tab]!;
		if (!db.isOpen()) return;
		forceCloseDatabase(db.backendDB() as unknown as typeof IDBDatabase);
		await new Promise((resolve) => setTimeout(resolve, 0));
	}

	/** Signs out: what came from the server leaves the phone. */
	async signOut(): Promise<void> {
		await wipeFetched(this.tabs[0]!);
		this.close();
	}

	private mayFail(error: unknown): boolean {
		return this.isDead || (this.isFull && isQuotaError(error));
	}

	private gateTransactions(db: PersonDb): void {
		const begin = db.transaction.bind(db) as (...args: unknown[]) => Promise<unknown>;
		const gated = async (...args: unknown[]) => {
			await this.gate?.('transaction');
			return begin(...args);
		};
		Object.assign(db, {
			transaction: (...args: unknown[]) => (this.gate ? gated(...args) : begin(...args))
		});
	}
}
