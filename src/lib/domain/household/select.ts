import type { Household, Resident } from './schema';

/** The head of household; every household has exactly one (rule kept by the commands). */
export const headOf = (household: Household): Resident =>
	household.residents.find((r) => r.relation === 0) ?? household.residents[0]!;
