import type { QuestionItem } from '$lib/app/questions';
import type { AttentionItem } from '$lib/app/record-state';
import { placeOf } from '$lib/domain/ways-out';

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

/** The page on which an act that was refused is done anew; only for commands that have a place. */
export function placeToRedo({ command, householdId, householdKnown, args }: AttentionItem): string {
	switch (placeOf(command)) {
		case 'review':
			return '/office/review';
		case 'staff':
			return '/office/staff';
		case 'household':
			return `/household/${householdId}`;
		case 'money':
			return typeof args.campaignId === 'string'
				? `/office/money/${args.campaignId}`
				: '/office/money';
		case 'cases':
			// One that was to be opened is not there: it is opened anew.
			if (command === 'dispute.open') return '/cases/new';
			return typeof args.caseId === 'string' ? `/cases/${args.caseId}` : '/cases';
		default:
			if (householdKnown) return `/office/register/household/${householdId}`;
			return typeof args.unitId === 'string'
				? `/office/register/${args.unitId}`
				: '/office/register';
	}
}
