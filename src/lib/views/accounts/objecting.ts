import type { RemoteProblem } from '$lib/app/public-accounts';
import type { Id } from '$lib/domain/kernel/id';
import { withoutControls } from '$lib/domain/kernel/text';

/** What was typed into the form for objections, under the id by which the server knows it again. */
export interface Attempt {
	id: Id;
	words: string;
	from: string;
}

/**
 * What is sent. As long as the text is the one that was tried before it is the same objection, which the server takes once
 * however often it comes; with another text it is another one, so that no change is lost to one that had arrived.
 */
export function attemptOf(
	before: Attempt | null,
	typed: Pick<Attempt, 'words' | 'from'>,
	newId: () => Id
): Attempt {
	const words = withoutControls(typed.words).trim();
	const from = withoutControls(typed.from).trim();
	return before?.words === words && before.from === from ? before : { id: newId(), words, from };
}

/** Why an objection did not arrive, as the page has words for it. */
export type Trouble = 'offline' | 'failed' | 'over' | 'full' | 'busy' | 'wrong';

/** What to say about a problem of the server. */
export function troubleOf({ code }: Pick<RemoteProblem, 'code'>): Trouble {
	switch (code) {
		case 'offline':
		case 'full':
		case 'busy':
			return code;
		case 'tooManyTries':
			return 'busy';
		case 'notFound':
			return 'over';
		case 'malformed':
		case 'tooLarge':
			return 'wrong';
		default:
			return 'failed';
	}
}
