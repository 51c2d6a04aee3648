import type { EntryFact } from '$lib/domain/dispute/args';
import type { Step, Way } from '$lib/domain/dispute/lists';
import type { Photo } from '$lib/domain/photo/schema';
import type { Sound } from '$lib/domain/sound/schema';

/** Kinds of entries that are written by hand in one form; a report has a form of its own. */
export const entryKinds = ['session', 'inquiry', 'note', 'evidence'] as const;

/** What stands in the form of an entry. */
export interface EntryForm {
	kind: (typeof entryKinds)[number];
	way: Way;
	present: string[];
	others: string;
	of: string;
	from: string;
	step: Step | '';
	words: string;
	photos: Photo[];
	sounds: Sound[];
}

export const emptyEntry: EntryForm = {
	...{ kind: 'session', way: 'together', present: [], others: '', of: '', from: '' },
	...{ step: '', words: '', photos: [], sounds: [] }
};

/** When evidence was captured: the earliest moment of its photos and recordings, epoch ms; null where none of them knows. */
export function capturedAt({
	photos,
	sounds
}: Pick<EntryForm, 'photos' | 'sounds'>): number | null {
	const known = [...photos.map(({ takenAt }) => takenAt), ...sounds.map(({ at }) => at)];
	const moments = known.filter((one) => one !== undefined);
	return moments.length > 0 ? Math.min(...moments) : null;
}

/** What the form says that the entry is. */
export function factOf(form: EntryForm): EntryFact {
	const { kind, way, present, others, of, from } = form;
	if (kind === 'session') return { kind, way, present, others };
	if (kind === 'inquiry') return { kind, of };
	if (kind === 'note') return { kind };
	return { kind, from, takenAt: capturedAt(form) };
}
