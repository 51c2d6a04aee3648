import type { Id } from '../kernel/id';
import type { Fen } from '../money/fen';
import type { KeptOffer, Offer, OfferPhoto } from './schema';

/**
 * The offers as the campaign keeps them. A photo that it has named before keeps the name of who brought it: nobody can say
 * that for others, or naming somebody and a hash would open a picture that lies elsewhere.
 */
export function keptOffers(
	given: readonly Offer[],
	known: readonly KeptOffer[],
	writer: Id
): KeptOffer[] {
	const bringers = new Map(
		known.flatMap(({ photos = [] }) => photos.map(({ sha256, by }) => [sha256, by] as const))
	);
	return given.map(({ photos, ...offer }) => {
		const kept: OfferPhoto[] =
			photos?.map((photo) => ({ ...photo, by: bringers.get(photo.sha256) ?? writer })) ??
			known.find(({ id }) => id === offer.id)?.photos ??
			[];
		return kept.length > 0 ? { ...offer, photos: kept } : offer;
	});
}

/** By how much each offer is above the lowest one, 分, in the order of the offers; 0 for the lowest itself. */
export function aboveLowest(offers: readonly { fen: Fen }[]): Fen[] {
	const lowest = Math.min(...offers.map(({ fen }) => fen));
	return offers.map(({ fen }) => fen - lowest);
}
