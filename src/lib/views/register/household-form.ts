import * as v from 'valibot';
import {
	Phone,
	relations,
	sexes,
	type Household,
	type HouseholdContent,
	type Resident
} from '$lib/domain/household/schema';
import { pinyinOf } from './pinyin';

/** A resident as the form holds it while somebody types. */
export interface ResidentDraft {
	id: string;
	name: string;
	relation: string;
	sex: string;
	birthYear: string;
	phone: string;
}

/** A household as the form holds it. */
export interface HouseholdDraft {
	door: string;
	no: string;
	tenure: Household['tenure'];
	care: 'yes' | 'no';
	residents: ResidentDraft[];
}

/** What is wrong with a field of one resident. */
export type ResidentFaults = Partial<Record<'name' | 'birthYear' | 'phone', true>>;

/** Whether two forms say the same, letter by letter. */
export const isSameDraft = (a: HouseholdDraft, b: HouseholdDraft): boolean =>
	JSON.stringify(a) === JSON.stringify(b);

/** A form with nothing but a head. */
export const emptyDraft = (door: string, id: string): HouseholdDraft => ({
	door,
	no: '',
	tenure: 'owner',
	care: 'no',
	residents: [{ id, name: '', relation: '0', sex: '0', birthYear: '', phone: '' }]
});

/** The form for a household that is there. */
export const draftOf = (household: HouseholdContent): HouseholdDraft => ({
	door: household.door,
	no: household.no ?? '',
	tenure: household.tenure,
	care: household.needsCare ? 'yes' : 'no',
	residents: household.residents.map((one) => ({
		id: one.id,
		name: one.name,
		relation: String(one.relation),
		sex: String(one.sex),
		birthYear: one.birthYear === null ? '' : String(one.birthYear),
		phone: one.phone ?? ''
	}))
});

const digitsOf = (phone: string) =>
	phone
		.normalize('NFKC')
		.replace(/[\s\-()—–.]/g, '')
		.replace(/^(?:\+|00)86(?=\d)/, '');

const isYear = (text: string, thisYear: number) =>
	/^\d{4}$/.test(text) && Number(text) >= 1890 && Number(text) <= thisYear;

/** What is wrong, by resident id. Empty when the form can be saved, save for the head (`hasOneHead`). */
export function faultsOf(draft: HouseholdDraft, thisYear: number): Map<string, ResidentFaults> {
	const faults = new Map<string, ResidentFaults>();
	for (const one of draft.residents) {
		const found: ResidentFaults = {};
		const name = one.name.trim();
		const year = one.birthYear.normalize('NFKC').trim();
		if (name === '' || [...name].length > 50) found.name = true;
		if (year !== '' && !isYear(year, thisYear)) found.birthYear = true;
		if (one.phone.trim() !== '' && !v.is(Phone, digitsOf(one.phone))) found.phone = true;
		if (Object.keys(found).length > 0) faults.set(one.id, found);
	}
	return faults;
}

/** Whether exactly one resident is the head. */
export const hasOneHead = (draft: HouseholdDraft): boolean =>
	draft.residents.filter((one) => one.relation === '0').length === 1;

/** The household's new content as commands want it; the form has been checked. Fetches the pinyin dictionary. */
export async function contentOf(
	draft: HouseholdDraft
): Promise<Pick<Household, 'door' | 'no' | 'tenure' | 'needsCare' | 'residents'>> {
	const residents = await Promise.all(
		draft.residents.map(async (one): Promise<Resident> => {
			const name = one.name.normalize('NFC').trim();
			const year = one.birthYear.normalize('NFKC').trim();
			return {
				id: one.id,
				name,
				pinyin: await pinyinOf(name),
				sex: sexes.find((sex) => String(sex) === one.sex) ?? 0,
				birthYear: year === '' ? null : Number(year),
				relation: relations.find((relation) => String(relation) === one.relation) ?? 8,
				phone: digitsOf(one.phone) || null
			};
		})
	);
	return {
		door: draft.door,
		no: draft.no.normalize('NFC').trim() || null,
		tenure: draft.tenure,
		needsCare: draft.care === 'yes',
		residents
	};
}
