let wanted: { address: string; by: string | undefined } | null = null;

/** Keeps the address that somebody opened before signing in or unlocking; `by` is whose phone it was, if anybody's. In memory: it is nobody's business after the tab is closed. */
export function keepWanted(address: string, by: string | undefined): void {
	wanted = { address, by };
}

/** The address kept, once. Whoever comes in place of somebody else begins at home, not where that person was. */
export function takeWanted(personId: string | undefined): string | null {
	const kept = wanted;
	wanted = null;
	return kept && (kept.by === undefined || kept.by === personId) ? kept.address : null;
}
