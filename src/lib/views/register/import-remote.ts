import * as v from 'valibot';
import { get, post, type RemoteProblem } from '$lib/app/remote';
import { fail, ok, type Result } from '$lib/domain/kernel/result';
import type zh from '$lib/text/zh-CN/register';

/** Why a cell, a row or a file was refused; `text/` has words for each. */
export type ImportReason = keyof (typeof zh)['reasons'];

const Problem = v.object({
	row: v.number(),
	column: v.string(),
	value: v.string(),
	reason: v.pipe(
		v.string(),
		v.transform((reason) => reason as ImportReason)
	),
	detail: v.optional(v.record(v.string(), v.union([v.string(), v.number()])))
});
/** One thing that is wrong; `row` 0 concerns the whole file. */
export type ImportProblem = v.InferOutput<typeof Problem>;

const Count = v.object({ new: v.number(), changed: v.number(), unchanged: v.number() });

const Status = v.object({
	jobId: v.string(),
	phase: v.picklist(['reading', 'checking', 'ready', 'writing', 'done', 'failed', 'cancelled']),
	done: v.number(),
	total: v.number(),
	counts: v.nullable(v.object({ areas: Count, doors: Count, households: Count, residents: Count })),
	problems: v.array(Problem),
	problemTotal: v.number(),
	unknownColumns: v.array(v.string()),
	changedMeanwhile: v.boolean(),
	broken: v.boolean()
});
/** How an import stands at the server. */
export type ImportStatus = v.InferOutput<typeof Status>;

type Asked<T> = Promise<Result<T, RemoteProblem>>;

/** How the import stands. */
export const askStatus = (jobId: string): Asked<ImportStatus> =>
	get(`/api/import/${jobId}`, Status);

/** Every problem that the server kept. */
export const askProblems = (jobId: string): Asked<ImportProblem[]> =>
	get(`/api/import/${jobId}/problems`, v.array(Problem));

/** The word to go. */
export const confirmImport = (jobId: string): Asked<ImportStatus> =>
	post(`/api/import/${jobId}/confirm`, {}, Status);

/** Stops the import. */
export const cancelImport = (jobId: string): Asked<ImportStatus> =>
	post(`/api/import/${jobId}/cancel`, {}, Status);

const Started = v.object({ jobId: v.string() });
const Refused = v.object({ code: v.string() });

/**
 * Sends a spreadsheet as it is and answers with the job's id. `signal` stops the upload (then `offline`, as after a
 * broken line). Never throws.
 */
export async function sendFile(
	file: Blob,
	signal: AbortSignal
): Promise<Result<{ jobId: string }, RemoteProblem>> {
	try {
		const response = await fetch('/api/import', {
			method: 'POST',
			headers: { 'content-type': 'application/octet-stream' },
			body: file,
			signal,
			credentials: 'same-origin'
		});
		const answer: unknown = await response.json();
		if (response.ok) return ok(v.parse(Started, answer));
		const refused = v.safeParse(Refused, answer);
		return fail({
			code: (refused.success ? refused.output.code : 'offline') as RemoteProblem['code']
		});
	} catch {
		// fetch and JSON fail for one reason that matters here: our server did not answer.
		return fail({ code: 'offline' });
	}
}
