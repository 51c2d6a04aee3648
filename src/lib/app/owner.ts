import { del, get, set } from 'idb-keyval';

/** Who this phone belongs to at the moment; kept outside of any person's database. */
export interface Owner {
	person: { id: string; name: string };
	demo: boolean;
}

const ownerKey = 'linli-owner';

/** Undefined on a phone that is nobody's. */
export const knownOwner = (): Promise<Owner | undefined> => get<Owner>(ownerKey);

/** From now on, and after the next start, the phone is theirs. */
export const setOwner = (owner: Owner): Promise<void> => set(ownerKey, owner);

/** The phone is nobody's. What lies there stays. */
export const forgetOwner = (): Promise<void> => del(ownerKey);

/** Whether this person is still the one signed in on this phone, in every tab: before anything goes up under their cookie. */
export const isStillHere = async (personId: string): Promise<boolean> =>
	(await knownOwner())?.person.id === personId;
