import type { CaseFile } from '$lib/app/case-papers';
import { outcomeOf, stageOf } from '$lib/domain/dispute/select';
import texts from '$lib/text/zh-CN/paper-texts';
import forms from '$lib/text/zh-CN/paper-words';
import { sayCourt } from './performance';
import {
	boxes,
	entriesOf,
	names,
	sayDay,
	sayDayAt,
	sayMatter,
	sayMoney,
	sayNumber,
	toSign
} from './say';
import { column, framed, signatures, type Sheet } from './sheet';

/** How a case came out, on one form; before it is closed what is known so far. */
export function closing(file: CaseFile): Sheet[] {
	const { dispute, entries } = file;
	const words = texts.closing;
	const { field, sign } = forms;
	const outcome = outcomeOf(dispute);
	const isClosed = stageOf(dispute) === 'closed';
	const closed = entriesOf(entries, 'closed').findLast(({ entry }) => !entry.undone);
	const visits = entriesOf(entries, 'followUp').length;
	const agreed = outcome === 'agreed' ? dispute.agreement : null;
	return [
		{
			...{ title: words.title, number: sayNumber(file) },
			blocks: [
				column(
					[words.kind, sayMatter(dispute)],
					[field.parties, names(dispute.parties)],
					[field.source, boxes(forms.source, (one) => one === dispute.source)],
					[field.acceptedOn, sayDay(dispute.openedOn)],
					[words.closedOn, isClosed ? sayDayAt(dispute.turns.at(-1)!.at) : ''],
					[field.result, boxes(words.results, (one) => one === outcome)],
					...(agreed
						? ([
								[
									words.effective,
									`${words.form[agreed.form]}${forms.between}${sayDay(agreed.effectiveOn)}`
								],
								[words.amount, sayMoney(agreed.amountFen)],
								[words.terms, sayTerms(agreed)],
								[words.court, sayCourt(dispute)],
								[words.visits, words.times(visits)]
							] as const)
						: []),
					[words.prevented, boxes(forms.prevented, (one) => one === dispute.prevented)]
				),
				framed(words.matter, dispute.matter),
				framed(words.words, isClosed ? (closed?.entry.words ?? '') : '', 4),
				signatures(toSign(sign.mediator), toSign(sign.lead))
			]
		}
	];
}

function sayTerms({ terms, performed }: NonNullable<CaseFile['dispute']['agreement']>): string {
	const done = terms.filter(({ id }) => performed[id]?.state === 'done').length;
	return texts.closing.performed(done, terms.length);
}
