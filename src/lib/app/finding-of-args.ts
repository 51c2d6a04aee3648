import * as v from 'valibot';
import { needs, visitResults } from '$lib/domain/visit/schema';
import { Photos } from '$lib/domain/photo/schema';
import type { Finding } from '$lib/domain/visit/schema';

/**
 * The finding that an operation carried, as far as its arguments hold one; undefined for other acts (withdrawing,
 * judging). Arguments that were refused as malformed may hold anything, so that only what fits is taken.
 */
export function findingOfArgs(
	args: Record<string, unknown>
): Pick<Finding, 'result' | 'needs' | 'words' | 'photos'> | undefined {
	const result = visitResults.find((one) => one === args.result);
	if (!result) return undefined;
	const given: unknown[] = Array.isArray(args.needs) ? args.needs : [];
	const photos = v.safeParse(Photos, args.photos);
	return {
		result,
		needs: needs.filter((need) => given.includes(need)),
		words: typeof args.words === 'string' ? args.words : '',
		...(photos.success ? { photos: photos.output } : {})
	};
}
