import type {
	AddEntry,
	AgreeDispute,
	AmendDispute,
	AmendEntry,
	AssignSeat,
	CloseDispute,
	ConfirmCourt,
	EndDispute,
	ExtendDispute,
	FollowUp,
	HandUp,
	OpenDispute,
	PerformTerm,
	PlanFollowUp,
	ReopenDispute,
	UnassignSeat
} from '$lib/domain/dispute/args';
import type { Dispute } from '$lib/domain/dispute/schema';
import { seenOf } from '$lib/domain/dispute/select';
import type { Id } from '$lib/domain/kernel/id';
import type { Result } from '$lib/domain/kernel/result';
import { execute, newId } from './execute';
import type { SaveFailure } from './save';

/** What people do in cases. Each resolves once it is safely on the disk, and needs no network. */

type Done = Promise<Result<unknown, SaveFailure>>;
/** What an act says besides its own id and the case. */
type Said<A> = Omit<A, 'id' | 'caseId' | 'seen'>;
type Case = Pick<Dispute, 'id' | 'turns' | 'seats'>;

const act = (name: string, caseId: Id, args: object): Done =>
	execute({ name: `dispute.${name}`, args: { id: newId(), caseId, ...args } });

/** An act that moves the case on: it names what its author saw of it. */
const move = (name: string, dispute: Case, args: object): Done =>
	act(name, dispute.id, { seen: seenOf(dispute), ...args });

/** Takes a case on, under the id in its form. */
export const openCase = (args: OpenDispute): Done => execute({ name: 'dispute.open', args });

/** Corrects one field or one party; what it was before stays in the case. */
export const correctCase = (caseId: Id, said: Said<AmendDispute>): Done =>
	act('amend', caseId, said);

/** Writes something into the case. */
export const addEntry = (caseId: Id, said: Said<AddEntry>): Done => act('addEntry', caseId, said);

/** Words anew for an entry of one's own; the earlier ones stay. */
export const amendEntry = (caseId: Id, said: Said<AmendEntry>): Done =>
	act('amendEntry', caseId, said);

/** Gives somebody a seat in the case. */
export const assignSeat = (caseId: Id, said: Said<AssignSeat>): Done => act('assign', caseId, said);

/** Takes a seat back; the case leaves that person's phone. */
export const unassignSeat = (caseId: Id, said: Said<UnassignSeat>): Done =>
	act('unassign', caseId, said);

/** Hands the case up to a post. */
export const handUpCase = (dispute: Case, said: Said<HandUp>): Done =>
	move('handUp', dispute, said);

/** Ends mediation without an agreement. */
export const endCase = (dispute: Case, said: Said<EndDispute>): Done => move('end', dispute, said);

/** Gives the case more time, by consent of both sides. */
export const extendCase = (caseId: Id, said: Said<ExtendDispute>): Done =>
	act('extend', caseId, said);

/** Writes down what was agreed on. `seen` is the case as its author saw it when they began to write: signing takes a while. */
export const agreeOnCase = (caseId: Id, said: Omit<AgreeDispute, 'id' | 'caseId'>): Done =>
	act('agree', caseId, said);

/** Says what became of one term. */
export const performTerm = (dispute: Case, said: Said<PerformTerm>): Done =>
	move('perform', dispute, said);

/** Says how far the joint application to the court has come. */
export const confirmCourt = (caseId: Id, said: Said<ConfirmCourt>): Done =>
	act('confirmCourt', caseId, said);

/** Plans a visit, moves one, or drops one. */
export const planVisit = (caseId: Id, said: Said<PlanFollowUp>): Done => act('plan', caseId, said);

/** Says what a visit after the agreement found. */
export const followUpCase = (dispute: Case, said: Said<FollowUp>): Done =>
	move('followUp', dispute, said);

/** Closes the file. */
export const closeCase = (dispute: Case, said: Said<CloseDispute>): Done =>
	move('close', dispute, said);

/** Opens a case again. */
export const reopenCase = (dispute: Case, said: Said<ReopenDispute>): Done =>
	move('reopen', dispute, said);
