import type { AgreeDispute, Signed } from '$lib/domain/dispute/args';
import type { Dispute } from '$lib/domain/dispute/schema';
import { seenOf } from '$lib/domain/dispute/select';
import { isDrawn } from '$lib/domain/kernel/strokes';
import { isDay, type Day } from '$lib/domain/kernel/day';
import type { Id } from '$lib/domain/kernel/id';
import { parseFen } from '$lib/domain/money/parse';
import type { Photo } from '$lib/domain/photo/schema';

/** One term as it is being typed. */
export interface TermForm {
	id: Id;
	partyIds: Id[];
	what: string;
	until: string;
}

/** An agreement as it is being written. */
export interface AgreeForm {
	/** The case as it was when its author began; null before it was read. */
	seen: Id[] | null;
	form: AgreeDispute['form'];
	facts: string;
	issues: string;
	terms: TermForm[];
	effectiveOn: Day;
	amount: string;
	isStatus: 'yes' | 'no';
	signWay: 'here' | 'paper';
	signatures: Signed[];
	/** What everybody signed, by its text: what is changed afterwards is signed anew. */
	signedText: string;
	photos: Photo[];
}

/** An agreement of which nothing is written yet, with room for its first term. */
export const emptyAgreement = (termId: Id, today: Day): AgreeForm => ({
	...{ seen: null, form: 'written', facts: '', issues: '', effectiveOn: today, amount: '' },
	...{ isStatus: 'no', signWay: 'here', signatures: [], signedText: '', photos: [] },
	terms: [{ id: termId, partyIds: [], what: '', until: '' }]
});

/** One line, as a term stands in the agreement. */
const lineOf = (what: string): string => what.replace(/\s+/g, ' ').trim();

/** A term in which nothing was written does not count. */
const isWritten = ({ what, partyIds }: TermForm): boolean =>
	lineOf(what) !== '' || partyIds.length > 0;

/** What the signatures are under. */
export const textOf = ({ form, facts, issues, terms, effectiveOn, amount, isStatus }: AgreeForm) =>
	JSON.stringify([form, facts, issues, terms.filter(isWritten), effectiveOn, amount, isStatus]);

/** The signatures that are under what stands there now. */
export const signaturesOf = (form: AgreeForm): Signed[] =>
	form.form === 'written' && form.signWay === 'here' && form.signedText === textOf(form)
		? form.signatures.filter(({ strokes }) => isDrawn(strokes))
		: [];

/** What is missing before the agreement can be saved. */
export type MissingTerm = 'terms' | 'amount' | 'effectiveOn' | 'signatures' | 'photo';

/** What is missing in the text, before anybody signs it. */
export function missingText(form: AgreeForm): MissingTerm[] {
	const terms = form.terms.filter(isWritten);
	const areWhole =
		terms.length > 0 &&
		terms.every(
			({ what, partyIds, until }) =>
				lineOf(what) !== '' && partyIds.length > 0 && (until === '' || isDay(until))
		);
	const isAmount = form.amount.trim() === '' || parseFen(form.amount).ok;
	return [
		...(areWhole ? [] : ['terms' as const]),
		...(isAmount ? [] : ['amount' as const]),
		...(isDay(form.effectiveOn) ? [] : ['effectiveOn' as const])
	];
}

/** Who signs it: every party, and (null) the mediator. */
export const signersOf = ({ parties }: Pick<Dispute, 'parties'>): (Id | null)[] => [
	...parties.map(({ id }) => id),
	null
];

/** Everything that is missing, signatures too. */
export function missingIn(form: AgreeForm, dispute: Pick<Dispute, 'parties'>): MissingTerm[] {
	const text = missingText(form);
	if (form.form === 'oral') return text;
	if (form.signWay === 'paper') return form.photos.length > 0 ? text : [...text, 'photo'];
	const signed = signaturesOf(form).map(({ partyId }) => partyId);
	const isSigned = signersOf(dispute).every((one) => signed.includes(one));
	return isSigned ? text : [...text, 'signatures'];
}

/** The agreement as it is saved; nothing of it is missing. */
export function argsOf(form: AgreeForm, dispute: Dispute): Omit<AgreeDispute, 'id' | 'caseId'> {
	const amount = parseFen(form.amount);
	const isOnPaper = form.form === 'written' && form.signWay === 'paper';
	return {
		seen: form.seen ?? seenOf(dispute),
		...{ form: form.form, facts: form.facts, issues: form.issues, effectiveOn: form.effectiveOn },
		terms: form.terms.filter(isWritten).map(({ id, partyIds, what, until }) => ({
			...{ id, partyIds, what: lineOf(what), until: until || null }
		})),
		signatures: signaturesOf(form),
		...(isOnPaper ? { photos: form.photos } : {}),
		amountFen: amount.ok ? amount.value : null,
		isStatus: form.isStatus === 'yes'
	};
}
