import type { OperationsTable, RowsTable } from '$lib/server/db/tables';
import type { OutboxEntry } from '$lib/store/db';
import { isToCome } from './ages';
import { fail, freeToGo } from './free';

/** Nobody is told that a household is unknown which their own phone had registered before: it goes up first. */
export function checkBorn(log: readonly OperationsTable[]): void {
	const made = log.filter(
		({ command, result }) => command === 'household.register' && result === 'applied'
	);
	for (const line of log) {
		if (!line.refusal?.includes('householdUnknown')) continue;
		const { householdId } = JSON.parse(line.args) as { householdId?: string };
		const isOvertaken = made.some(
			({ device_id, seq, args }) =>
				device_id === line.device_id &&
				seq < line.seq &&
				(JSON.parse(args) as { id: string }).id === householdId
		);
		if (isOvertaken) fail(`${line.command} ${line.op_id} overtook its household`);
	}
}

/** The telephone numbers of a healed world were all written by somebody whose amendment was applied, in either version. */
export function checkNumbers(log: readonly OperationsTable[], rows: readonly RowsTable[]): void {
	const amends = log.filter(
		({ command, result }) => command === 'household.amend' && result === 'applied'
	);
	const written = new Set(amends.flatMap(({ args }) => args.match(/\b138\d{8}\b/g) ?? []));
	const kept = new Set(
		rows.flatMap(({ kind, body }) =>
			kind === 'household' ? (body?.match(/\b138\d{8}\b/g) ?? []) : []
		)
	);
	for (const number of kept) if (!written.has(number)) fail(`nobody wrote down ${number}`);
}

/**
 * What a server that is older than the phones holds up and should not: it may do so with what it does not know, what
 * changes the same records afterwards, and what is about a household that only came with it.
 */
export function heldUp(entries: readonly OutboxEntry[]): OutboxEntry[] {
	const late = new Set<string>();
	return freeToGo(entries).filter(({ operation, keys }) => {
		const { command: name, version, args } = operation;
		const about = (args as { householdId?: string }).householdId;
		const isLate =
			isToCome({ name, version }) ||
			keys.some((key) => late.has(key)) ||
			entries.some(({ operation: { command, args: made } }) =>
				command === 'household.register' ? (made as { id: string }).id === about : false
			);
		if (isLate) for (const key of keys) late.add(key);
		return !isLate;
	});
}
