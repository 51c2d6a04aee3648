import * as v from 'valibot';
import {
	AuditEnd,
	AuditLine,
	AuditReply,
	type AuditExportRequest,
	type AuditRequest
} from '$lib/domain/audit';
import { fail, ok, type Result } from '$lib/domain/kernel/result';
import { Problem } from '$lib/protocol/problem';
import { post, type RemoteProblem } from './remote';

/** A page of the audit trail. Never throws. */
export const readTrail = (request: AuditRequest): Promise<Result<AuditReply, RemoteProblem>> =>
	post('/api/audit', request, AuditReply);

/**
 * All lines of a span of days, handed on some hundreds at a time as they come. Resolves with their number; fails with
 * `offline` when the line broke before the end, so that half a trail is never taken for a whole one. Never throws, unless
 * `onLines` does.
 */
export async function exportTrail(
	request: AuditExportRequest,
	onLines: (lines: AuditLine[]) => void
): Promise<Result<number, RemoteProblem>> {
	const response = await ask(request);
	if (!response?.body) return fail({ code: 'offline' });
	if (!response.ok) {
		const problem = v.safeParse(Problem, await response.json().catch(() => null));
		return fail(problem.success ? problem.output : { code: 'offline' });
	}
	let count = 0;
	try {
		for await (const texts of linesOf(response.body)) {
			const values = texts.map((text): unknown => JSON.parse(text));
			const end = v.safeParse(AuditEnd, values.at(-1));
			const lines = v.safeParse(v.array(AuditLine), end.success ? values.slice(0, -1) : values);
			if (!lines.success) return fail({ code: 'protocolNew' });
			count += lines.output.length;
			if (lines.output.length > 0) onLines(lines.output);
			if (end.success) return end.output.end === count ? ok(count) : fail({ code: 'offline' });
		}
	} catch {
		// The stream ended in the middle, or brought half a line: the server or the network is gone.
		return fail({ code: 'offline' });
	}
	return fail({ code: 'offline' });
}

async function ask(request: AuditExportRequest): Promise<Response | undefined> {
	try {
		return await fetch('/api/audit/export', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(request),
			credentials: 'same-origin',
			cache: 'no-store'
		});
	} catch {
		return undefined;
	}
}

/** The whole lines of text in a stream, as many at a time as arrived together. */
async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string[]> {
	const reader = body.getReader();
	const decoder = new TextDecoder();
	let rest = '';
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return;
		const texts = (rest + decoder.decode(value, { stream: true })).split('\n');
		rest = texts.pop() ?? '';
		if (texts.length > 0) yield texts;
	}
}
