import type { VisitResult } from '$lib/domain/visit/schema';
import type { IconName } from '$lib/ui/icons';

/** The sign of each result; its word always stands beside it. */
export const resultIcons: Record<VisitResult, IconName> = {
	home: 'house',
	nobody: 'knock',
	matter: 'flag'
};
