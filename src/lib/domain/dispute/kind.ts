import type { Event, KindDef } from '../kernel/record';
import { following } from './following';
import { looking } from './looking';
import { opening } from './opening';
import type { CaseBook, Dispute, Docket } from './schema';
import { mainSeat, waitsFor } from './seats';
import { seating } from './seating';
import { plannedVisits, stageOf } from './select';
import { settling } from './settling';

/** What somebody was promised by law to be able to have deleted goes; number, kind, outcome and days are kept (article 27). */
function withoutWords(dispute: Dispute, erasure: string): Dispute {
	const parties = dispute.parties.map((one) => ({
		...one,
		...{ householdId: null, residentId: null, name: '', sex: 0 as const, birthYear: null },
		...{ ethnicity: '', occupation: '', phone: null, address: '', guardian: null, agent: null }
	}));
	return { ...dispute, parties, place: '', matter: '', demand: '', cleared: erasure };
}

function evolve(dispute: Dispute | undefined, event: Event): Dispute {
	if (event.type === 'dispute.cleared')
		return withoutWords(dispute!, (event.data as { erasure: string }).erasure);
	return { ...dispute!, ...(event.data as Partial<Dispute>) };
}

/** Whether something in a case waits for whoever answers for it. */
const isWaiting = (dispute: Dispute): boolean =>
	!dispute.cleared && (stageOf(dispute) !== 'closed' || plannedVisits(dispute).length > 0);

/** Cases. Each is a home of its own: with who has a seat in it, and the lead of its community. */
export const disputeKind: KindDef<Dispute> = {
	kind: 'dispute',
	evolve,
	home: ({ areaId, id }) => ({ areaId, dataClass: 'case', own: id }),
	todo: (dispute) => (isWaiting(dispute) ? `case:${waitsFor(mainSeat(dispute))}` : undefined),
	clock: ({ last }) => last,
	commands: [...opening, ...seating, ...settling, ...following, ...looking]
};

/** The office's list of cases. */
export const docketKind: KindDef<Docket> = {
	kind: 'docket',
	evolve: (_line, event) => event.data as Docket,
	home: ({ areaId }) => ({ areaId, dataClass: 'docket' }),
	commands: []
};

/** The numbers that communities have given to their cases. */
export const caseBookKind: KindDef<CaseBook> = {
	kind: 'caseBook',
	evolve: (_book, event) => event.data as CaseBook,
	home: ({ areaId }) => ({ areaId, dataClass: 'docket' }),
	commands: []
};
