import type { Operation } from '$lib/protocol/envelope';

/** The paper book of one person: what the phone has said yes to. */

/** An act that the phone was asked for. */
export interface Entry {
	opId: string;
	command: string;
	args: unknown;
	supersedes?: string | undefined;
}

/** What one person knows of the work they did on this phone. */
export class Book {
	/** Acts that the phone said it had saved, in order. */
	readonly saved: Entry[] = [];
	/** Operations that the person gave up or corrected; in two tabs at once they may have done both. */
	readonly settled = new Map<string, string[]>();
	/** What stands in each form. */
	readonly drafts = new Map<string, string>();
	/** An act during which the browser was killed: it is there whole or not at all. */
	unsure: Omit<Entry, 'opId'> | null = null;
	/** A form's content during whose keeping it was killed: the one or the other. */
	unsureDraft: { key: string; words: string | undefined } | null = null;
	/** The highest confirmed number of each record that was ever seen on the disk. */
	readonly seen = new Map<string, number>();
	/** Whether everything was taken off at a sign-out and has not come back. */
	isWiped = true;

	/** Notes what the phone said to an act. */
	note(entry: Omit<Entry, 'opId'>, said: { opId: string } | { code: string }): void {
		if ('opId' in said) this.saved.push({ ...entry, opId: said.opId });
		else if (said.code === 'killed') this.unsure = entry;
		if ('opId' in said && entry.supersedes) this.settle(entry.supersedes, 'corrected');
	}

	/** Notes how the person put an operation away. */
	settle(opId: string, how: 'discarded' | 'corrected'): void {
		this.settled.set(opId, [...(this.settled.get(opId) ?? []), how]);
	}

	/** Settles what was unsure, now that the disk can be read. Answers the operation if it was the unsure one. */
	adopt(operation: Operation): boolean {
		const { unsure } = this;
		if (!unsure) return false;
		const isIt =
			operation.command === unsure.command &&
			JSON.stringify(operation.args) === JSON.stringify(unsure.args);
		if (!isIt) return false;
		this.note(unsure, { opId: operation.opId });
		if (unsure.command === 'operation.discard')
			this.settle((unsure.args as { opId: string }).opId, 'discarded');
		this.unsure = null;
		return true;
	}
}
