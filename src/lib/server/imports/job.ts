import type { Kysely } from 'kysely';
import type { Actor } from '$lib/domain/kernel/actor';
import { dayOf } from '$lib/domain/kernel/day';
import { Cancelled, type Accept } from '../accept/run';
import { actorOf } from '../db/actor';
import type { Tables } from '../db/tables';
import { checkRow, isEmptyRow, type ImportRow } from './check';
import { columnOf, findHeadings, type Headings } from './columns';
import { pause } from './pause';
import { planImport, type Counts, type Plan } from './plan';
import { shown, type ColumnKey, type ImportProblem } from './problem';
import { limits, readSpreadsheet, type Sheet } from './read';
import { loadRegister } from './register';

/** How far an import is. `failed`: problems were found, or (`broken`) the server failed; nothing was written. */
export type Phase = 'reading' | 'checking' | 'ready' | 'writing' | 'done' | 'failed' | 'cancelled';

/** One import of one file, in memory: it ends with the server, and then nothing was written. */
export interface Job {
	readonly jobId: string;
	readonly personId: string;
	readonly deviceId: string;
	/** Epoch ms. */
	readonly startedAt: number;
	phase: Phase;
	done: number;
	total: number;
	counts: Counts | null;
	problems: ImportProblem[];
	problemTotal: number;
	unknownColumns: string[];
	/** The register changed between check and confirmation: the counts are new, and are to be confirmed again. */
	changedMeanwhile: boolean;
	broken: boolean;
	signal: { cancelled: boolean };
	rows: ImportRow[];
	headings: Map<ColumnKey, string>;
}

/** What a job works with. `newId` makes record ids, `now` is the server's clock (epoch ms). */
export interface Bench {
	db: Kysely<Tables>;
	accept: Accept;
	now: () => number;
	newId: () => string;
}

/** A file with more wrong rows than this is wrong as a whole; the rest is only counted. */
const mostProblems = 20_000;

function note(job: Job, problems: readonly ImportProblem[]): void {
	job.problemTotal += problems.length;
	for (const problem of problems)
		if (job.problems.length < mostProblems) job.problems.push(problem);
}

const whole = (reason: ImportProblem['reason'], row = 0): ImportProblem => ({
	row,
	column: '',
	value: '',
	reason
});

/** Runs an import up to `ready`, or to what is wrong with the file. Throws `Cancelled`, and what the database throws. */
export async function checkJob(job: Job, bytes: Uint8Array, bench: Bench): Promise<void> {
	const read = await readSpreadsheet(bytes);
	stopIfCancelled(job);
	if (!read.ok) {
		note(job, [whole(read.error.reason, read.error.row)]);
		job.phase = 'failed';
		return;
	}
	job.phase = 'checking';
	const headings = headingsOf(job, read.value);
	if (headings) await checkRows(job, read.value, headings, dayOf(bench.now()));
	if (job.problemTotal === 0 && job.rows.length === 0) note(job, [whole('noRows')]);
	// Rows that could be read are compared even if others could not: one look shall find everything.
	const plan = await makePlan(job, bench);
	note(job, plan.problems);
	job.problems.sort((a, b) => a.row - b.row);
	job.counts = plan.counts;
	job.phase = job.problemTotal > 0 ? 'failed' : 'ready';
}

function headingsOf(job: Job, sheet: Sheet): Headings | undefined {
	const headings = findHeadings(sheet);
	if (!headings) {
		note(job, [whole(sheet.some((row) => !isEmptyRow(row)) ? 'headingsMissing' : 'fileEmpty')]);
		return undefined;
	}
	const row = headings.index + 1;
	job.unknownColumns = headings.unknown.map(({ heading }) => shown(heading));
	note(
		job,
		headings.missing.map((key) => ({
			...whole('columnMissing', row),
			column: columnOf[key].heading
		}))
	);
	note(
		job,
		headings.twice.map(({ heading }) => ({ ...whole('columnTwice', row), column: shown(heading) }))
	);
	if (sheet.length - row > limits.rows) note(job, [whole('tooManyRows')]);
	return job.problemTotal > 0 ? undefined : headings;
}

async function checkRows(job: Job, sheet: Sheet, headings: Headings, today: string): Promise<void> {
	const titles = sheet[headings.index]!.map((title) => shown(title.trim()));
	job.headings = new Map([...headings.at].map(([position, key]) => [key, titles[position]!]));
	job.total = 2 * (sheet.length - headings.index - 1);
	for (let at = headings.index + 1; at < sheet.length; at++) {
		if (++job.done % 200 === 0) await pause();
		stopIfCancelled(job);
		const cells = sheet[at]!;
		if (isEmptyRow(cells)) continue;
		const { row, problems } = checkRow(cells, at + 1, headings, titles, today);
		note(job, problems);
		if (row) job.rows.push(row);
	}
}

async function makePlan(job: Job, bench: Bench): Promise<Plan> {
	const actor = await actorFor(job, bench);
	const register = actor && (await loadRegister(bench.db, actor, bench.now()));
	if (!register) throw new Error('an appointment ended while its holder imported');
	const before = job.done;
	return planImport(
		job.rows,
		register,
		bench.newId,
		(key) => job.headings.get(key) ?? columnOf[key].heading,
		(done) => {
			stopIfCancelled(job);
			if (job.phase === 'checking') job.done = before + done;
		}
	);
}

const actorFor = (job: Job, bench: Bench): Promise<Actor | undefined> =>
	actorOf(bench.db, job.personId);

/**
 * Writes a job that is ready, in one transaction. Compares with the register once more first: if that has changed,
 * the job goes back to `ready` with new counts, or fails with what is wrong now.
 */
export async function writeJob(job: Job, bench: Bench): Promise<void> {
	const plan = await makePlan(job, bench);
	stopIfCancelled(job);
	if (plan.problems.length > 0) {
		note(job, plan.problems);
		job.phase = 'failed';
		return;
	}
	const isChanged = JSON.stringify(plan.counts) !== JSON.stringify(job.counts);
	job.counts = plan.counts;
	if (isChanged) {
		job.changedMeanwhile = true;
		job.phase = 'ready';
		return;
	}
	job.done = 0;
	job.total = plan.commands.length;
	const actor = (await actorFor(job, bench))!;
	const outcome = await bench.accept.run(plan.commands, actor, {
		at: bench.now(),
		deviceId: job.deviceId,
		signal: job.signal,
		onProgress: (done, total) => {
			job.done = done;
			job.total = total;
		}
	});
	if (outcome.ok) {
		job.phase = 'done';
		return;
	}
	const { refusal } = outcome;
	const row = plan.commands[outcome.index]?.row ?? 0;
	note(job, [{ ...whole('refused', row), detail: { code: refusal.code } }]);
	job.phase = 'failed';
}

function stopIfCancelled(job: Job): void {
	if (job.signal.cancelled) throw new Cancelled();
}
