import type { CaseFile } from '$lib/app/case-papers';
import { wordsOf } from '$lib/domain/dispute/select';
import type { CaseEntry } from '$lib/domain/dispute/schema';
import texts from '$lib/text/zh-CN/paper-texts';
import { photosIn, type FilePhoto } from './photos-in';
import { entriesOf, sayNumber, sayTime } from './say';
import type { Sheet, SheetPhoto } from './sheet';

type Fact = CaseEntry['fact'];

/** Papers that photos stand behind, by what was recorded; any other photo is evidence. */
const behind = {
	session: 'mediation',
	agreement: 'agreement',
	performed: 'performance',
	followUp: 'followUp'
} as const satisfies Partial<Record<Fact['kind'], string>>;

type PhotoPart = 'investigation' | (typeof behind)[keyof typeof behind];

const partOf = ({ fact }: CaseEntry, parts: readonly string[]): PhotoPart => {
	const part = fact.kind in behind ? behind[fact.kind as keyof typeof behind] : 'investigation';
	return parts.includes(part) ? part : 'investigation';
};

/** Most of somebody's words that stand under a photo; all of them stand on the paper itself. */
const mostWords = 60;
/** How many photos fit on a page. One of a paper that was signed has to be legible. */
const perSheet = (part: PhotoPart): number => (part === 'agreement' ? 1 : 2);

/**
 * Sheets with the photos that stand behind a paper, in the order of the file. `parts`: all papers of the file, since what has
 * no paper of its own in it is kept with the evidence.
 */
export function photoSheets(file: CaseFile, part: string, parts: readonly string[]): Sheet[] {
	const { titles } = texts.photos;
	if (!(part in titles)) return [];
	const of = part as PhotoPart;
	const photos = photosIn(file.entries.filter((entry) => partOf(entry, parts) === of)).map(
		(one, i) => told(file, one, i + 1)
	);
	const most = perSheet(of);
	return Array.from({ length: Math.ceil(photos.length / most) }, (_, i) => ({
		...{ title: titles[of], number: sayNumber(file) },
		blocks: [
			{
				...{ kind: 'photos' as const, isLarge: most === 1 },
				photos: photos.slice(i * most, (i + 1) * most)
			}
		]
	}));
}

/** Whether a sheet is no document but photos. */
export const isOfPhotos = ({ blocks }: Sheet): boolean =>
	blocks.some(({ kind }) => kind === 'photos');

function told(file: CaseFile, { photo, entry, said }: FilePhoto, no: number): SheetPhoto {
	const { photo: called, takenAt, from, by, unknown } = texts.photos;
	const words = wordsOf(entry).words.replace(/\s+/g, ' ').trim();
	const short = words.length > mostWords ? `${words.slice(0, mostWords)}…` : words;
	const taken = photo.takenAt ?? (entry.fact.kind === 'evidence' ? entry.fact.takenAt : null);
	const source = entry.fact.kind === 'evidence' ? entry.fact.from : '';
	return {
		...{ sha256: photo.sha256, recordId: entry.id },
		lines: [
			called(no, whatOf(file, entry), short),
			[takenAt(taken === null ? unknown : sayTime(taken)), source && from(source)]
				.filter(Boolean)
				.join(texts.photos.then),
			by(said.by.name, sayTime(said.at))
		]
	};
}

/** What a photo belongs to: the piece of evidence or the session by its number, or the kind of entry. */
function whatOf({ entries }: CaseFile, entry: CaseEntry): string {
	const { evidence, session, of } = texts.photos;
	const { kind } = entry.fact;
	const numbered = { evidence, session };
	if (kind !== 'evidence' && kind !== 'session') return of[kind as keyof typeof of] ?? of.note;
	const no = entriesOf(entries, kind).findIndex((one) => one.entry.id === entry.id) + 1;
	return numbered[kind](no);
}
