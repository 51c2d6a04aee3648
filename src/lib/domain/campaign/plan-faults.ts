import { isAmount } from '../money/fen';
import type { Plan, SharingRefusal } from './sharing';
import { isWeighing } from './weights';

const twice = (ids: readonly string[]): string | undefined =>
	ids.find((id, i) => ids.indexOf(id) !== i);

/** What is wrong with a plan before anything is divided, in the order in which somebody would mend it. */
export function faultOf(plan: Plan): SharingRefusal | undefined {
	const { costFen, sharers, sources, exemptions, method } = plan;
	if (!isAmount(costFen)) return { code: 'costWrong' };
	if (sharers.length === 0) return { code: 'noHouseholds' };
	const householdId = twice(sharers.map(({ id }) => id));
	if (householdId) return { code: 'householdTwice', detail: { householdId } };
	return sourceFault(plan) ?? exemptionFault({ sharers, sources, exemptions, method });
}

function sourceFault({ sources, method }: Plan): SharingRefusal | undefined {
	const sourceId = twice(sources.map(({ id }) => id));
	if (sourceId) return { code: 'sourceTwice', detail: { sourceId } };
	const wrong = sources.find(({ fen }) => fen !== 'rest' && !isAmount(fen));
	if (wrong) return { code: 'sourceWrong', detail: { sourceId: wrong.id } };
	const rests = sources.filter(({ fen }) => fen === 'rest');
	if (rests.length > 1) return { code: 'restTwice', detail: { sourceId: rests[1]!.id } };
	if (rests[0] && isWeighing(method))
		return { code: 'restUnclear', detail: { sourceId: rests[0].id } };
	return undefined;
}

function exemptionFault({
	sharers,
	sources,
	exemptions,
	method
}: Omit<Plan, 'costFen'>): SharingRefusal | undefined {
	const again = twice(exemptions.map((one) => one.householdId));
	if (again) return { code: 'exemptTwice', detail: { householdId: again } };
	const known = new Set(sharers.map(({ id }) => id));
	for (const { householdId, bornBy } of exemptions) {
		if (!known.has(householdId)) return { code: 'exemptUnknown', detail: { householdId } };
		if (bornBy === 'others') {
			if (!isWeighing(method)) return { code: 'gapUnborne', detail: { householdId } };
		} else if (!sources.some(({ id }) => id === bornBy.source))
			return { code: 'sourceUnknown', detail: { householdId, sourceId: bornBy.source } };
	}
	return undefined;
}
