import type { Photo } from '$lib/domain/photo/schema';
import type { Finding, Visit } from '$lib/domain/visit/schema';
import { findingOf } from '$lib/domain/visit/select';

/** What a person enters of a visit; author and time come by themselves. */
export type FindingInput = Pick<Finding, 'result' | 'needs' | 'words' | 'photos'>;

/** A form that nobody has touched yet, for a door where there is something to note. */
export const blankMatter = (): FindingInput => ({ result: 'matter', needs: [], words: '' });

/** What the form starts from when a visit is amended: the words that count now. */
export function inputOf(visit: Visit): FindingInput {
	const { result, needs, words, photos } = findingOf(visit);
	return { result, needs: [...needs], words, ...(photos ? { photos: [...photos] } : {}) };
}

/** Whether the input says anything. "Something" without saying what helps nobody; the other results say enough. */
export const saysEnough = ({ result, needs, words, photos = [] }: FindingInput): boolean =>
	result !== 'matter' || needs.length > 0 || words.trim() !== '' || photos.length > 0;

/** Whether two inputs would be stored alike, so that there is nothing to save. */
export const isSameFinding = (a: FindingInput, b: FindingInput): boolean =>
	a.result === b.result &&
	a.words.trim() === b.words.trim() &&
	photoText(a.photos) === photoText(b.photos) &&
	(a.result !== 'matter' || [...a.needs].sort().join() === [...b.needs].sort().join());

const photoText = (photos: readonly Photo[] = []): string =>
	photos.map(({ sha256, place }) => `${sha256} ${place?.lat} ${place?.lon}`).join();
