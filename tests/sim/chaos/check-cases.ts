import type { CaseBook, CaseEntry, Dispute } from '$lib/domain/dispute/schema';
import type { OperationsTable, RowsTable } from '$lib/server/db/tables';
import { fail } from './free';

/** What may follow what, in words of its own. */
const next: Record<string, readonly string[]> = {
	open: ['agreed', 'declined', 'failed'],
	agreed: ['closed', 'open'],
	declined: ['closed', 'open'],
	failed: ['closed', 'open'],
	closed: ['open']
};

const bodiesOf = <T>(rows: readonly RowsTable[], kind: string): T[] =>
	rows.flatMap((row) => (row.kind === kind && row.body ? [JSON.parse(row.body) as T] : []));

/** Acts that leave an entry of their own. */
const leavesEntry = /^dispute\.(?!open|look|amendEntry)/;

/**
 * The promises about cases: everybody's words are kept, each case goes its way, and numbers have no gaps. Answers how often
 * what was done, so that nobody takes a promise for kept which never came to the test.
 */
export function checkCases(
	log: readonly OperationsTable[],
	rows: readonly RowsTable[]
): Map<string, number> {
	const disputes = bodiesOf<Dispute>(rows, 'dispute');
	const entries = new Map(bodiesOf<CaseEntry>(rows, 'caseEntry').map((one) => [one.id, one]));
	for (const { command, result, args, person_id } of log) {
		if (result !== 'applied' || !leavesEntry.test(command)) continue;
		const { id, words } = JSON.parse(args) as { id: string; words?: string };
		const entry = entries.get(id);
		if (!entry) fail(`${command} ${id} was applied, and the case says nothing of it`);
		if (entry!.by.personId !== person_id) fail(`${command} ${id} is under another name`);
		const hasWords = !/amend$|agree$|plan$/.test(command);
		if (hasWords && words !== undefined && entry!.words !== words && !entry!.cleared)
			fail(`${command} ${id} lost its words`);
	}
	for (const { id, turns, seats, agreement } of disputes) {
		turns.forEach(({ to }, i) => {
			const from = turns[i - 1]?.to;
			if (from ? !next[from]!.includes(to) : to !== 'open')
				fail(`case ${id} went from ${from} to ${to}`);
		});
		const end = turns.findLast(({ to }) => to !== 'closed')?.to;
		if ((end === 'agreed') !== (agreement !== null))
			fail(`case ${id} is ${end} and ${agreement ? 'has' : 'lacks'} an agreement that holds`);
		const main = seats.filter(({ part, to }) => part === 'main' && to === null);
		if (main.length !== 1) fail(`case ${id} has ${main.length} who answer for it`);
	}
	const numbers = new Map<string, number[]>();
	for (const { areaId, number } of disputes) {
		if (!number) continue;
		const key = `${areaId} ${number.year}`;
		numbers.set(key, [...(numbers.get(key) ?? []), number.no]);
	}
	const books = new Map(bodiesOf<CaseBook>(rows, 'caseBook').map((one) => [one.areaId, one]));
	for (const [key, given] of numbers) {
		const [areaId, year] = key.split(' ') as [string, string];
		const sorted = [...given].sort((a, b) => a - b);
		if (sorted.some((no, i) => no !== i + 1)) fail(`numbers of ${key} are ${sorted.join()}`);
		if (books.get(areaId)?.given[year] !== given.length)
			fail(`the book of ${key} says otherwise than its cases`);
	}
	const told = [
		...log.flatMap(({ command, result }) =>
			command.startsWith('dispute.') ? [`${command} ${result}`] : []
		),
		...disputes.flatMap(({ turns }) => turns.slice(1).map(({ to }) => `case ${to}`)),
		...[...entries.values()].flatMap(({ undone }) => (undone ? [`undone ${undone}`] : []))
	];
	const counts = new Map<string, number>();
	for (const one of told) counts.set(one, (counts.get(one) ?? 0) + 1);
	return counts;
}
