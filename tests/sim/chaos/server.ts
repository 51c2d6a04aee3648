import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type Kysely, type KyselyPlugin } from 'kysely';
import type { Actor } from '$lib/domain/kernel/actor';
import { isKnownCommand } from '$lib/domain/handle';
import { idOf } from '$lib/domain/test-world';
import { createAccept } from '$lib/server/accept/run';
import { createTreeSource } from '$lib/server/db/areas';
import { openDatabase } from '$lib/server/db/open';
import type { Tables } from '$lib/server/db/tables';
import { createSync, type SyncEngine } from '$lib/server/engine/sync';
import { createPhotos, type PhotoEngine } from '$lib/server/photos/engine';
import { createEraser } from '$lib/server/erasure/eraser';
import { openPhotoFolder } from '$lib/server/photos/folder';
import { ProblemError } from '$lib/server/http/problem';
import { isToCome } from './ages';
import { backUpPhotos, restorePhotos, startPhotos, type PhotoProcess } from './photo-server';
import { appoint, openServer, start } from '../world';

/** Thrown by every statement of a server process that was killed. */
class Killed extends Error {
	override name = 'Killed';
}

/** In memory where the machine has such a folder: a simulated power cut does not need a real disk's wait. */
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

let template: Promise<string> | undefined;

/** The town that every world begins with, made once. */
async function makeTemplate(): Promise<string> {
	const town = await openServer();
	await town.run((await import('../world')).boss, appoint('gridParty', 'G'));
	const file = join(mkdtempSync(join(place, 'linli-town-')), 'town.db');
	await sql.raw(`vacuum into '${file}'`).execute(town.db);
	await town.close();
	process.once('exit', () => rmSync(join(file, '..'), { recursive: true, force: true }));
	return file;
}

/** The server of one world: it can be killed at any statement, started again, and put back to an earlier day. */
export interface ChaosServer {
	/** The database itself, for checks; never killed. */
	readonly db: Kysely<Tables>;
	/** Epoch ms; every look moves it on by one. */
	now(): number;
	/** Moves the clock on, ms. */
	advance(ms: number): void;
	/** Answers one request as HTTP would; rejects like a network when the process is dead or dies of it. */
	answer(personId: string, path: string, body: string): Promise<{ status: number; text: string }>;
	/** The same of a request about photos. */
	answerPhoto(personId: string, path: string, init: RequestInit): Promise<Response>;
	/** Who may see which photo, asked past the harm. */
	readonly photos: PhotoEngine;
	/** The data folder. */
	readonly data: string;
	/** Whether the disk of the photos has no room. */
	isFull: boolean;
	/** Whether a restore has ever been to another machine, without the photos that came after the backup. */
	readonly hasMoved: boolean;
	/** How often a backup was put back. */
	readonly restores: number;
	/** Runs one command as somebody at the server; its refusal's code, or 'ok'. */
	run(actor: Actor, name: string, args: unknown): Promise<string>;
	/** Carries out what was asked to be deleted, as the server does by itself every minute; never killed. */
	erase(): Promise<void>;
	/** The photos that went with a deletion, by hash. */
	readonly erased: ReadonlySet<string>;
	/** The process dies after so many further statements. */
	killAfter(statements: number): void;
	/** Starts a new process if this one is dead, and calls off what was to kill it. */
	revive(): void;
	readonly isDead: boolean;
	/** Whether it is older than the phones (see `ages.ts`). */
	readonly isOlder: boolean;
	/** Starts a new process of today's version. */
	update(): void;
	backup(): Promise<void>;
	/** Puts the last backup back, if there is one, as an operator does: another epoch, a new process. */
	restore(isElsewhere?: boolean): Promise<boolean>;
	close(): Promise<void>;
}

/** A server in a folder of its own with the town in it. */
export async function openChaosServer({ isOlder = false } = {}): Promise<ChaosServer> {
	const folder = mkdtempSync(join(place, 'linli-chaos-'));
	const file = join(folder, 'linli.db');
	const saved = join(folder, 'backup.db');
	const savedPhotos = join(folder, 'backup');
	copyFileSync(await (template ??= makeTemplate()), file);
	let db = await openDatabase({ kind: 'sqlite', file });
	let clock = start;
	let epochs = 0;
	let life = { statementsLeft: null as number | null, isDead: false };
	let engine: SyncEngine;
	let photoProcess: PhotoProcess;
	let hasMoved = false;
	const erased = new Set<string>();
	const now = () => ++clock;

	function boot(): void {
		const own = { statementsLeft: null as number | null, isDead: false };
		life = own;
		const mortal: KyselyPlugin = {
			transformQuery: ({ node }) => node,
			transformResult({ result }) {
				if (own.statementsLeft !== null && --own.statementsLeft <= 0) own.isDead = true;
				if (own.isDead) throw new Killed();
				return Promise.resolve(result);
			}
		};
		photoProcess = startPhotos({
			data: folder,
			db: db.withPlugin(mortal),
			now,
			step() {
				if (own.statementsLeft !== null && --own.statementsLeft <= 0) own.isDead = true;
				if (own.isDead) throw new Killed();
			},
			isFull: () => server.isFull
		});
		engine = createSync(db.withPlugin(mortal), {
			trees: createTreeSource(),
			now,
			knows: (command) => isKnownCommand(command) && !(isOlder && isToCome(command)),
			onError(error) {
				if (!(error instanceof Killed)) throw error;
			}
		});
	}
	const methods: Record<string, (personId: string, request: never) => Promise<unknown>> = {
		'/api/sync/push': (personId, request) => engine.push(personId, request),
		'/api/sync/heads': (personId, request) => engine.heads(personId, request),
		'/api/sync/pull': async (personId, request) =>
			JSON.parse(await engine.pullText(personId, request)) as unknown,
		'/api/sync/compare': (personId, request) => engine.compare(personId, request)
	};

	const server: ChaosServer = {
		get db() {
			return db;
		},
		get isDead() {
			return life.isDead;
		},
		now,
		advance: (ms) => void (clock += ms),
		async answer(personId, path, body) {
			if (life.isDead) throw new TypeError('no answer');
			try {
				const value = await methods[path]!(personId, JSON.parse(body) as never);
				return { status: 200, text: JSON.stringify(value) };
			} catch (error) {
				if (error instanceof Killed) throw new TypeError('no answer', { cause: error });
				if (!(error instanceof ProblemError)) throw error;
				return { status: error.status, text: JSON.stringify({ code: error.code }) };
			}
		},
		async answerPhoto(personId, path, init) {
			if (life.isDead) throw new TypeError('no answer');
			const own = life;
			try {
				const response = await photoProcess.answer(personId, path, init);
				if (own.isDead) throw new Killed();
				return response;
			} catch (error) {
				if (error instanceof Killed || own.isDead)
					throw new TypeError('no answer', { cause: error });
				if (!(error instanceof ProblemError)) throw error;
				return Response.json({ code: error.code }, { status: error.status });
			}
		},
		get photos() {
			return createPhotos(db, createTreeSource(), now);
		},
		data: folder,
		isFull: false,
		get restores() {
			return epochs;
		},
		get hasMoved() {
			return hasMoved;
		},
		async run(actor, name, args) {
			const accept = createAccept(db, createTreeSource(), now);
			const done = await accept.run([{ command: { name, version: 1, args } }], actor, {
				at: now(),
				deviceId: idOf('server')
			});
			return done.ok ? 'ok' : done.refusal.code;
		},
		erased,
		erase() {
			const accept = createAccept(db, createTreeSource(), now);
			const photos = {
				remove(sha256: string) {
					erased.add(sha256);
					return openPhotoFolder(folder).remove(sha256);
				}
			};
			return createEraser(db, {
				...{ now, accept, photos, leftDays: 731 },
				rest: () => Promise.resolve()
			}).pass();
		},
		killAfter: (statements) => void (life.statementsLeft = statements),
		revive() {
			life.statementsLeft = null;
			if (life.isDead) boot();
		},
		get isOlder() {
			return isOlder;
		},
		update() {
			isOlder = false;
			life.isDead = true;
			boot();
		},
		async backup() {
			rmSync(saved, { force: true });
			await sql.raw(`vacuum into '${saved}'`).execute(db);
			backUpPhotos(folder, savedPhotos);
		},
		async restore(isElsewhere = false) {
			if (!existsSync(saved)) return false;
			hasMoved ||= isElsewhere;
			life.isDead = true;
			await engine.settle();
			await db.destroy();
			for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
			copyFileSync(saved, file);
			restorePhotos(folder, savedPhotos, isElsewhere);
			db = await openDatabase({ kind: 'sqlite', file });
			await db
				.updateTable('installation')
				.set({ value: `restored-${++epochs}` })
				.where('key', '=', 'epoch')
				.execute();
			boot();
			return true;
		},
		async close() {
			await engine.settle();
			await db.destroy();
			rmSync(folder, { recursive: true, force: true });
		}
	};
	boot();
	return server;
}
