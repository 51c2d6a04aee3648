import type { OpenDispute } from '$lib/domain/dispute/args';
import {
	sides,
	type Authority,
	type Category,
	type Colour,
	type Danger,
	type Scale,
	type Source
} from '$lib/domain/dispute/lists';
import type { Id } from '$lib/domain/kernel/id';
import { partyOf, type PartyForm } from './party-form';

/** The steps of taking on a case, in order. */
export const steps = ['what', 'who', 'kind', 'check'] as const;
export type Step = (typeof steps)[number];

/** The step that an address names behind its `#`; the first for anything else. */
export const stepOf = (hash: string): Step => steps.find((step) => `#${step}` === hash) ?? steps[0];

/** A case as it is being taken on. `told` is '' while nobody was told of a danger. */
export interface CaseForm {
	id: Id;
	placeId: Id;
	matter: string;
	demand: string;
	place: string;
	people: string;
	dangers: Danger[];
	told: Authority | '';
	parties: PartyForm[];
	category: Category | '';
	source: Source;
	scale: Scale;
	colour: Colour;
}

/** A case of which nothing is known yet. */
export const emptyCase = (id: Id, placeId: Id): CaseForm => ({
	...{ id, placeId, matter: '', demand: '', place: '', people: '', dangers: [], told: '' },
	...{ parties: [], category: '', source: 'applied', scale: 'ordinary', colour: 'blue' }
});

/** How many people are in it: as typed, else the parties. Not a number where something else was typed. */
const peopleIn = ({ people, parties }: CaseForm): number => {
	const typed = people.normalize('NFKC').trim();
	return typed === '' ? Math.max(2, parties.length) : Number(typed);
};

/** What is missing before the case can be taken on, and at which step. */
export interface Missing {
	step: Step;
	what: 'matter' | 'sides' | 'category' | 'people';
}

/** Everything that is missing, in the order of the steps. */
export function missingIn(form: CaseForm): Missing[] {
	const people = peopleIn(form);
	const has: [boolean, Missing][] = [
		[form.matter.trim() !== '', { step: 'what', what: 'matter' }],
		[Number.isInteger(people) && people >= 2, { step: 'what', what: 'people' }],
		[
			sides.every((side) => form.parties.some((one) => one.side === side)),
			{ step: 'who', what: 'sides' }
		],
		[form.category !== '', { step: 'kind', what: 'category' }]
	];
	return has.filter(([isThere]) => !isThere).map(([, missing]) => missing);
}

/** The case as it is saved; nothing of it is missing. Where somebody is in danger it is red. */
export function argsOf(form: CaseForm): OpenDispute {
	const { id, placeId, matter, demand, place, source, scale } = form;
	return {
		...{ id, placeId, matter, demand, place, source, scale },
		category: form.category || 'other',
		colour: form.dangers.length > 0 ? 'red' : form.colour,
		people: peopleIn(form),
		parties: form.parties.map(partyOf)
	};
}
