/** Two years, as long as events are kept by default: until then a complaint about a visit may still be looked into. */
const usual = 731;
const [least, most] = [30, 3_660];

/**
 * How many days after a household has left the register what was written about it is deleted, from `LINLI_LEFT_DAYS`.
 * Throws for what cannot be meant.
 */
export function leftDaysFrom(given: string | undefined): number {
	if (!given) return usual;
	const days = /^\d{1,4}$/.test(given) ? Number(given) : 0;
	if (days < least || days > most)
		throw new Error(
			`LINLI_LEFT_DAYS is a number of days from ${least} to ${most}, "${given}" is not`
		);
	return days;
}
