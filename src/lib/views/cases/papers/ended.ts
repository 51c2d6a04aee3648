import type { CaseFile } from '$lib/app/case-papers';
import type { CaseEntry } from '$lib/domain/dispute/schema';
import { dayOf } from '$lib/domain/kernel/day';
import texts from '$lib/text/zh-CN/paper-texts';
import forms from '$lib/text/zh-CN/paper-words';
import {
	entriesOf,
	names,
	namesOf,
	partySignatures,
	sayCommittee,
	sayDay,
	sayMatter,
	sayNumber,
	sides,
	toSign
} from './say';
import { framed, signatures, type Sheet } from './sheet';

type Ending = Extract<CaseEntry['fact'], { kind: 'ended' }>;

/** The notice for each time that mediation ended without an agreement, and an empty one where it did not. */
export function ended(file: CaseFile): Sheet[] {
	const given = entriesOf(file.entries, 'ended')
		.filter(({ entry }) => !entry.undone)
		.map(({ entry, fact }) => notice(file, entry, fact));
	return given.length > 0 ? given : [notice(file)];
}

function whyOf(file: CaseFile, ending: Ending | undefined): string {
	const words = texts.ended;
	if (!ending) return words.unknown;
	if (ending.how === 'failed') return words.failed;
	const who = ending.partyId ? namesOf(file.dispute, [ending.partyId]) : '';
	return words.declined(who || forms.gap());
}

function notice(file: CaseFile, entry?: CaseEntry, ending?: Ending): Sheet {
	const { dispute } = file;
	const words = texts.ended;
	const { remedy, box, sign, gap } = forms;
	const told = (Object.keys(remedy) as (keyof typeof remedy)[]).map((one) =>
		box(ending?.told.includes(one) ?? false, remedy[one])
	);
	const seal = toSign(sign.seal(sayCommittee(file)));
	return {
		...{ title: words.title, number: sayNumber(file) },
		blocks: [
			{
				kind: 'sentences',
				lines: [
					words.to(names(dispute.parties) || gap(8)),
					words.opening(sayDay(dispute.openedOn), sayMatter(dispute), sayCommittee(file)),
					whyOf(file, ending)
				]
			},
			framed(words.why, entry?.words ?? '', 4),
			{ kind: 'sentences', lines: [words.told, ...told] },
			signatures(entry ? { ...seal, on: sayDay(dayOf(entry.at)) } : seal),
			{ kind: 'sentences', lines: [words.receipt] },
			signatures(...partySignatures(sides(dispute)))
		]
	};
}
