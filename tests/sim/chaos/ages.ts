import type { Command } from '$lib/domain/handle';

/**
 * Worlds in which not everything has the same age. A server may be older than the phones: then it has not learned yet what
 * came last. A phone may be older than the server: then it writes the first version of what has two, and is answered in
 * words that it does not know.
 */

const toCome = new Set(['household.register', 'household.settle', 'visit.amend', 'held.decline']);

/** Whether an older server has not learned this yet; of `household.amend` it knows the first version. */
export const isToCome = ({ name, version }: Pick<Command, 'name' | 'version'>): boolean =>
	toCome.has(name) || (name === 'household.amend' && version > 1);

type Answer = Record<string, unknown> & {
	receipts?: { refusal?: { code: string } }[];
	rows?: object[];
};

/** The same answer from a server that is newer than whoever hears it: with more in it, and reasons of its own. */
export function asNewer(text: string): string {
	const answer = JSON.parse(text) as Answer;
	const receipts = answer.receipts?.map(({ refusal, ...receipt }) => ({
		...receipt,
		mood: 'new',
		...(refusal ? { refusal: { ...refusal, code: `new.${refusal.code}` } } : {})
	}));
	return JSON.stringify({
		...answer,
		weather: 'new',
		...(receipts ? { receipts } : {}),
		...(answer.rows ? { rows: answer.rows.map((row) => ({ ...row, colour: 'new' })) } : {})
	});
}
