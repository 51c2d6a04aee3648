import { randomBytes } from 'node:crypto';
import type { Role } from '../../../src/lib/domain/kernel/actor';
import { uuid7 } from '../../../src/lib/domain/kernel/uuid';

// Cases for the rows of the matrix that are about those: opened in the unit, handed up to whoever has the grid.

const id = (): string => uuid7(Date.now(), randomBytes(10));

/** Acts as somebody in a role; the same as the world's own. */
type Run = (
	by: { personId?: string; role: Role; area: 'U' | 'G' | 'C' | 'S' },
	commands: [name: string, args: unknown][]
) => Promise<void>;

const party = (side: 'first' | 'second') => ({
	...{ id: id(), side, householdId: null, residentId: null, name: '某人', sex: 1 },
	...{ birthYear: 1970, ethnicity: '', occupation: '', phone: null, address: '' },
	...{ guardian: null, agent: null }
});

/** Arguments of `dispute.open`. */
export const disputeAt = (placeId: string) => ({
	...{ id: id(), placeId, source: 'patrol', category: 'neighbours', scale: 'ordinary' },
	...{ colour: 'blue', place: '', matter: '', demand: '', people: 2 },
	parties: [party('first'), party('second')]
});

/** A case that whoever looks after the grid answers for, and what was moved in it besides. */
export async function openCase(
	run: Run,
	areas: Readonly<Record<'U', string>>,
	more: (args: { id: string; partyIds: string[] }) => [name: string, args: object][] = () => []
) {
	const args = disputeAt(areas.U);
	const partyIds = args.parties.map((one) => one.id);
	const lead = { role: 'mediationLead', area: 'C' } as const;
	const seatId = id();
	const act = { caseId: args.id, seen: [args.id, args.id] };
	await run({ role: 'unitLeader', area: 'U' }, [['dispute.open', args]]);
	await run(lead, [
		['dispute.handUp', { ...act, id: seatId, to: 'gridWorker', words: '劝不动' }],
		...more({ id: args.id, partyIds }).map(([name, own]): [string, unknown] => [
			name,
			{ ...act, id: id(), seen: [args.id, args.id, seatId], ...own }
		])
	]);
	return { caseId: args.id, partyIds, seen: [args.id, args.id, seatId] };
}
