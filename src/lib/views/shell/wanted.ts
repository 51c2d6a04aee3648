let wanted: string | null = null;

/** Keeps the address that somebody opened before signing in. In memory: it is nobody's business after the tab is closed. */
export function keepWanted(address: string): void {
	wanted = address;
}

/** The address kept, once. */
export function takeWanted(): string | null {
	const address = wanted;
	wanted = null;
	return address;
}
