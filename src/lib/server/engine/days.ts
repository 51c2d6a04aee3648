/** Days that a setting may ask for; `usual` where it is not set. */
export interface DayBounds {
	usual: number;
	least: number;
	most: number;
}

/** How long events are kept. The least is the law's: 网络安全法 wants logs of the network for no less than six months. */
export const eventDays: DayBounds = {
	// Two years, after which an administrative offence can as a rule no longer be punished (行政处罚法, article 36).
	usual: 731,
	least: 184,
	most: 99_999
};

/** How long what was written about a household is kept after it has left the register. */
export const leftDays: DayBounds = {
	// As long as events: until then a complaint about a visit may still be looked into.
	usual: 731,
	least: 30,
	most: 3_660
};

/** A number of days from the environment, such as `LINLI_LEFT_DAYS`. Throws for what cannot be meant, naming the setting. */
export function daysFrom(name: string, { usual, least, most }: DayBounds): number {
	const given = process.env[name];
	if (!given) return usual;
	const days = /^\d{1,5}$/.test(given) ? Number(given) : -1;
	if (days < least || days > most)
		throw new Error(`${name} is a number of days from ${least} to ${most}, "${given}" is not`);
	return days;
}
