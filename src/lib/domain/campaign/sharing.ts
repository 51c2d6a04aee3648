import type { Id } from '../kernel/id';
import type { Fen } from '../money/fen';

/**
 * A household as a campaign counts it. The figures are fixed when the campaign is opened: an area that is corrected
 * later does not change what somebody was asked for without a revision.
 */
export interface Sharer {
	id: Id;
	/** Its place in the order of the doors, a whole number from 0. */
	place: number;
	/** In hundredths of a square metre (88.5 m² is 8850); 0 or null where nobody knows it. */
	area: number | null;
	/** Below ground is negative. */
	floor: number | null;
	/** How many people live there; 0 for a flat that stands empty. */
	persons: number | null;
	/** What was agreed with this household, where amounts are agreed one by one. */
	agreedFen: Fen | null;
}

/**
 * How the cost is shared. Without an agreement the law shares by area (民法典 283). Weights of floors are whole numbers
 * with any common measure: 0 for a ground floor that a lift does not serve, 10, 11, 12 … above.
 */
export type Method =
	| { by: 'household' }
	| { by: 'area' }
	| { by: 'floor'; weights: readonly { floor: number; weight: number }[] }
	| { by: 'persons' }
	/** The same fixed amount from each household, whatever that makes together. */
	| { by: 'fixed'; eachFen: Fen }
	/** An amount for each household, agreed one by one. */
	| { by: 'agreed' };

/** Who pays besides the households: estate committee, owners' committee, a fund. One of them may take the rest. */
export interface Source {
	id: Id;
	fen: Fen | 'rest';
}

/**
 * A household that the meeting exempted, and who bears the gap: the others by the same method, or one of the sources.
 * There is no reason here on purpose: it is nobody's business but the office's.
 */
export interface Exemption {
	householdId: Id;
	bornBy: 'others' | { source: Id };
}

/** Everything that shares follow from. */
export interface Plan {
	costFen: Fen;
	method: Method;
	sharers: readonly Sharer[];
	sources: readonly Source[];
	exemptions: readonly Exemption[];
}

/** How a household's share came about, in figures: enough to do the sum again on paper. */
export type Why =
	| {
			/** poolFen × weight ÷ total = exactFen, with `rest` left over, and `extra` 分 for one of the largest rests. */
			kind: 'weighed';
			by: 'household' | 'area' | 'floor' | 'persons';
			poolFen: Fen;
			weight: number;
			total: number;
			exactFen: Fen;
			rest: number;
			extra: 0 | 1;
	  }
	| { kind: 'fixed' | 'agreed'; fen: Fen }
	/** Pays nothing; `gapFen` is what a source pays in its place, 0 where the others bear it. */
	| { kind: 'exempt'; gapFen: Fen };

/** What one household is asked for. */
export interface Share {
	householdId: Id;
	fen: Fen;
	why: Why;
}

/** What one source gives: its own part, and the gaps of exempted households that it bears. */
export interface SourceShare {
	id: Id;
	ownFen: Fen;
	gapFen: Fen;
}

/** A cost divided: the shares and the sources' parts add up to it exactly. */
export interface Division {
	/** In the order of the doors. */
	shares: Share[];
	sources: SourceShare[];
}

/** Why a plan cannot be divided. `detail` names ids and figures. */
export const sharingFaults = [
	'costWrong', // no amount: zero, negative, broken 分, too large
	'noHouseholds',
	'householdTwice',
	'sourceTwice',
	'sourceWrong', // a part that is no amount
	'sourceUnknown', // an exemption names one that is not there
	'restTwice',
	'restUnclear', // somebody takes the rest of what is divided without one: by weights the households take it
	'sourcesTooMuch', // they leave nothing to share; `detail.fen` is what they give beyond the cost
	'exemptUnknown',
	'exemptTwice',
	'gapUnborne', // amounts are fixed or agreed, so the others' do not grow by a gap
	'areaMissing',
	'floorMissing',
	'personsMissing',
	'agreedMissing',
	'weightWrong', // of a floor: not a whole number from 0
	'nobodyPays',
	'sumOff' // named amounts and sources do not make up the cost; `detail.fen` is what is missing, below zero what is too much
] as const;
export type SharingFault = (typeof sharingFaults)[number];

/** A fault with whom it concerns. */
export interface SharingRefusal {
	code: SharingFault;
	detail?: { householdId?: Id; sourceId?: Id; floor?: number; fen?: Fen };
}
