import type { PublicAccounts } from '../accounts/schema';
import type { Campaign } from '../campaign/schema';
import { dayOf, type Day } from '../kernel/day';
import type { Objection } from './schema';

/** Whether the campaign's accounts are public on this day, or have been: an objection may then still be written down. */
export const wereShown = ({ state, shown }: Campaign, today: Day): boolean =>
	state !== 'draft' && shown !== null && shown.from <= today;

/** Whether the office has not answered yet. */
export const isUnanswered = ({ answers }: Pick<Objection, 'answers'>): boolean =>
	answers.length === 0;

/** Those without an answer first, the oldest of them on top; then the answered ones, the latest on top. */
export const forOffice = (objections: readonly Objection[]): Objection[] =>
	[...objections].sort((a, b) => {
		const order = Number(isUnanswered(b)) - Number(isUnanswered(a));
		return order || (a.receivedAt - b.receivedAt) * (isUnanswered(a) ? 1 : -1);
	});

/**
 * What everybody may read of the objections to a campaign's accounts: of the answered ones the answers and what the office
 * itself says was asked, last; never the words of the neighbour, who they are, or who answered. The oldest first.
 */
export function publicObjections(objections: readonly Objection[]): PublicAccounts['objections'] {
	const answered = objections
		.filter((one) => !isUnanswered(one))
		.sort((a, b) => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1));
	return {
		open: objections.length - answered.length,
		answered: answered.map(({ answers }) => ({
			asked: answers.findLast(({ asked }) => asked !== '')?.asked ?? '',
			answers: answers.map(({ at, words }) => ({ on: dayOf(at), words }))
		}))
	};
}
