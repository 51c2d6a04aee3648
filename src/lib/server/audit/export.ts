import type { AuditCursor, AuditExportRequest, AuditLine } from '$lib/domain/audit';
import type { Engine } from '../engine/engine';

/**
 * The trail of a span of days as a stream of lines of JSON. The next page is only read when the one before has been
 * taken, so a million lines never lie in memory. The last line is an `AuditEnd`; a stream that breaks has none. Rejects
 * as `auditPage` does, before anything is sent.
 */
export async function exportTrail(
	engine: Pick<Engine, 'auditExportPage' | 'noteAudit'>,
	personId: string,
	request: AuditExportRequest
): Promise<ReadableStream<Uint8Array>> {
	const encoder = new TextEncoder();
	let page = await engine.auditExportPage(personId, request, null);
	// Noted before the first line leaves: an export that is broken off halfway was one.
	await engine.noteAudit({ action: 'auditExported', result: 'ok', personId });
	let count = 0;
	return new ReadableStream(
		{
			async pull(controller) {
				if (page.length === 0) {
					controller.enqueue(encoder.encode(`${JSON.stringify({ end: count })}\n`));
					controller.close();
					return;
				}
				count += page.length;
				controller.enqueue(encoder.encode(textOf(page)));
				page = await engine.auditExportPage(personId, request, cursorOf(page.at(-1)!));
			}
		},
		{ highWaterMark: 1 }
	);
}

const textOf = (lines: readonly AuditLine[]): string =>
	lines.map((line) => `${JSON.stringify(line)}\n`).join('');

const cursorOf = ({ at, community, id }: AuditLine): AuditCursor => ({ at, community, id });
