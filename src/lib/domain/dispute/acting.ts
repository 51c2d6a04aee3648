import type { Role } from '../kernel/actor';
import type { CommandDef } from '../kernel/record';
import { rights, type Right } from '../kernel/rights';
import type { Id } from '../kernel/id';
import type { Part } from './lists';
import { caseReads, caseReadsThen } from './make';
import type { Dispute } from './schema';
import { seatIn } from './seats';

/** An act in a case: its name and who may do it, with what every such act has in common. */
export const inCase = <Args extends { id: Id; caseId: Id }>(
	name: Right & `dispute.${string}`,
	parts: readonly Part[]
) =>
	({
		name,
		version: 1,
		roles: rights[name] as readonly Role[],
		reads: caseReads,
		readsThen: caseReadsThen,
		area: ({ caseId }, reading) => reading.get<Dispute>('dispute', caseId)?.areaId,
		postOf({ caseId }, reading, actor, when) {
			const dispute = reading.get<Dispute>('dispute', caseId);
			return dispute && seatIn(dispute, actor, parts, when);
		}
	}) satisfies Omit<CommandDef<Args>, 'schema' | 'decide'>;

/** Who runs a case. */
export const running = ['main', 'helper'] as const;
/** Everybody in it, who is called in too. */
export const everybody = ['main', 'helper', 'expert'] as const;
/** Who answers for it, besides the lead. */
export const answering = ['main'] as const;
