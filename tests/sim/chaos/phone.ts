import type { Place } from '$lib/app/device';
import { save, saveDiscard, type SaveFailure } from '$lib/app/save';
import type { Actor } from '$lib/domain/kernel/actor';
import type { Result } from '$lib/domain/kernel/result';
import type { Photo } from '$lib/domain/photo/schema';
import { idOf } from '$lib/domain/test-world';
import { databaseName, PersonDb, type OutboxEntry } from '$lib/store/db';
import type { Sealing } from '$lib/store/sealing';
import { getMeta, setMeta } from '$lib/store/meta';
import { runCycle } from '$lib/sync/loop';
import { runPhotoLane, type LaneEnd } from '$lib/sync/photo-lane';
import type { CycleEnd } from '$lib/sync/phone';
import { asNewer } from './ages';
import { isDead, killAfter, killNow, revive, setFull } from './disk';
import type { Line, Network } from './network';
import type { ChaosServer } from './server';

/** A photo that somebody was told is saved, with its visit and the act that named it. */
export interface Picture {
	sha256: string;
	visitId: string;
	opId: string;
}

/** One browser of one person, with up to two tabs, in a world that does it harm. */
export class ChaosPhone {
	readonly name: string;
	private tabs: PersonDb[] = [];
	/** Cycles under way, by tab. */
	private readonly running = new Map<number | 'photos', Line>();
	/** Operations that `save` has acknowledged. */
	readonly saved = new Set<string>();
	/** Photos of acts that `save` has acknowledged. */
	readonly pictures: Picture[] = [];
	/** How far the clock is wrong, ms. */
	skew = 0;
	/** Whether the app on it is older than the server (see `ages.ts`). */
	isOld = false;
	/** What stopped the cycles; only disks and killed browsers may. */
	readonly troubles: unknown[] = [];

	private constructor(
		readonly actor: Actor,
		private readonly server: ChaosServer,
		private readonly network: Network,
		private readonly dice: () => number,
		private readonly serial: string,
		private readonly sealing: Sealing | undefined
	) {
		this.name = databaseName(actor.personId);
	}

	static async open(
		actor: Actor,
		world: {
			server: ChaosServer;
			network: Network;
			dice: () => number;
			serial: string;
			sealing: Sealing | undefined;
		}
	): Promise<ChaosPhone> {
		const { server, network, dice, serial, sealing } = world;
		const phone = new ChaosPhone(actor, server, network, dice, serial, sealing);
		revive(phone.name);
		setFull(phone.name, false);
		const db = new PersonDb(actor.personId, sealing);
		await db.delete();
		await db.open();
		await setMeta(db, 'deviceId', idOf(`${world.serial} ${actor.name}`));
		await setMeta(db, 'posts', [...actor.posts]);
		phone.tabs = [db];
		return phone;
	}

	/** The database through the first tab. */
	get db(): PersonDb {
		return this.tabs[0]!;
	}

	/** The browser as the app sees it, in one of its tabs. */
	place(tab: number): Place & { db: PersonDb } {
		return {
			db: this.tabs[tab]!,
			person: { id: this.actor.personId, name: this.actor.name },
			now: () => this.server.now() + this.skew,
			random: (bytes) => Uint8Array.from({ length: bytes }, () => Math.floor(this.dice() * 256))
		};
	}

	/** Opens the second tab. */
	async openTab(): Promise<void> {
		if (this.tabs.length > 1 || this.isDead) return;
		const db = new PersonDb(this.actor.personId, this.sealing);
		this.tabs.push(db);
		await db.open().catch((error: unknown) => this.mind(error));
	}

	/** Saves in one of the tabs: 'ok', or the code of the failure. What was acknowledged is remembered. */
	async act(
		name: string,
		args: unknown,
		{ version = 1, supersedes }: { version?: number; supersedes?: string } = {}
	): Promise<string> {
		const tab = Math.floor(this.dice() * this.tabs.length);
		let done: Result<{ opId: string }, SaveFailure>;
		try {
			done = await save(this.place(tab), { name, version, args }, supersedes);
		} catch (error) {
			this.mind(error);
			return 'killed';
		}
		if (!done.ok) return done.error.code;
		// The word of a browser that died meanwhile reached nobody.
		if (isDead(this.name)) return 'killed';
		this.saved.add(done.value.opId);
		const { id, photos = [] } = args as { id: string; photos?: Photo[] };
		for (const { sha256 } of photos)
			this.pictures.push({ sha256, visitId: id, opId: done.value.opId });
		return 'ok';
	}

	/** What is refused or held on this phone; nothing while it is dead. */
	async unsettled(): Promise<OutboxEntry[]> {
		try {
			return this.isDead
				? []
				: await this.db.outbox.where('state').anyOf('refused', 'held').toArray();
		} catch (error) {
			this.mind(error);
			return [];
		}
	}

	/** Gives a refused or held operation up. */
	async discard(opId: string): Promise<string> {
		try {
			return (await saveDiscard(this.place(0), opId)) ? 'ok' : 'unknown';
		} catch (error) {
			this.mind(error);
			return 'killed';
		}
	}

	/** Begins a cycle in a tab where none runs; resolves when it waits for the network or has ended. */
	async begin(tab: number): Promise<boolean> {
		if (!this.tabs[tab] || this.running.has(tab) || isDead(this.name)) return false;
		const line = this.network.line(this);
		this.running.set(tab, line);
		const cycle: Promise<unknown> = runCycle({ ...this.place(tab), fetch: line.fetch })
			.then((end) => this.checkWord(end))
			.catch((error: unknown) => this.mind(error))
			.finally(() => {
				if (this.running.get(tab) === line) this.running.delete(tab);
				line.end();
			});
		line.follow(cycle);
		await line.rest();
		return true;
	}

	private lane(fetch: typeof globalThis.fetch): Promise<LaneEnd> {
		const { db, now } = this.place(0);
		return runPhotoLane({ db, now, fetch, random: () => 0 });
	}

	/** Begins a run of the photos' lane, unless one is under way; resolves when it waits for the network or has ended. */
	async beginPhotos(): Promise<boolean> {
		if (this.running.has('photos') || this.isDead) return false;
		const line = this.network.line(this);
		this.running.set('photos', line);
		const run = this.lane(line.fetch)
			.catch((error: unknown) => this.mind(error))
			.finally(() => {
				if (this.running.get('photos') === line) this.running.delete('photos');
				line.end();
			});
		line.follow(run);
		await line.rest();
		return true;
	}

	/** One run of the lane over a network that works; whether nothing is left to do. */
	async photosWhole(): Promise<boolean> {
		if (this.pictures.length === 0) return true;
		const end = await this.lane((path, init) =>
			this.server.answerPhoto(this.actor.personId, String(path), init!)
		);
		return end.nextAt === null;
	}

	/** Good signal for a while, in the middle of everything: what waits arrives, what need not be kept goes. */
	async goodHour(): Promise<string> {
		try {
			const isWhole = await this.syncWhole();
			return `${isWhole} ${await this.photosWhole()}`;
		} catch (error) {
			this.mind(error);
			return 'broken off';
		}
	}

	/**
	 * Promise 5: a cycle that says that all is here and all was sent has the server's log on its side, unless the server
	 * was put back to an earlier day meanwhile.
	 */
	private async checkWord({ complete }: CycleEnd): Promise<void> {
		if (!complete || this.isDead) return;
		const { db } = this.server;
		const epoch = await getMeta(this.db, 'epoch');
		const sent = (await this.db.archive.toArray()).filter((entry) => entry.state === 'applied');
		const known = await db.selectFrom('operations').select('op_id').execute();
		const { value } = await db
			.selectFrom('installation')
			.select('value')
			.where('key', '=', 'epoch')
			.executeTakeFirstOrThrow();
		if (value !== epoch) return;
		const ids = new Set(known.map((line) => line.op_id));
		const lost = sent.find((entry) => !ids.has(entry.opId));
		if (lost)
			this.troubles.push(
				new Error(`${this.actor.name} was told that all is sent, and ${lost.opId} is not there`)
			);
	}

	/** An answer as this phone's version of the app gets it. */
	hear = (text: string): string => (this.isOld ? asNewer(text) : text);

	/** One whole cycle over a network that works; `complete` of its end. */
	async syncWhole(): Promise<boolean> {
		const end = await runCycle({
			...this.place(0),
			fetch: async (path, init) => {
				const { status, text } = await this.server.answer(
					this.actor.personId,
					String(path),
					String(init?.body)
				);
				this.network.onReply(this, String(path), text);
				return new Response(this.hear(text), { status });
			}
		});
		return end.complete;
	}

	/** Errors that a killed or full browser explains are expected; any other is kept as a trouble. */
	mind(error: unknown): void {
		const text = `${(error as Error)?.name} ${(error as Error)?.message}`;
		if (isDead(this.name) || /killed|Quota|no room|DatabaseClosed/.test(text)) return;
		this.troubles.push(error);
	}

	/** The disk dies after so many requests; `restart` brings the browser back. */
	killAfter(requests: number): void {
		killAfter(this.name, requests);
	}

	get isDead(): boolean {
		return isDead(this.name);
	}

	setFull(isFull: boolean): void {
		setFull(this.name, isFull);
	}

	/** Kills the browser (if it lives) and starts it with one tab. Nothing but the disk survives. */
	async restart(): Promise<void> {
		killNow(this.name);
		for (const line of this.running.values()) line.cut();
		this.running.clear();
		const old = this.tabs;
		for (const db of old) db.close();
		await new Promise((resolve) => setImmediate(resolve));
		revive(this.name);
		const db = new PersonDb(this.actor.personId, this.sealing);
		await db.open();
		this.tabs = [db];
	}

	/** Takes the new version of the app, which begins by loading anew. */
	async update(): Promise<void> {
		this.isOld = false;
		await this.restart();
	}

	deviceId = () => getMeta(this.db, 'deviceId');

	close(): void {
		for (const db of this.tabs) db.close();
	}
}
