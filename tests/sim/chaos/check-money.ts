import { balancesOf } from '$lib/domain/ledger/balances';
import { standingOf } from '$lib/domain/ledger/standing';
import type { Booking } from '$lib/domain/booking/schema';
import { ledgerOf } from '$lib/domain/booking/select';
import type { Levy } from '$lib/domain/levy/schema';
import type { OperationsTable, RowsTable } from '$lib/server/db/tables';
import { fail } from './free';

const bodiesOf = <T>(rows: readonly RowsTable[], kind: string): T[] =>
	rows.flatMap((row) => (row.kind === kind && row.body ? [JSON.parse(row.body) as T] : []));

/** Promise 2 of money: what was taken is there, and every sum that somebody reads is the sum of what was done. */
export function checkMoney(log: readonly OperationsTable[], rows: readonly RowsTable[]): void {
	const levies = bodiesOf<Levy>(rows, 'levy');
	const bookings = bodiesOf<Booking>(rows, 'booking');
	const ids = new Set(bookings.map(({ id }) => id));
	for (const { command, result, args } of log)
		if (command === 'fee.collect' && result === 'applied') {
			const { id } = JSON.parse(args) as { id: string };
			if (!ids.has(id)) fail(`money ${id} was taken and is not there`);
		}
	for (const levy of levies) {
		const own = bookings.filter(({ levyId }) => levyId === levy.id);
		const paid = new Map<string, number>();
		for (const { fact, reversal, refunds } of own) {
			if (fact.kind !== 'collection') continue;
			const back = refunds.filter((one) => !one.reversal).reduce((sum, { fen }) => sum + fen, 0);
			const key = `${fact.isLate ? 'late' : 'taken'} ${fact.householdId}`;
			paid.set(key, (paid.get(key) ?? 0) + (reversal ? 0 : fact.fen) - back);
		}
		for (const which of ['taken', 'late'] as const)
			for (const { householdId } of levy.shares) {
				const said = levy[which][householdId] ?? 0;
				const is = paid.get(`${which} ${householdId}`) ?? 0;
				if (said !== is) fail(`list ${levy.id} says ${said} of ${householdId}, who paid ${is}`);
			}
		const count = own.filter(({ fact }) => fact.kind === 'collection').length;
		if (levy.receipts !== count)
			fail(`list ${levy.id} counts ${levy.receipts} of ${count} receipts`);
	}
	for (const campaignId of new Set(levies.map((one) => one.campaignId))) {
		const isOf = (one: { campaignId: string }) => one.campaignId === campaignId;
		const balances = balancesOf(standingOf(ledgerOf(levies.filter(isOf), bookings.filter(isOf))));
		const sum = [...balances.values()].reduce((all, fen) => all + fen, 0);
		if (sum !== 0) fail(`the accounts of ${campaignId} sum up to ${sum}`);
	}
}
