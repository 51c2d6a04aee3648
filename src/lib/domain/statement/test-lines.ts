import { idOf } from '../test-world';
import type { Move } from './moves';
import type { BankLine } from './schema';

// Lines and moves for the tests, by short names.

/** What `bank.import` takes of one line. */
export const lineArgs = (name: string, fen: number, more: object = {}) => ({
	...{ id: idOf(name), day: '2026-03-02', fen, way: 'in' },
	...{ counterpart: '某人', remark: '', serial: '' },
	...more
});

/** A line as a record. */
export const line = (name: string, day: string, fen: number, more: Partial<BankLine> = {}) =>
	({
		...{ ...lineArgs(name, fen), day, campaignId: idOf('camp'), areaId: idOf('C'), seen: 1 },
		by: { personId: idOf('A'), name: 'A', role: 'office' },
		...{ at: 0, match: null, aside: null, said: null },
		...more
	}) as BankLine;

/** What the books say, entered on one day. */
export const move = (name: string, day: string, fen: number, more: Partial<Move> = {}): Move => ({
	...{ bookingId: idOf(name), refundId: null, way: 'in', fen, from: day, to: day },
	...{ means: null, reference: null, lineId: null },
	...more
});
