import type { CaseView } from '$lib/app/cases';
import type { Side } from '$lib/domain/dispute/lists';
import type { CaseEntry, Seat } from '$lib/domain/dispute/schema';
import { levelsAbove } from '$lib/domain/dispute/seats';
import { stageOf } from '$lib/domain/dispute/select';
import type { Id } from '$lib/domain/kernel/id';

/** What somebody is about to do in a case; each has a sheet of its own. */
export type Act =
	| { name: 'entry' | 'report' | 'court' | 'handUp' | 'assign' }
	| { name: 'extend' | 'close' | 'reopen' | 'correct' }
	| { name: 'end'; how: 'declined' | 'failed' }
	| { name: 'amendEntry'; entry: CaseEntry }
	| { name: 'followUp' | 'plan'; planId: string | null }
	| { name: 'perform'; termId: Id }
	| { name: 'unassign'; seat: Seat }
	| { name: 'party'; side: Side };

/** Starts an act. */
export type StartAct = (act: Act) => void;

/** What is offered under the entries of a case; the rules judge each anew. Adding an entry is always under the thumb. */
export function offeredIn({ dispute, answers, runs, adds }: CaseView): Act[] {
	const stage = stageOf(dispute);
	const isOpen = stage === 'open';
	const offers: [boolean, Act][] = [
		[adds, { name: 'report' }],
		[runs && isOpen, { name: 'end', how: 'declined' }],
		[runs && isOpen, { name: 'end', how: 'failed' }],
		[runs && isOpen, { name: 'extend' }],
		[runs && (isOpen || stage === 'agreed') && levelsAbove(dispute).length > 0, { name: 'handUp' }],
		[answers, { name: 'assign' }],
		[runs, { name: 'correct' }],
		[answers && !isOpen && stage !== 'closed', { name: 'close' }],
		[answers && !isOpen, { name: 'reopen' }]
	];
	return dispute.cleared ? [] : offers.filter(([isFit]) => isFit).map(([, act]) => act);
}
