import type { FieldPlace } from '$lib/domain/household/fields';
import type { Household, Resident } from '$lib/domain/household/schema';
import { t } from '$lib/text/text.svelte';

type Around = Pick<Household, 'residents'>;

const nameOf = (household: Around, id: unknown): string | undefined =>
	household.residents.find((one) => one.id === id)?.name;

/** The field in plain words, with the resident's name where it is about one. */
export function sayField({ field, residentId }: FieldPlace, household: Around): string {
	const name = nameOf(household, residentId);
	return name ? t.attention.ofResident(t.attention.fields[field], name) : t.attention.fields[field];
}

/** A value of that field as the register's own page says it. */
export function sayValue(field: FieldPlace['field'], value: unknown, household: Around): string {
	if (field === 'resident') return value === null ? t.attention.isGone : t.attention.isThere;
	if (value === null || value === undefined || value === '') return t.attention.noValue;
	switch (field) {
		case 'tenure':
			return t.register.tenures[value as Household['tenure']];
		case 'needsCare':
			return value ? t.common.yes : t.common.no;
		case 'head':
			return nameOf(household, value) ?? t.attention.noValue;
		case 'name':
			return (value as Pick<Resident, 'name'>).name;
		case 'sex':
			return t.register.sexes[`${value as Resident['sex']}`];
		case 'relation':
			return t.register.relations[value as number] ?? t.attention.noValue;
		default:
			return String(value as string | number);
	}
}
