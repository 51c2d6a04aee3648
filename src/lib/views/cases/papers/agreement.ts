import type { CaseFile } from '$lib/app/case-papers';
import { courtDays } from '$lib/domain/dispute/limits';
import type { CaseEntry, Dispute } from '$lib/domain/dispute/schema';
import { addDays } from '$lib/domain/kernel/day';
import texts from '$lib/text/zh-CN/paper-texts';
import forms from '$lib/text/zh-CN/paper-words';
import {
	entriesOf,
	namesOf,
	partiesBlock,
	partySignatures,
	sayCommittee,
	sayDay,
	sayMoney,
	sayNumber,
	sides,
	signedBy,
	toSign
} from './say';
import { column, framed, list, signatures, type Block, type Sheet } from './sheet';

type Text = Extract<CaseEntry['fact'], { kind: 'agreement' }>;

/**
 * Every agreement that was made, the earlier ones too where the case was opened again, and an empty one where there is
 * none. One that a colleague's came before was never made.
 */
export function agreement(file: CaseFile): Sheet[] {
	const made = madeIn(file).map(({ entry, fact }) => sheet(file, entry, fact));
	return made.length > 0 ? made : [sheet(file)];
}

/** Agreements that were made, the earliest first. */
export const madeIn = ({ entries }: Pick<CaseFile, 'entries'>) =>
	entriesOf(entries, 'agreement').filter(({ entry }) => !entry.undone);

/** Terms as people read them: who does what until when. */
export const termRows = (dispute: Dispute, terms: Text['terms']): string[][] =>
	terms.map(({ partyIds, what, until }, i) => [
		...[String(i + 1), namesOf(dispute, partyIds), what],
		until ? sayDay(until) : ''
	]);

function sheet(file: CaseFile, entry?: CaseEntry, text?: Text): Sheet {
	const { dispute } = file;
	const words = texts.agreement;
	const isOral = text?.form === 'oral';
	return {
		...{ title: isOral ? words.oral : words.written, number: sayNumber(file) },
		blocks: [
			partiesBlock(dispute),
			framed(words.facts, text?.facts ?? ''),
			framed(words.issues, text?.issues ?? '', 4),
			{ kind: 'sentences', lines: [words.opening] },
			list(words.head, termRows(dispute, text?.terms ?? []), text ? 0 : 5),
			column([words.amount, sayMoney(text?.amountFen)]),
			{ kind: 'sentences', lines: closingLines(text, entry?.photos?.length ?? 0) },
			signing(file, entry, text)
		]
	};
}

function closingLines(text: Text | undefined, photos: number): string[] {
	const { effect, court, copies, onPaper, oralNote } = texts.agreement;
	const isOral = text?.form === 'oral';
	const last = text && addDays(text.effectiveOn, courtDays);
	return [
		effect(sayDay(text?.effectiveOn)),
		// Marriage, parentage and adoption are no matter for the court's confirmation.
		...(text?.isStatus ? [] : [court(sayDay(last))]),
		...(isOral ? [oralNote] : [copies(forms.gap(2))]),
		...(photos > 0 && !isOral ? [onPaper(photos)] : [])
	];
}

function signing(file: CaseFile, entry: CaseEntry | undefined, text: Text | undefined): Block {
	const { sign } = forms;
	const signed = text?.signatures ?? [];
	const mediator = entry ? `${sign.mediator}${entry.by.name}` : sign.mediator;
	return signatures(
		...partySignatures(sides(file.dispute), signed),
		signedBy(
			mediator,
			signed.find(({ partyId }) => partyId === null)
		),
		toSign(sign.recorder),
		toSign(sign.seal(sayCommittee(file)))
	);
}
