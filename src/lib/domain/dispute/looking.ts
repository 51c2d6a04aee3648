import type { CommandDef } from '../kernel/record';
import { refuse } from '../kernel/refusal';
import { ok } from '../kernel/result';
import { everybody, inCase } from './acting';
import { LookAtDispute } from './args';
import type { Dispute } from './schema';
import { seatIn } from './seats';

/**
 * That somebody opened a case. It changes nothing: the line in the log is what it is for. An act like any other, so that it
 * is noted without signal, too, and goes up however late; whoever lost their seat meanwhile looked all the same.
 */
const look: CommandDef<LookAtDispute> = {
	...inCase<LookAtDispute>('dispute.look', everybody),
	schema: LookAtDispute,
	reads: ({ caseId }) => [{ kind: 'dispute', id: caseId }],
	readsThen: () => [],
	postOf({ caseId }, reading, actor) {
		const dispute = reading.get<Dispute>('dispute', caseId);
		return dispute && seatIn(dispute, actor, everybody, 'ever');
	},
	decide: (reading, { caseId }) =>
		reading.get('dispute', caseId) ? ok([]) : refuse('caseUnknown', 'caseId')
};

export const looking: readonly CommandDef[] = [look];
