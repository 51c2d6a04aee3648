import { isErasedCode } from '$lib/domain/erasure/select';
import type { Event } from '$lib/domain/kernel/record';
import type { Refusal } from '$lib/domain/kernel/refusal';
import { contentHash, writeRedaction } from '../audit/canonical.mjs';
import type { OperationsTable } from '../db/tables';

/** The request at which what a refused operation speaks of was deleted; undefined for other refusals. */
export function erasureOf({ code, detail }: Refusal): string | undefined {
	const erasure = detail?.['erasure'];
	return isErasedCode(code) && typeof erasure === 'string' ? erasure : undefined;
}

/** The columns of a line that hold words. */
export type Wordy = Pick<OperationsTable, 'args' | 'base' | 'refusal' | 'events'>;

/**
 * A line's columns without what somebody wrote, and with the hash of it. What its receipt is made of stays: the code of
 * the refusal, and which records the operation changed, by their ids.
 */
export function withoutWords(
	line: Wordy,
	erasure: string
): Pick<OperationsTable, keyof Wordy | 'redacted'> {
	const { args, base, refusal, events } = line;
	const content = contentHash({ args, base, refusal, events });
	return {
		args: 'null',
		base: '{}',
		refusal: refusal === null ? null : JSON.stringify(bare(JSON.parse(refusal) as Refusal)),
		events: JSON.stringify((JSON.parse(events) as Event[]).map(bareEvent)),
		redacted: writeRedaction({ content, erasure })
	};
}

const bareEvent = ({ kind, id, type, partly }: Event): Event => ({
	...{ kind, id, type, data: null },
	...(partly ? { partly } : {})
});

/** `why` may hold a piece of what did not fit. */
function bare({ code, field, detail }: Refusal): Refusal {
	const kept = Object.entries(detail ?? {}).filter(([name]) => name !== 'why');
	return {
		code,
		...(field ? { field } : {}),
		...(kept.length > 0 ? { detail: Object.fromEntries(kept) } : {})
	};
}
