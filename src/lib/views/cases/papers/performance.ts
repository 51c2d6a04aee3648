import type { CaseFile } from '$lib/app/case-papers';
import type { Dispute } from '$lib/domain/dispute/schema';
import texts from '$lib/text/zh-CN/paper-texts';
import forms from '$lib/text/zh-CN/paper-words';
import { madeIn, termRows } from './agreement';
import {
	entriesOf,
	partySignatures,
	sayDay,
	sayMatter,
	sayNumber,
	sayWords,
	sides,
	toSign
} from './say';
import { column, framed, list, signatures, type Sheet } from './sheet';

/** What became of each term of the agreement that was made last, and every word that was said about it. */
export function performance(file: CaseFile): Sheet[] {
	const { dispute } = file;
	const { title, head, told, court } = texts.performance;
	const terms = madeIn(file).at(-1)?.fact.terms ?? [];
	const rows = termRows(dispute, terms).map((row, i) => [
		...row,
		...stateOf(dispute, terms[i]!.id)
	]);
	return [
		{
			...{ title, number: sayNumber(file) },
			blocks: [
				column([forms.field.kind, sayMatter(dispute)]),
				list(head, rows, rows.length > 0 ? 0 : 5),
				framed(
					told,
					linesOf(
						file,
						terms.map(({ id }) => id)
					).join('\n'),
					6
				),
				column([court, sayCourt(dispute)]),
				signatures(...partySignatures(sides(dispute)), toSign(forms.sign.mediator))
			]
		}
	];
}

function stateOf({ agreement }: Dispute, termId: string): string[] {
	const known = agreement?.performed[termId];
	return known ? [forms.performed[known.state], sayDay(known.on)] : ['', ''];
}

function linesOf({ entries }: CaseFile, termIds: readonly string[]): string[] {
	const { line, term } = texts.performance;
	return entriesOf(entries, 'performed').flatMap(({ entry, fact }) => {
		const no = termIds.indexOf(fact.termId) + 1;
		if (no === 0) return [];
		const state = forms.performed[fact.state];
		return line(sayDay(fact.on), term(no), state, sayWords(entry), entry.by.name);
	});
}

/** What the court said, if it was asked. */
export const sayCourt = ({ agreement }: Dispute): string =>
	agreement?.court
		? `${forms.court[agreement.court.state]}${forms.later(sayDay(agreement.court.on))}`
		: '';
