import type { Household } from '../household/schema';
import type { Day } from '../kernel/day';
import type { Reading, RecordKey } from '../kernel/record';
import type { Refusal } from '../kernel/refusal';
import type { Party } from './args';
import { sides } from './lists';
import { isMinor } from './select';

/** The households of the register that parties belong to. */
export const householdsOf = (parties: readonly Party[]): RecordKey[] =>
	parties.flatMap(({ householdId }) =>
		householdId ? [{ kind: 'household' as const, id: householdId }] : []
	);

/** The same person: of the register by their id, anybody else by name and phone. */
const isSame = (a: Party, b: Party): boolean =>
	a.residentId || b.residentId
		? a.residentId === b.residentId
		: a.name === b.name && a.phone !== null && a.phone === b.phone;

/** What is wrong with the parties of a case; undefined when nothing is. `fresh`: those that are being written now. */
export function partiesFault(
	parties: readonly Party[],
	fresh: readonly Party[],
	reading: Reading,
	today: Day
): Refusal | undefined {
	const field = 'parties';
	if (!sides.every((side) => parties.some((one) => one.side === side)))
		return { code: 'partySides', field };
	const twice = parties.some((one, i) =>
		parties.some((other, k) => k > i && (one.id === other.id || isSame(one, other)))
	);
	if (twice) return { code: 'partyTwice', field };
	for (const party of fresh) {
		const fault = registerFault(party, reading) ?? guardianFault(party, reading, today);
		if (fault) return { ...fault, field };
	}
	return hasWrongAgent(parties, fresh) ? { code: 'agentWrong', field } : undefined;
}

type Named = Pick<Party, 'name' | 'phone'>;

/** Agents are in no register: they are known by name and phone. */
const isNamedAlike = (a: Named, b: Named): boolean =>
	a.name === b.name && a.phone !== null && a.phone === b.phone;

/** Nobody is their own agent, and nobody acts for both sides (民法典, article 168). */
function hasWrongAgent(parties: readonly Party[], fresh: readonly Party[]): boolean {
	const isFresh = ({ id }: Party) => fresh.some((one) => one.id === id);
	return parties.some((party) => {
		const { agent, side } = party;
		if (!agent) return false;
		if (isFresh(party) && isNamedAlike(agent, party)) return true;
		// What stood before is nothing that somebody who adds another party could mend.
		const others = parties.filter((one) => one.side !== side && (isFresh(party) || isFresh(one)));
		return others
			.flatMap((one) => [one, one.guardian, one.agent])
			.some((one) => one && isNamedAlike(agent, one));
	});
}

/** A party of the register is there. Mediators hold no register: what they write of it the server judges. */
function registerFault({ householdId, residentId }: Party, reading: Reading): Refusal | undefined {
	if (!householdId) return residentId ? { code: 'malformed' } : undefined;
	const erasure = reading.gone('household', householdId)?.erased;
	if (erasure) return { code: 'householdErased', detail: { erasure } };
	const household = reading.get<Household>('household', householdId);
	if (!household) return { code: 'householdUnknown' };
	const erased = residentId ? household.erased?.[residentId] : undefined;
	if (erased) return { code: 'residentErased', detail: { erasure: erased } };
	const isThere = !residentId || household.residents.some(({ id }) => id === residentId);
	return isThere ? undefined : { code: 'partyUnknown' };
}

function guardianFault(party: Party, reading: Reading, today: Day): Refusal | undefined {
	const { householdId, residentId, birthYear, guardian } = party;
	const known = householdId
		? reading
				.get<Household>('household', householdId)
				?.residents.find(({ id }) => id === residentId)?.birthYear
		: undefined;
	// The register knows better than whoever fills in the form.
	return isMinor(known ?? birthYear, today) && !guardian ? { code: 'guardianMissing' } : undefined;
}
