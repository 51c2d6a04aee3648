/** A length as players show it: minutes and seconds. */
export const sayLength = (seconds: number): string =>
	`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
