import type { CaseFile } from '$lib/app/case-papers';
import { mainSeat } from '$lib/domain/dispute/seats';
import { stageOf } from '$lib/domain/dispute/select';
import { dayOf } from '$lib/domain/kernel/day';
import texts from '$lib/text/zh-CN/paper-texts';
import forms from '$lib/text/zh-CN/paper-words';
import { isOfPhotos } from './photo-sheets';
import { photosIn, soundsIn } from './photos-in';
import { sayCommittee, sayDay, sayMatter, sayNumber, toSign } from './say';
import { column, list, signatures, type Sheet } from './sheet';

/** The cover of a file, and what is in it; `inside` are the sheets that follow. */
export function cover(file: CaseFile, inside: readonly Sheet[]): Sheet[] {
	const { dispute } = file;
	const words = texts.cover;
	const number = sayNumber(file);
	const main = mainSeat(dispute)?.name || dispute.by.name;
	const isClosed = stageOf(dispute) === 'closed';
	const end = isClosed ? sayDay(dayOf(dispute.turns.at(-1)!.at)) : forms.noDay;
	return [
		{
			...{ title: words.title, number, isCover: true },
			blocks: [
				{ kind: 'sentences', lines: [sayCommittee(file)] },
				column(
					[words.name, sayMatter(dispute)],
					[words.year, String(dispute.number?.year ?? dispute.openedOn.slice(0, 4))],
					[words.number, number],
					[words.mediator, main],
					[words.from, words.until(sayDay(dispute.openedOn), end)],
					[words.filer, ''],
					[words.filedOn, ''],
					[words.keep, ''],
					[words.note, '']
				)
			]
		},
		{
			...{ title: texts.contents.title, number },
			blocks: [list(texts.contents.head, contents(inside), 14)]
		}
	];
}

/** One line for each kind of paper, with how many there are of it. Pages are numbered by hand once all are bound. */
function contents(inside: readonly Sheet[]): string[][] {
	const counts = new Map<string, number>();
	for (const { title } of inside) counts.set(title, (counts.get(title) ?? 0) + 1);
	return [...counts].map(([title, count], i) => [String(i + 1), title, String(count), '', '']);
}

/** What stands at the end of a file: how much is in it, and who has put it together. */
export function backCover(file: CaseFile, inside: readonly Sheet[]): Sheet[] {
	const { title, state, line, filedOn } = texts.backCover;
	const { sign } = forms;
	const photos = photosIn(file.entries).length;
	const sounds = soundsIn(file.entries).length;
	const papers = inside.filter((one) => !isOfPhotos(one)).length;
	return [
		{
			...{ title, number: sayNumber(file), isCover: true },
			blocks: [
				{
					...{ kind: 'words', head: state, blank: 10 },
					paragraphs: [line(papers, photos, sounds)]
				},
				column([filedOn, forms.noDay]),
				signatures(toSign(sign.filer), toSign(sign.checker))
			]
		}
	];
}
