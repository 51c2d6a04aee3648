import { randomBytes } from 'node:crypto';
import { uuid7 } from '../../src/lib/domain/kernel/uuid';

const id = (): string => uuid7(Date.now(), randomBytes(10));

/** A visit as a phone would send it, for tests that speak to the server without one. `seq`: its place in the push. */
export function rawVisit(householdId: string, seq = 1) {
	const at = Date.now();
	return {
		opId: id(),
		seq,
		command: 'visit.log',
		version: 1,
		args: { id: id(), householdId, result: 'home', needs: [], words: '都好' },
		at,
		clock: `${at}-0000`,
		base: {},
		scope: ''
	};
}
