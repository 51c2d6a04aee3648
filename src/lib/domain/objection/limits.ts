/** Characters of an objection at least: fewer say nothing that can be answered. */
export const shortestObjection = 10;
/** Characters of an objection at most. */
export const longestObjection = 500;
/** Characters of what somebody says about themselves at most. */
export const longestFrom = 60;

/** What is wrong with the length of an objection as it was typed; null when nothing is. */
export function wordsFault(text: string): 'tooShort' | 'tooLong' | null {
	const length = [...text.normalize('NFC').trim()].length;
	return length < shortestObjection ? 'tooShort' : length > longestObjection ? 'tooLong' : null;
}
