import type { HouseholdContent, Resident } from './schema';

/** The head of household; every household has exactly one (rule kept by the commands). */
export const headOf = (household: Pick<HouseholdContent, 'residents'>): Resident =>
	household.residents.find((r) => r.relation === 0) ?? household.residents[0]!;
