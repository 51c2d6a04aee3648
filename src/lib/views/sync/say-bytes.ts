/** A size on the disk as people say it: `12 MB`, `1.4 GB`; never less than one MB. */
export function sayBytes(bytes: number): string {
	const mega = Math.max(1, Math.round(bytes / 1e6));
	return mega < 1000 ? `${mega} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
