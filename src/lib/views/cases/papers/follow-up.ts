import type { CaseFile } from '$lib/app/case-papers';
import type { CaseEntry } from '$lib/domain/dispute/schema';
import texts from '$lib/text/zh-CN/paper-texts';
import forms from '$lib/text/zh-CN/paper-words';
import { boxes, entriesOf, names, sayMatter, sayNumber, sayTime, sayWords, toSign } from './say';
import { column, framed, signatures, type Sheet } from './sheet';

type Visit = Extract<CaseEntry['fact'], { kind: 'followUp' }>;

/** A record for each visit afterwards; an empty one where there was none. One that came too late was made all the same. */
export function followUp(file: CaseFile): Sheet[] {
	const made = entriesOf(file.entries, 'followUp').map(({ entry, fact }) =>
		record(file, entry, fact)
	);
	return made.length > 0 ? made : [record(file)];
}

function record(file: CaseFile, entry?: CaseEntry, visit?: Visit): Sheet {
	const { dispute } = file;
	const words = texts.followUp;
	const visitor = entry ? `${forms.sign.visitor}${entry.by.name}` : forms.sign.visitor;
	return {
		...{ title: words.title, number: sayNumber(file) },
		blocks: [
			column(
				[forms.field.parties, names(dispute.parties)],
				[words.agreement, sayNumber(file)],
				[words.why, words.whyOf(sayMatter(dispute))],
				[words.when, entry ? sayTime(entry.at) : ''],
				[words.result, boxes(forms.followUp, (one) => one === visit?.result)],
				[words.then, boxes(forms.then, (one) => one === visit?.then)]
			),
			framed(words.record, entry ? sayWords(entry) : '', 10),
			signatures(toSign(visitor))
		]
	};
}
