import type { Role } from '../kernel/actor';
import type { HouseholdContent, Resident } from './schema';

/** The head of household; every household has exactly one (rule kept by the commands). */
export const headOf = (household: Pick<HouseholdContent, 'residents'>): Resident =>
	household.residents.find((r) => r.relation === 0) ?? household.residents[0]!;

/** Who amends households, and says which of two words on one field stands. */
export const settlers: readonly Role[] = ['office', 'subdistrict'];
