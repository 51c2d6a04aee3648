import type { QuestionItem } from '$lib/app/questions';

/** Where the office mends what stands in an entry's way, and what to call the way there. */
export interface PlaceToMend {
	href: string;
	words: 'household' | 'unit' | 'staff';
}

/** Refusals that an appointment would have prevented. */
const aboutPosts: ReadonlySet<string> = new Set(['notAllowed', 'visitNotYours']);

/** The page on which the office can do something about an entry; undefined when there is none. */
export function placeToMend({ question, household }: QuestionItem): PlaceToMend | undefined {
	const { code, said, state } = question.entry;
	if (state === 'held' || (code && aboutPosts.has(code)))
		return { href: '/office/staff', words: 'staff' };
	if (household) return { href: `/office/register/household/${household.id}`, words: 'household' };
	return said ? { href: `/office/register/${said.unitId}`, words: 'unit' } : undefined;
}
