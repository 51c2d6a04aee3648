import { compareClocks } from '../kernel/clock';
import { addDays, type Day } from '../kernel/day';
import type { CommandDef, Reading } from '../kernel/record';
import { refuse, type Refusal } from '../kernel/refusal';
import { fail, ok } from '../kernel/result';
import { isDrawn } from '../kernel/strokes';
import { inCase, running } from './acting';
import { AgreeDispute, ConfirmCourt, EndDispute, ExtendDispute, PerformTerm } from './args';
import { courtDays } from './limits';
import { sides } from './lists';
import { changed, findCase, late, moveOn, told, type Told } from './make';
import type { Agreement, Dispute, Plan } from './schema';
import { dueOn, partiesOf, rulesFor } from './select';

const end: CommandDef<EndDispute> = {
	...inCase<EndDispute>('dispute.end', running),
	schema: EndDispute,
	mayBeHeld: true,
	decide(reading, args, context) {
		const found = findCase(reading, args);
		if (!found.ok) return found;
		const { id, how, partyId, told: remedies, words, seen } = args;
		if ((how === 'declined') !== (partyId !== null)) return refuse('malformed', 'partyId');
		if (partyId && !found.value.parties.some((one) => one.id === partyId))
			return refuse('partyUnknown', 'partyId');
		// The sides are told what else they can do (article 26); that is the notice.
		if (remedies.length === 0) return refuse('remediesMissing', 'told');
		const fact = { kind: 'ended' as const, how, partyId, told: remedies };
		const move = { from: ['open'] as const, to: how, type: 'ended' };
		return moveOn(reading, found.value, seen, { ...move, told: { id, fact, words } }, context);
	}
};

const extend: CommandDef<ExtendDispute> = {
	...inCase<ExtendDispute>('dispute.extend', running),
	schema: ExtendDispute,
	mayBeHeld: true,
	decide(reading, args, context) {
		const found = findCase(reading, args);
		if (!found.ok) return found;
		const dispute = found.value;
		const { id, until, consents, words } = args;
		const agrees = (side: (typeof sides)[number]) =>
			partiesOf(dispute, side).some((party) => consents.includes(party.id));
		if (!sides.every(agrees)) return refuse('consentMissing', 'consents');
		const { extendedTo } = dispute;
		// Beyond the usual time; of two that nobody knew of each other the longer one holds.
		const usual = dueOn({ ...dispute, extendedTo: null }, rulesFor(reading, dispute.path));
		if (until <= usual) return refuse('dayOrder', 'until');
		const latest = extendedTo && extendedTo > until ? extendedTo : until;
		const fact = { kind: 'extended' as const, until, consents };
		return ok([
			...changed(reading, dispute, 'extended', { extendedTo: latest }, context.clock),
			told(dispute, { id, fact, words }, context)
		]);
	}
};

/** What is wrong with an agreement as it is written; undefined when nothing is. */
function agreementFault(dispute: Dispute, args: AgreeDispute): Refusal | undefined {
	const { form, terms, signatures, photos, effectiveOn } = args;
	const isParty = (partyId: string) => dispute.parties.some(({ id }) => id === partyId);
	if (terms.length === 0) return { code: 'termsMissing', field: 'terms' };
	if (!terms.every(({ partyIds }) => partyIds.every(isParty)))
		return { code: 'partyUnknown', field: 'terms' };
	if (new Set(terms.map(({ id }) => id)).size < terms.length)
		return { code: 'malformed', field: 'terms' };
	if (effectiveOn < dispute.openedOn) return { code: 'dayOrder', field: 'effectiveOn' };
	const field = 'signatures';
	if (signatures.some(({ strokes }) => !isDrawn(strokes))) return { code: 'signatureEmpty', field };
	if (!signatures.every(({ partyId }) => partyId === null || isParty(partyId)))
		return { code: 'partyUnknown', field };
	const isOnPaper = (photos?.length ?? 0) > 0;
	if (form === 'oral' || isOnPaper) return undefined;
	// Article 29: by the parties' signatures and the mediator's.
	const signers = new Set(signatures.map(({ partyId }) => partyId));
	const isComplete = signers.has(null) && dispute.parties.every(({ id }) => signers.has(id));
	return isComplete ? undefined : { code: 'signatureMissing', field };
}

/** The visits that follow from an agreement by the rules of its place (article 31 asks the committee to watch it). */
const plansFrom = (reading: Reading, dispute: Dispute, id: string, from: Day): Plan[] =>
	rulesFor(reading, dispute.path).followUps.map((days) => ({
		id: `${id}:${days}`,
		on: addDays(from, days),
		state: 'planned',
		doneOn: null
	}));

const agree: CommandDef<AgreeDispute> = {
	...inCase<AgreeDispute>('dispute.agree', running),
	schema: AgreeDispute,
	mayBeHeld: true,
	decide(reading, args, context) {
		const found = findCase(reading, args);
		if (!found.ok) return found;
		const dispute = found.value;
		const { id, seen, form, effectiveOn, amountFen, isStatus, photos } = args;
		const { facts, issues, terms, signatures } = args;
		const fault = agreementFault(dispute, args);
		if (fault) return fail(fault);
		const agreement: Agreement = {
			...{ id, form, effectiveOn, amountFen, isStatus, performed: {}, court: null },
			terms: terms.map((term) => ({ id: term.id, until: term.until }))
		};
		const plans = [...dispute.plans, ...plansFrom(reading, dispute, id, effectiveOn)];
		const move = { from: ['open'] as const, to: 'agreed' as const, type: 'agreed' };
		const text = { form, facts, issues, terms, signatures, effectiveOn, amountFen, isStatus };
		const fact = { kind: 'agreement' as const, ...text };
		return moveOn(
			reading,
			dispute,
			seen,
			{ ...move, patch: { agreement, plans }, told: { id, fact, photos } },
			context
		);
	}
};

const perform: CommandDef<PerformTerm> = {
	...inCase<PerformTerm>('dispute.perform', running),
	schema: PerformTerm,
	mayBeHeld: true,
	decide(reading, args, context) {
		const found = findCase(reading, args);
		if (!found.ok) return found;
		const dispute = found.value;
		const { agreement } = dispute;
		const { id, termId, state, on, words, photos, sounds, seen } = args;
		if (on > context.today) return refuse('dayOrder', 'on');
		const fact = { kind: 'performed' as const, termId, state, on };
		const one: Told = { id, fact, words, photos, sounds };
		if (!agreement)
			return late(dispute, seen, { code: 'caseNotAgreed', field: 'caseId' }, one, context);
		// Of an agreement that does not hold any more, or never did: somebody was there all the same.
		if (!agreement.terms.some((term) => term.id === termId))
			return late(dispute, seen, { code: 'termUnknown', field: 'termId' }, one, context);
		const { clock } = context;
		const known = agreement.performed[termId];
		const isLatest = !known || compareClocks(known.clock, clock) <= 0;
		const performed = { ...agreement.performed, [termId]: { state, on, clock } };
		const patch = { agreement: { ...agreement, performed } };
		return ok([
			...(isLatest ? changed(reading, dispute, 'performed', patch, clock) : []),
			told(dispute, one, context)
		]);
	}
};

const confirm: CommandDef<ConfirmCourt> = {
	...inCase<ConfirmCourt>('dispute.confirmCourt', running),
	schema: ConfirmCourt,
	mayBeHeld: true,
	decide(reading, args, context) {
		const found = findCase(reading, args);
		if (!found.ok) return found;
		const dispute = found.value;
		const { agreement } = dispute;
		const { id, state, on, words } = args;
		if (!agreement) return refuse('caseNotAgreed', 'caseId');
		// Marriage, parentage and adoption are no matter for confirmation.
		if (agreement.isStatus) return refuse('statusMatter', 'caseId');
		if (on < agreement.effectiveOn || on > context.today) return refuse('dayOrder', 'on');
		if (state === 'applied') {
			const last = addDays(agreement.effectiveOn, courtDays);
			if (on > last) return refuse('courtLate', 'on');
			if (agreement.court) return refuse('courtOrder', 'state');
		} else if (agreement.court?.state !== 'applied' || on < agreement.court.on)
			return refuse('courtOrder', 'state');
		const patch = { agreement: { ...agreement, court: { state, on } } };
		return ok([
			...changed(reading, dispute, 'broughtToCourt', patch, context.clock),
			told(dispute, { id, fact: { kind: 'court', state, on }, words }, context)
		]);
	}
};

export const settling: readonly CommandDef[] = [end, extend, agree, perform, confirm];
