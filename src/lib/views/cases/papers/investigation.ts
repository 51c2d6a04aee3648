import type { CaseFile } from '$lib/app/case-papers';
import { wordsOf } from '$lib/domain/dispute/select';
import type { CaseEntry } from '$lib/domain/dispute/schema';
import texts from '$lib/text/zh-CN/paper-texts';
import forms from '$lib/text/zh-CN/paper-words';
import { entriesOf, sayMatter, sayNumber, sayTime, sayWords, toSign } from './say';
import { column, framed, list, signatures, type Sheet } from './sheet';

/** A record for each time that somebody was asked, and one list of all evidence; an empty record where there is neither. */
export function investigation(file: CaseFile): Sheet[] {
	const asked = entriesOf(file.entries, 'inquiry').map(({ entry, fact }) =>
		record(file, entry, fact.of)
	);
	const found = evidence(file);
	return asked.length + found.length > 0 ? [...asked, ...found] : [record(file)];
}

function record(file: CaseFile, entry?: CaseEntry, of = ''): Sheet {
	const { title, record: head, read } = texts.investigation;
	const { field, sign } = forms;
	const asker = entry ? `${sign.asker}${entry.by.name}` : sign.asker;
	return {
		...{ title, number: sayNumber(file) },
		blocks: [
			column(
				[field.kind, sayMatter(file.dispute)],
				[field.time, entry ? sayTime(entry.at) : ''],
				[field.place, ''],
				[field.present, ''],
				[field.asked, of]
			),
			framed(head, entry ? sayWords(entry) : '', 14),
			{ kind: 'sentences', lines: [read] },
			signatures(toSign(sign.asked), toSign(asker), toSign(sign.recorder))
		]
	};
}

function evidence(file: CaseFile): Sheet[] {
	const { title, head, attached } = texts.evidence;
	const found = entriesOf(file.entries, 'evidence');
	if (found.length === 0) return [];
	const rows = found.map(({ entry, fact }, i) => {
		const said = wordsOf(entry);
		return [
			...[String(i + 1), said.words, fact.from],
			...[
				fact.takenAt === null ? '' : sayTime(fact.takenAt),
				attached(said.photos?.length ?? 0, said.sounds?.length ?? 0)
			],
			entry.by.name
		];
	});
	return [{ title, number: sayNumber(file), blocks: [list(head, rows, 0)] }];
}
