import type { Term } from '$lib/domain/dispute/args';
import type { CaseEntry, CaseFact, Dispute } from '$lib/domain/dispute/schema';
import type { Id } from '$lib/domain/kernel/id';
import { t } from '$lib/text/text.svelte';
import { sayWhen } from '../visit/say-when.svelte';
import { sayDay } from './say-case';

type Parties = Pick<Dispute, 'parties'>;

/** Names of these parties, as they are written down now. */
export const sayNames = ({ parties }: Parties, ids: readonly Id[]): string =>
	parties
		.filter(({ id }) => ids.includes(id))
		.map(({ name }) => name)
		.join(t.cases.between);

/** One term as it is read out: who does what until when. */
export const sayTerm = (dispute: Parties, { partyIds, what, until }: Term): string =>
	[sayNames(dispute, partyIds), what, until ? t.cases.agreement.until(sayDay(until)) : '']
		.filter(Boolean)
		.join(' · ');

/** What an entry is, in a few words. */
export function sayFact(fact: CaseFact): string {
	const { facts } = t.cases;
	switch (fact.kind) {
		case 'session':
			return facts.session(t.cases.ways[fact.way]);
		case 'inquiry':
			return facts.inquiry(fact.of);
		case 'note':
		case 'evidence':
		case 'reopened':
		case 'closed':
			return facts[fact.kind];
		case 'report':
			return facts.report(t.cases.dangers[fact.danger]);
		case 'amended':
			return facts.amendedField(t.cases.fields[fact.change.field]);
		case 'assigned':
			return facts.assigned(fact.name, t.cases.parts[fact.part]);
		case 'unassigned':
			return facts.unassigned(fact.name);
		case 'handedUp':
			return facts.handedUp(t.cases.levels[fact.to]);
		case 'ended':
			return facts[fact.how];
		case 'extended':
			return facts.extended(sayDay(fact.until));
		case 'agreement':
			return facts.agreement[fact.form];
		case 'performed':
			return facts.performed(t.cases.performances[fact.state], sayDay(fact.on));
		case 'court':
			return facts.court(t.cases.courts[fact.state], sayDay(fact.on));
		case 'planned':
			return fact.on ? facts.planned(sayDay(fact.on)) : facts.dropped;
		case 'followUp':
			return facts.followUp(t.cases.followUps[fact.result]);
	}
}

/** What it holds besides its words, a line each. */
export function sayDetails({ fact }: CaseEntry, dispute: Parties): string[] {
	const { entries } = t.cases;
	const lines = (): string[] => {
		switch (fact.kind) {
			case 'session':
				return [
					fact.present.length || fact.others
						? entries.present(
								[sayNames(dispute, fact.present), fact.others].filter(Boolean).join(t.cases.between)
							)
						: ''
				];
			case 'evidence':
				return [
					fact.from ? entries.from(fact.from) : '',
					fact.takenAt === null ? '' : entries.takenAt(sayWhen(fact.takenAt))
				];
			case 'report':
				return [entries.told(t.cases.authorities[fact.told], sayWhen(fact.toldAt))];
			case 'ended':
				return [
					fact.partyId ? sayNames(dispute, [fact.partyId]) : '',
					entries.remediesTold(fact.told.map((one) => t.cases.remedies[one]).join(t.cases.between))
				];
			case 'agreement':
				return [fact.facts, fact.issues, ...fact.terms.map((one) => sayTerm(dispute, one))];
			case 'followUp':
				return [fact.then ? t.cases.consequences[fact.then] : ''];
			case 'closed':
				return [fact.prevented ? t.cases.escalations[fact.prevented] : ''];
			default:
				return [];
		}
	};
	return lines().filter(Boolean);
}
