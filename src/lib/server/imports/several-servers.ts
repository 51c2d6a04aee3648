import type { Kysely, Selectable } from 'kysely';
import type { ImportJobsTable, Tables } from '../db/tables';
import { ProblemError } from '../http/problem';
import type { ImportEngine, ImportStatus } from './engine';
import type { ImportProblem } from './problem';

/**
 * Imports where several servers share one PostgreSQL. The server that was given the file keeps the job; it says in the
 * database how the job stands and looks there for what the others were asked to have done with it.
 */

/** How often a server says how its jobs stand, ms. */
const beatEveryMs = 400;
/** A server that has said nothing for so long is gone, and its jobs with it, ms. */
const goneMs = 15_000;
const keptMs = 3_600_000;

/** A job of this server's, and what it last said of it. Times are epoch ms. */
interface Mine {
	personId: string;
	since: number;
	said: string;
	saidAt: number;
}

const isOver = ({ phase }: ImportStatus) =>
	phase === 'done' || phase === 'failed' || phase === 'cancelled';

/** Lays the sharing over one server's own imports. `now` is the server's clock, epoch ms. */
export function shareImports(
	db: Kysely<Tables>,
	own: ImportEngine,
	options: { now(): number; onError(error: unknown): void }
): ImportEngine {
	const { now } = options;
	const mine = new Map<string, Mine>();
	let timer: NodeJS.Timeout | undefined;
	let beating: Promise<void> = Promise.resolve();

	/** Does what was wanted of a job, then writes how it stands, if that is news or the last sign of life is old. */
	async function say(jobId: string, job: Mine): Promise<void> {
		const { personId } = job;
		await db.transaction().execute(async (trx) => {
			const line = await trx
				.selectFrom('import_jobs')
				.select('wanted')
				.where('job_id', '=', jobId)
				.forUpdate()
				.executeTakeFirst();
			const before = await own.importStatus(jobId, personId);
			const isForgotten = before.phase === 'ready' && job.since < now() - keptMs;
			if (line?.wanted === 'cancel' || isForgotten) await own.cancelImport(jobId, personId);
			else if (line?.wanted === 'confirm' && before.phase === 'ready')
				await own.confirmImport(jobId, personId);
			const status = await own.importStatus(jobId, personId);
			const text = JSON.stringify(status);
			const isNews = text !== job.said || line?.wanted;
			if (!isNews && job.saidAt > now() - goneMs / 3) return;
			const problems = isNews && JSON.stringify(await own.importProblems(jobId, personId));
			await trx
				.updateTable('import_jobs')
				.set({ status: text, ...(problems ? { problems } : {}), wanted: null, beat_at: now() })
				.where('job_id', '=', jobId)
				.execute();
			Object.assign(job, { said: text, saidAt: now() });
			if (isOver(status)) mine.delete(jobId);
		});
	}

	async function sayAll(): Promise<void> {
		for (const [jobId, job] of [...mine])
			try {
				await say(jobId, job);
			} catch (error) {
				if (!(error instanceof ProblemError)) options.onError(error);
				else {
					// Its person has begun another one: this one is forgotten here, and so everywhere.
					mine.delete(jobId);
					await db.deleteFrom('import_jobs').where('job_id', '=', jobId).execute();
				}
			}
	}

	/** Says how all jobs stand, now and then every so often while there are any. */
	function beat(): Promise<void> {
		clearTimeout(timer);
		beating = beating
			.then(sayAll)
			.catch(options.onError)
			.then(() => {
				clearTimeout(timer);
				if (mine.size > 0) timer = setTimeout(() => void beat(), beatEveryMs).unref();
			});
		return beating;
	}

	const read = (line: Pick<Selectable<ImportJobsTable>, 'status' | 'beat_at'>): ImportStatus => {
		const status = JSON.parse(line.status) as ImportStatus;
		const isGone = !isOver(status) && line.beat_at < now() - goneMs;
		return isGone ? { ...status, phase: 'failed', broken: true } : status;
	};

	async function lineOf(trx: Kysely<Tables>, jobId: string, personId: string) {
		const line = await trx
			.selectFrom('import_jobs')
			.selectAll()
			.where('job_id', '=', jobId)
			.where('person_id', '=', personId)
			.$if(trx.isTransaction, (query) => query.forUpdate())
			.executeTakeFirst();
		if (!line) throw new ProblemError(404, 'notFound');
		return line;
	}

	/** Asks the server that keeps the job; answers how it stands from now on. */
	const want = (
		jobId: string,
		personId: string,
		wanted: 'confirm' | 'cancel',
		next: (status: ImportStatus) => ImportStatus
	) =>
		db.transaction().execute(async (trx) => {
			const line = await lineOf(trx, jobId, personId);
			const status = read(line);
			const after = next(status);
			if (after !== status || wanted === 'cancel')
				await trx
					.updateTable('import_jobs')
					.set({ wanted, status: JSON.stringify(after) })
					.where('job_id', '=', jobId)
					.execute();
			return after;
		});

	/** A person has one import at a time, wherever it runs. */
	async function makeRoom(personId: string): Promise<void> {
		await db
			.deleteFrom('import_jobs')
			.where('beat_at', '<', now() - keptMs)
			.execute();
		const lines = await db
			.selectFrom('import_jobs')
			.selectAll()
			.where('person_id', '=', personId)
			.execute();
		const elsewhere = lines.filter((line) => !mine.has(line.job_id) && !isOver(read(line)));
		if (elsewhere.some((line) => read(line).phase === 'writing'))
			throw new ProblemError(409, 'busy');
		for (const { job_id } of elsewhere) await want(job_id, personId, 'cancel', (status) => status);
	}

	const isOwn = (jobId: string, personId: string) => mine.get(jobId)?.personId === personId;

	return {
		async startImport(personId, bytes) {
			await makeRoom(personId);
			const { jobId } = await own.startImport(personId, bytes);
			const status = JSON.stringify(await own.importStatus(jobId, personId));
			await db
				.insertInto('import_jobs')
				.values({
					job_id: jobId,
					person_id: personId,
					status,
					problems: '[]',
					wanted: null,
					beat_at: now()
				})
				.execute();
			mine.set(jobId, { personId, since: now(), said: status, saidAt: now() });
			await beat();
			return { jobId };
		},
		importStatus: async (jobId, personId) =>
			isOwn(jobId, personId)
				? own.importStatus(jobId, personId)
				: read(await lineOf(db, jobId, personId)),
		importProblems: async (jobId, personId) =>
			isOwn(jobId, personId)
				? own.importProblems(jobId, personId)
				: (JSON.parse((await lineOf(db, jobId, personId)).problems) as ImportProblem[]),
		async confirmImport(jobId, personId) {
			if (!isOwn(jobId, personId))
				return want(jobId, personId, 'confirm', (status) => {
					if (status.phase !== 'ready') throw new ProblemError(409, 'busy');
					return { ...status, phase: 'writing', done: 0, changedMeanwhile: false };
				});
			const status = await own.confirmImport(jobId, personId);
			await beat();
			return status;
		},
		async cancelImport(jobId, personId) {
			if (!isOwn(jobId, personId)) return want(jobId, personId, 'cancel', (status) => status);
			const status = await own.cancelImport(jobId, personId);
			await beat();
			return status;
		},
		async stopImports() {
			await own.stopImports();
			await beat();
			clearTimeout(timer);
		}
	};
}
