import type { CaseRules } from './schema';

/**
 * What holds where neither community nor sub-district has said otherwise. 30 days: as most places have it (宁波, 深圳). The law
 * asks for a visit afterwards (人民调解法, article 31) and gives no day.
 */
export const usualRules: Omit<CaseRules, 'areaId'> = {
	days: 30,
	followUps: [7, 30, 90],
	hours: { red: 24, yellow: 72, blue: 168 },
	leadAfterDays: 3
};

/** Within so many days of an agreement both sides may ask the court together to confirm it (人民调解法, article 33). */
export const courtDays = 30;
