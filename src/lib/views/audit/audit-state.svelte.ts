import { exportTrail, readTrail } from '$lib/app/audit';
import type { RemoteProblem } from '$lib/app/remote';
import type {
	AuditCursor,
	AuditExportRequest,
	AuditKind,
	AuditLine,
	AuditOutcome,
	AuditRequest
} from '$lib/domain/audit';
import { t } from '$lib/text/text.svelte';
import { byteOrderMark, csvLine } from '../figures/sheet';
import { cellsOfLine } from './say-line';

/** What the form holds; '' stands for any. */
export interface AuditFilter {
	from: string;
	to: string;
	person: string;
	kind: AuditKind | '';
	outcome: AuditOutcome | '';
}

const requestOf = ({ from, to, person, kind, outcome }: AuditFilter): AuditRequest => ({
	from,
	to,
	...(person.trim() ? { person: person.trim() } : {}),
	...(kind ? { kind } : {}),
	...(outcome ? { outcome } : {})
});

/** The pages fetched so far of one search. Kept on the screen alone: the device never stores any of it. */
export class AuditState {
	lines = $state.raw<AuditLine[]>();
	problem = $state.raw<RemoteProblem['code']>();
	busy = $state(false);
	/** Lines of a download under way, undefined without one. */
	fetched = $state<number>();
	#request: AuditRequest | undefined;
	#more = $state.raw<AuditCursor | null>(null);

	/** Whether earlier lines are left. */
	get hasMore(): boolean {
		return this.#more !== null;
	}

	/** Begins a search anew. */
	async search(filter: AuditFilter): Promise<void> {
		this.#request = requestOf(filter);
		await this.#fetch(null);
	}

	/** Fetches the next page of the search, under the conditions with which it began. */
	async goOn(): Promise<void> {
		if (this.#more) await this.#fetch(this.#more);
	}

	async #fetch(after: AuditCursor | null): Promise<void> {
		const request = this.#request;
		if (!request) return;
		this.busy = true;
		const answer = await readTrail(after ? { ...request, after } : request);
		// Somebody has searched for something else meanwhile.
		if (request !== this.#request) return;
		this.busy = false;
		this.problem = answer.ok ? undefined : answer.error.code;
		if (!answer.ok) {
			if (!after) this.lines = undefined;
			return;
		}
		this.lines = after ? [...(this.lines ?? []), ...answer.value.lines] : answer.value.lines;
		this.#more = answer.value.more;
	}

	/**
	 * All lines of these days as a file with their number, undefined when it did not come whole. Every page becomes a piece of the file at
	 * once, which browsers keep on the disk.
	 */
	async file(days: AuditExportRequest): Promise<{ file: Blob; count: number } | undefined> {
		this.fetched = 0;
		const pieces = [new Blob([byteOrderMark, csvLine(t.audit.columns)])];
		const done = await exportTrail(days, (lines) => {
			pieces.push(new Blob(lines.map((line) => csvLine(cellsOfLine(line)))));
			this.fetched = (this.fetched ?? 0) + lines.length;
		});
		this.fetched = undefined;
		if (!done.ok) return undefined;
		return { file: new Blob(pieces, { type: 'text/csv;charset=utf-8' }), count: done.value };
	}
}
