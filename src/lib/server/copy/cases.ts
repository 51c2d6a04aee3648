import type { CopyReply } from '$lib/domain/copy';
import type { CaseEntry, Dispute } from '$lib/domain/dispute/schema';
import { stageOf } from '$lib/domain/dispute/select';
import type { Id } from '$lib/domain/kernel/id';

/** What these households may read of the cases in which they are a party; the other side's words are its own. */
export const casesFor = (
	disputes: readonly Dispute[],
	entries: readonly CaseEntry[],
	households: ReadonlySet<Id>
): CopyReply['cases'] =>
	disputes
		.map((dispute): CopyReply['cases'][number] => {
			const agreement = entries.find(({ id }) => id === dispute.agreement?.id)?.fact;
			return {
				...{ openedOn: dispute.openedOn, no: dispute.number, category: dispute.category },
				stage: stageOf(dispute),
				parties: dispute.parties
					.filter(({ householdId }) => householdId !== null && households.has(householdId))
					.map(({ name, phone, address }) => ({ name, phone, address })),
				terms: agreement?.kind === 'agreement' ? agreement.terms.map(({ what }) => what) : []
			};
		})
		.sort((a, b) =>
			a.openedOn === b.openedOn
				? (a.no?.no ?? 0) - (b.no?.no ?? 0)
				: a.openedOn < b.openedOn
					? -1
					: 1
		);
