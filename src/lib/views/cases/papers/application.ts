import type { CaseFile } from '$lib/app/case-papers';
import { partiesOf } from '$lib/domain/dispute/select';
import texts from '$lib/text/zh-CN/paper-texts';
import forms from '$lib/text/zh-CN/paper-words';
import {
	boxes,
	names,
	partiesBlock,
	partySignatures,
	sayCommittee,
	sayDay,
	sayNumber,
	sides,
	toSign
} from './say';
import { column, framed, signatures, type Sheet } from './sheet';

/** How a case was taken on: the application of who asked for it, or the committee's own form where nobody did. */
export function application(file: CaseFile): Sheet[] {
	return [file.dispute.source === 'applied' ? applied(file) : accepted(file)];
}

function applied(file: CaseFile): Sheet {
	const { dispute } = file;
	const { title, matter, demand, statement } = texts.application;
	const applicants = sides(dispute).filter(({ side }) => side === 'first');
	return {
		...{ title, number: sayNumber(file) },
		blocks: [
			partiesBlock(dispute),
			framed(matter, dispute.matter),
			framed(demand, dispute.demand, 4),
			{ kind: 'sentences', lines: [statement] },
			signatures(...partySignatures(applicants))
		]
	};
}

function accepted(file: CaseFile): Sheet {
	const { dispute } = file;
	const { title, opening, matter, note } = texts.acceptance;
	const { field, category, scale, source, sign, gap } = forms;
	const of = (side: 'first' | 'second') => names(partiesOf(dispute, side)) || gap(6);
	return {
		...{ title, number: sayNumber(file) },
		blocks: [
			{ kind: 'sentences', lines: [opening(sayDay(dispute.openedOn), of('first'), of('second'))] },
			column(
				[field.kind, category[dispute.category]],
				[field.scale, boxes(scale, (one) => one === dispute.scale)],
				[field.source, boxes(source, (one) => one === dispute.source)],
				[
					field.place,
					[file.placeName, dispute.place].filter((one) => one !== '').join(forms.between)
				],
				[field.people, String(dispute.people)]
			),
			partiesBlock(dispute),
			framed(matter, dispute.matter),
			signatures(
				...partySignatures(sides(dispute)),
				toSign(sign.registrar),
				toSign(sign.seal(sayCommittee(file)))
			),
			{ kind: 'sentences', lines: [note] }
		]
	};
}
