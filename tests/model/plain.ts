import type { VisitResult } from '$lib/domain/visit/schema';

/**
 * What a visit is to somebody who keeps a paper book: small enough to be read at a glance, and written without a line of
 * the app's own rules, so that the app can be held against it.
 */

/** A visit as the book has it. `said` are the first words and every amendment, in order; the last one counts. */
export interface PlainVisit {
	id: string;
	householdId: string;
	authorId: string;
	/** When the door was knocked at, epoch ms. */
	at: number;
	said: { result: VisitResult; words: string }[];
	isWithdrawn: boolean;
	isAccepted: boolean;
}

/** An act on a visit. `at`: epoch ms by the writer's clock. */
export type PlainAct = { visitId: string; at: number } & (
	| { does: 'log'; householdId: string; result: VisitResult; words: string }
	| { does: 'amend'; result: VisitResult; words: string }
	| { does: 'withdraw' }
);

/** What the visit is after the act; undefined when the act cannot happen. */
export function happen(
	visit: PlainVisit | undefined,
	act: PlainAct,
	authorId: string
): PlainVisit | undefined {
	if (act.does === 'log') {
		if (visit) return undefined;
		const { visitId: id, householdId, at, result, words } = act;
		const said = [{ result, words }];
		return { id, householdId, authorId, at, said, isWithdrawn: false, isAccepted: false };
	}
	if (!visit || visit.isWithdrawn || visit.authorId !== authorId) return undefined;
	if (act.does === 'withdraw')
		return visit.isAccepted ? undefined : { ...visit, isWithdrawn: true };
	const last = visit.said.at(-1)!;
	const { result, words } = act;
	if (last.result === result && last.words === words) return undefined;
	return { ...visit, said: [...visit.said, { result, words }], isAccepted: false };
}

/** What a door's tile says of its visits. */
export interface PlainTile {
	last: VisitResult | null;
	at: number | null;
	knocks: number;
}

/** The tile of a door from all of its visits. */
export function plainTile(visits: readonly PlainVisit[]): PlainTile {
	const counted = visits.filter((visit) => !visit.isWithdrawn).sort((a, b) => a.at - b.at);
	const results = counted.map((visit) => visit.said.at(-1)!.result);
	const met = results.findLastIndex((result) => result !== 'nobody');
	return {
		last: results.at(-1) ?? null,
		at: counted.at(-1)?.at ?? null,
		knocks: results.length - 1 - met
	};
}
