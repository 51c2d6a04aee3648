import * as v from 'valibot';
import { Party } from '$lib/domain/dispute/args';
import type { Side } from '$lib/domain/dispute/lists';
import { isMinor } from '$lib/domain/dispute/select';
import type { Household, Resident } from '$lib/domain/household/schema';
import type { Day } from '$lib/domain/kernel/day';
import type { Id } from '$lib/domain/kernel/id';

/** Somebody who speaks for a party, as it is being typed. */
interface DeputyForm {
	name: string;
	relation: string;
	phone: string;
}
const nobody = (): DeputyForm => ({ name: '', relation: '', phone: '' });

/** A party as it is being typed; numbers are text until they are read. */
export interface PartyForm {
	id: Id;
	side: Side;
	householdId: Id | null;
	residentId: Id | null;
	name: string;
	sex: '0' | '1' | '2';
	birthYear: string;
	ethnicity: string;
	occupation: string;
	phone: string;
	address: string;
	guardian: DeputyForm;
	/** Who has the party's power of attorney. */
	agent: DeputyForm;
}

/** A party of which nothing is known yet. */
export const emptyParty = (id: Id, side: Side): PartyForm => ({
	...{ id, side, householdId: null, residentId: null, name: '', sex: '0', birthYear: '' },
	...{ ethnicity: '', occupation: '', phone: '', address: '' },
	...{ guardian: nobody(), agent: nobody() }
});

/** The same, filled with what the register knows of a resident; `address` as people say it. */
export const partyFrom = (
	form: PartyForm,
	household: Household,
	resident: Resident,
	address: string
): PartyForm => ({
	...form,
	...{ householdId: household.id, residentId: resident.id, name: resident.name, address },
	sex: resident.sex === 1 || resident.sex === 2 ? `${resident.sex}` : '0',
	birthYear: resident.birthYear === null ? '' : String(resident.birthYear),
	phone: resident.phone ?? ''
});

/** A phone as it is dialled; null where none was typed. */
const phoneOf = (typed: string): string | null =>
	typed.normalize('NFKC').replace(/[\s().-]/g, '') || null;

const yearOf = (typed: string): number | null => {
	const text = typed.normalize('NFKC').trim();
	return text === '' ? null : Number(text);
};

/** Whether somebody who speaks for the party must be named. */
export const needsGuardian = ({ birthYear }: PartyForm, today: Day): boolean =>
	isMinor(yearOf(birthYear), today);

/** The party as it is saved. */
export function partyOf(form: PartyForm): Party {
	const { id, side, householdId, residentId, name, ethnicity, occupation, address } = form;
	return {
		...{ id, side, householdId, residentId, name, ethnicity, occupation, address },
		sex: Number(form.sex) as 0 | 1 | 2,
		birthYear: yearOf(form.birthYear),
		phone: phoneOf(form.phone),
		guardian: deputyOf(form.guardian),
		// A draft of an earlier version has no place for one.
		agent: deputyOf(form.agent ?? nobody())
	};
}

const deputyOf = (form: DeputyForm): Party['agent'] =>
	form.name.trim() ? { ...form, phone: phoneOf(form.phone) } : null;

/** Whether anything was typed of somebody who speaks for the party. */
export const isTyped = (form: DeputyForm): boolean =>
	[form.name, form.relation, form.phone].some((one) => one.trim() !== '');

/**
 * Fields of a party that the rules do not take as they are typed; `guardian` also where a minor has none, `agent` also where
 * a phone was typed without a name.
 */
export type PartyFault =
	'name' | 'birthYear' | 'phone' | 'guardian' | 'guardianPhone' | 'agent' | 'agentPhone';

/** What is wrong with a party as it is typed, before it is saved. */
export function faultsOf(form: PartyForm, today: Day): PartyFault[] {
	const read = v.safeParse(Party, partyOf(form));
	const faults = new Set<PartyFault>();
	for (const issue of read.issues ?? []) {
		const [field, inner] = issue.path?.map(({ key }) => String(key)) ?? [];
		if (field === 'guardian') faults.add(inner === 'phone' ? 'guardianPhone' : 'guardian');
		else if (field === 'agent') faults.add(inner === 'phone' ? 'agentPhone' : 'agent');
		else if (field === 'birthYear' || field === 'phone') faults.add(field);
		else faults.add('name');
	}
	if (needsGuardian(form, today) && form.guardian.name.trim() === '') faults.add('guardian');
	if (isTyped(form.agent) && form.agent.name.trim() === '') faults.add('agent');
	return [...faults];
}
