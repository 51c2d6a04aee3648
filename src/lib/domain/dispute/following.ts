import type { CommandDef } from '../kernel/record';
import { refuse } from '../kernel/refusal';
import { ok } from '../kernel/result';
import { answering, inCase, running } from './acting';
import { CloseDispute, FollowUp, PlanFollowUp, ReopenDispute } from './args';
import { changed, findCase, late, moveOn, told, type Patch, type Told } from './make';
import type { Plan } from './schema';
import { raised, stageOf } from './select';

const withPlan = (plans: readonly Plan[], planId: string, next: Partial<Plan>): Plan[] =>
	plans.map((one) => (one.id === planId ? { ...one, ...next } : one));

const plan: CommandDef<PlanFollowUp> = {
	...inCase<PlanFollowUp>('dispute.plan', running),
	schema: PlanFollowUp,
	mayBeHeld: true,
	decide(reading, args, context) {
		const found = findCase(reading, args);
		if (!found.ok) return found;
		const dispute = found.value;
		const { id, planId, on } = args;
		if (!dispute.agreement) return refuse('caseNotAgreed', 'caseId');
		const known = dispute.plans.find((one) => one.id === planId);
		if (planId !== null && !known) return refuse('planUnknown', 'planId');
		if (known && known.state !== 'planned') return refuse('planSettled', 'planId');
		if (on === null && !known) return refuse('malformed', 'on');
		if (on !== null && on < dispute.agreement.effectiveOn) return refuse('dayOrder', 'on');
		const plans = !known
			? [...dispute.plans, { id, on: on!, state: 'planned' as const, doneOn: null }]
			: withPlan(dispute.plans, known.id, on === null ? { state: 'dropped' } : { on });
		const fact = { kind: 'planned' as const, planId: planId ?? id, on };
		return ok([
			...changed(reading, dispute, 'planned', { plans }, context.clock),
			told(dispute, { id, fact }, context)
		]);
	}
};

/**
 * A case that is opened again: its agreement holds no more (its words stay in its entry), and a new one plans its own
 * visits.
 */
const openedAgain = (plans: readonly Plan[]): Patch => ({
	agreement: null,
	plans: plans.map((one) => (one.state === 'planned' ? { ...one, state: 'dropped' } : one))
});

const followUp: CommandDef<FollowUp> = {
	...inCase<FollowUp>('dispute.followUp', running),
	schema: FollowUp,
	mayBeHeld: true,
	decide(reading, args, context) {
		const found = findCase(reading, args);
		if (!found.ok) return found;
		const dispute = found.value;
		const { id, planId, result, then, words, photos, sounds, seen } = args;
		const fact = { kind: 'followUp' as const, planId, result, then };
		const one: Told = { id, fact, step: 'visitAgain', words, photos, sounds };
		// What is found flaring up is not only written down.
		if (result === 'flaringUp' && then === null) return refuse('consequenceMissing', 'then');
		if (result !== 'flaringUp' && then !== null) return refuse('malformed', 'then');
		if (!dispute.agreement)
			return late(dispute, seen, { code: 'caseNotAgreed', field: 'caseId' }, one, context);
		const known = dispute.plans.find((each) => each.id === planId);
		if (planId !== null && !known)
			return late(dispute, seen, { code: 'planUnknown', field: 'planId' }, one, context);
		const { by, at, clock, today } = context;
		// Two who made the same visit were both there: the second is one that nobody had planned.
		const done =
			known?.state === 'planned'
				? withPlan(dispute.plans, known.id, { state: 'done', doneOn: today })
				: dispute.plans;
		const stage = stageOf(dispute);
		const reopens = then === 'reopen' && (stage === 'agreed' || stage === 'closed');
		const patch: Patch = {
			...(reopens ? openedAgain(done) : { plans: done }),
			...(then === 'raise' ? { colour: raised(dispute.colour) } : {}),
			...(reopens ? { turns: [...dispute.turns, { id, to: 'open', by, at, clock }] } : {})
		};
		return ok([...changed(reading, dispute, 'visited', patch, clock), told(dispute, one, context)]);
	}
};

const close: CommandDef<CloseDispute> = {
	...inCase<CloseDispute>('dispute.close', answering),
	schema: CloseDispute,
	mayBeHeld: true,
	decide(reading, args, context) {
		const found = findCase(reading, args);
		if (!found.ok) return found;
		const { id, seen, words, prevented } = args;
		const told = { id, fact: { kind: 'closed' as const, prevented }, words };
		const from = ['agreed', 'declined', 'failed'] as const;
		const move = { from, to: 'closed' as const, type: 'closed', patch: { prevented } };
		return moveOn(reading, found.value, seen, { ...move, told }, context);
	}
};

const reopen: CommandDef<ReopenDispute> = {
	...inCase<ReopenDispute>('dispute.reopen', answering),
	schema: ReopenDispute,
	mayBeHeld: true,
	decide(reading, args, context) {
		const found = findCase(reading, args);
		if (!found.ok) return found;
		const { id, seen, words } = args;
		const told = { id, fact: { kind: 'reopened' as const }, words };
		const from = ['agreed', 'declined', 'failed', 'closed'] as const;
		const patch = openedAgain(found.value.plans);
		const move = { from, to: 'open' as const, type: 'reopened', patch };
		return moveOn(reading, found.value, seen, { ...move, told }, context);
	}
};

export const following: readonly CommandDef[] = [plan, followUp, close, reopen];
