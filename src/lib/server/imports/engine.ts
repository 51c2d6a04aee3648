import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { uuid7 } from '$lib/domain/kernel/uuid';
import { Cancelled, type Accept } from '../accept/run';
import { actorOf } from '../db/actor';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';
import type { Bench, Job, Phase } from './job';
import type { Counts } from './plan';
import type { ImportProblem } from './problem';
import { mayImport } from './register';

/** How an import stands, as pages show it. `problems` are the first two hundred of `problemTotal`. */
export interface ImportStatus {
	jobId: string;
	phase: Phase;
	/** Steps of the present phase; `total` 0 while that is not known. */
	done: number;
	total: number;
	counts: Counts | null;
	problems: ImportProblem[];
	problemTotal: number;
	unknownColumns: string[];
	changedMeanwhile: boolean;
	broken: boolean;
}

/** Imports of the register. Everything is refused with `notFound` unless it is the person's own job. */
export interface ImportEngine {
	/**
	 * Begins to read and check a file; returns at once. A job of the same person that has not begun to write is
	 * cancelled; `busy` while it writes or when too many others are at it. `notAllowed` without a post that may import.
	 */
	startImport(personId: string, bytes: Uint8Array): Promise<{ jobId: string }>;
	importStatus(jobId: string, personId: string): Promise<ImportStatus>;
	/** All problems that were kept (up to 20,000). */
	importProblems(jobId: string, personId: string): Promise<ImportProblem[]>;
	/** Begins to write a job that is `ready`; otherwise `busy`. */
	confirmImport(jobId: string, personId: string): Promise<ImportStatus>;
	/** Stops a job wherever it is; what it wrote is rolled back. A job that ended stays as it is. */
	cancelImport(jobId: string, personId: string): Promise<ImportStatus>;
	/** Stops every job and resolves when the last one has let go of the database. For the end of the server. */
	stopImports(): Promise<void>;
}

const keptMs = 3_600_000;
const mostRunning = 4;
const firstProblems = 200;

/** What reads spreadsheets and spells names weighs as much as the rest of the server: fetched for the first import. */
const atWork = () => import('./job');

/** Builds the import. `onError` hears of failures that are not the file's; they hold no person's data. */
export function createImports(
	db: Kysely<Tables>,
	accept: Accept,
	options: {
		now?: () => number;
		onError?: (error: unknown) => void;
		/** Told how a job ended: `ok`, or the phase in which it stopped. */
		onEnd?: (personId: string, jobId: string, result: string) => void;
	} = {}
): ImportEngine {
	const now = options.now ?? Date.now;
	const newId = () => uuid7(now(), randomBytes(10));
	const bench: Bench = { db, accept, now, newId };
	const jobs = new Map<string, Job>();

	const isRunning = ({ phase }: Job) =>
		phase === 'reading' || phase === 'checking' || phase === 'writing';

	function ownJob(jobId: string, personId: string): Job {
		const job = jobs.get(jobId);
		if (!job || job.personId !== personId) throw new ProblemError(404, 'notFound');
		return job;
	}

	const driven = new Set<Promise<void>>();

	function drive(job: Job, work: Promise<void>): void {
		const end = finish(job, work).finally(() => driven.delete(end));
		driven.add(end);
	}

	async function finish(job: Job, work: Promise<void>): Promise<void> {
		try {
			await work;
		} catch (error) {
			job.phase = error instanceof Cancelled ? 'cancelled' : 'failed';
			job.broken = job.phase === 'failed';
			if (job.broken) options.onError?.(error);
		}
		if (job.phase !== 'ready') end(job);
	}

	function end(job: Job): void {
		job.rows = [];
		options.onEnd?.(job.personId, job.jobId, job.phase === 'done' ? 'ok' : job.phase);
	}

	function makeRoom(personId: string): void {
		for (const [jobId, job] of jobs) {
			if (!isRunning(job) && job.startedAt < now() - keptMs) jobs.delete(jobId);
			else if (job.personId === personId) {
				if (job.phase === 'writing') throw new ProblemError(409, 'busy');
				job.signal.cancelled = true;
				jobs.delete(jobId);
			}
		}
		if ([...jobs.values()].filter(isRunning).length >= mostRunning)
			throw new ProblemError(503, 'busy');
	}

	return {
		async startImport(personId, bytes) {
			const actor = await actorOf(db, personId);
			if (!actor || !mayImport(actor, now())) throw new ProblemError(403, 'notAllowed');
			makeRoom(personId);
			const job: Job = {
				jobId: newId(),
				personId,
				deviceId: newId(),
				startedAt: now(),
				phase: 'reading',
				done: 0,
				total: 0,
				counts: null,
				problems: [],
				problemTotal: 0,
				unknownColumns: [],
				changedMeanwhile: false,
				broken: false,
				signal: { cancelled: false },
				rows: [],
				headings: new Map()
			};
			jobs.set(job.jobId, job);
			drive(
				job,
				atWork().then(({ checkJob }) => checkJob(job, bytes, bench))
			);
			return { jobId: job.jobId };
		},
		importStatus: async (jobId, personId) => statusOf(ownJob(jobId, personId)),
		importProblems: async (jobId, personId) => ownJob(jobId, personId).problems,
		async confirmImport(jobId, personId) {
			const job = ownJob(jobId, personId);
			if (job.phase !== 'ready') throw new ProblemError(409, 'busy');
			job.phase = 'writing';
			job.changedMeanwhile = false;
			drive(
				job,
				atWork().then(({ writeJob }) => writeJob(job, bench))
			);
			return statusOf(job);
		},
		async cancelImport(jobId, personId) {
			const job = ownJob(jobId, personId);
			if (isRunning(job)) job.signal.cancelled = true;
			else if (job.phase === 'ready') {
				job.phase = 'cancelled';
				end(job);
			}
			return statusOf(job);
		},
		async stopImports() {
			for (const job of jobs.values()) job.signal.cancelled = true;
			await Promise.all(driven);
		}
	};
}

const statusOf = (job: Job): ImportStatus => ({
	jobId: job.jobId,
	phase: job.phase,
	done: job.done,
	total: job.total,
	counts: job.counts,
	problems: job.problems.slice(0, firstProblems),
	problemTotal: job.problemTotal,
	unknownColumns: job.unknownColumns,
	changedMeanwhile: job.changedMeanwhile,
	broken: job.broken
});
