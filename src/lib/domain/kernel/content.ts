/** Whether two plain values hold the same, whatever the order of their keys. */
export const sameContent = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

/** A plain value as text that is the same whatever the order of its keys. */
export const canonical = (value: unknown): string =>
	JSON.stringify(value, (_key, inner: unknown) =>
		inner && typeof inner === 'object' && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)))
			: inner
	);
