import { fail, ok, type Result } from '../kernel/result';
import { isAmount, sumFen, type Fen } from '../money/fen';
import { apportion, inOrder, type Part } from './apportion';
import { faultOf } from './plan-faults';
import type { Division, Exemption, Plan, Share, Sharer, SharingRefusal, Why } from './sharing';
import { isWeighing, weighed, type WeighingMethod } from './weights';

/**
 * Divides the cost. Shares and sources add up to it exactly, on every phone alike and in whatever order the households
 * are given; no exempted household pays; each share comes with the figures it follows from. Refuses a plan that leaves
 * open who pays what, and names whom that concerns.
 */
export function divide(plan: Plan): Result<Division, SharingRefusal> {
	const fault = faultOf(plan);
	if (fault) return fail(fault);
	const asked = isWeighing(plan.method)
		? byWeight(plan, plan.method)
		: byName(plan, plan.method.by === 'fixed' ? plan.method.eachFen : undefined);
	return asked.ok ? withSources(plan, asked.value) : asked;
}

/** What a household would pay if nobody stood in for it. */
type Asked = Share & { sourceId?: string };

const knownFen = ({ sources }: Plan): Fen =>
	sumFen(sources.map(({ fen }) => (fen === 'rest' ? 0 : fen)));

const exemptionsOf = ({ exemptions }: Plan): Map<string, Exemption> =>
	new Map(exemptions.map((one) => [one.householdId, one]));

const exempt = (householdId: string, gapFen: Fen): Share => ({
	householdId,
	fen: 0,
	why: { kind: 'exempt', gapFen }
});

const weighing = (part: Part, by: WeighingMethod['by'], poolFen: Fen): Why => ({
	kind: 'weighed',
	by,
	poolFen,
	weight: part.weight,
	total: part.total,
	exactFen: part.exact,
	rest: part.rest,
	extra: part.extra
});

/** By weights: the pool is the cost without the sources, and the households divide all of it. */
function byWeight(plan: Plan, method: WeighingMethod): Result<Asked[], SharingRefusal> {
	const poolFen = plan.costFen - knownFen(plan);
	if (poolFen <= 0) return fail({ code: 'sourcesTooMuch', detail: { fen: -poolFen } });
	const exemptions = exemptionsOf(plan);
	// Where the others bear a gap, the household is left out before anything is weighed; where a source bears it, the
	// household is weighed like any other, so that nobody else's share depends on it.
	const isOut = ({ id }: Sharer) => exemptions.get(id)?.bornBy === 'others';
	const weights = weighed(
		method,
		plan.sharers.filter((sharer) => !isOut(sharer))
	);
	if (!weights.ok) return weights;
	if (!weights.value.some(({ id, weight }) => weight > 0 && !exemptions.has(id)))
		return fail({ code: 'nobodyPays' });
	const parts = new Map(apportion(poolFen, weights.value).map((part) => [part.id, part]));
	return ok(
		plan.sharers.map((sharer): Asked => {
			const part = parts.get(sharer.id);
			if (!part) return exempt(sharer.id, 0);
			const bornBy = exemptions.get(sharer.id)?.bornBy;
			return bornBy && bornBy !== 'others'
				? { ...exempt(sharer.id, part.fen), sourceId: bornBy.source }
				: { householdId: sharer.id, fen: part.fen, why: weighing(part, method.by, poolFen) };
		})
	);
}

/** By named amounts: the same from each where `eachFen` is given, else what was agreed with each. */
function byName(plan: Plan, eachFen: Fen | undefined): Result<Asked[], SharingRefusal> {
	const exemptions = exemptionsOf(plan);
	const asked: Asked[] = [];
	for (const { id, agreedFen } of plan.sharers) {
		const fen = eachFen ?? agreedFen;
		if (fen === null || !isAmount(fen))
			return fail({ code: 'agreedMissing', detail: { householdId: id } });
		const bornBy = exemptions.get(id)?.bornBy;
		asked.push(
			bornBy && bornBy !== 'others'
				? { ...exempt(id, fen), sourceId: bornBy.source }
				: { householdId: id, fen, why: { kind: eachFen === undefined ? 'agreed' : 'fixed', fen } }
		);
	}
	return asked.some(({ fen }) => fen > 0) ? ok(asked) : fail({ code: 'nobodyPays' });
}

/** Charges gaps and the rest to the sources, and holds the whole against the cost. */
function withSources(plan: Plan, asked: readonly Asked[]): Result<Division, SharingRefusal> {
	const gapOf = ({ why }: Share) => (why.kind === 'exempt' ? why.gapFen : 0);
	const restFen = plan.costFen - knownFen(plan) - sumFen(asked.map((one) => one.fen + gapOf(one)));
	if (restFen < 0) return fail({ code: 'sumOff', detail: { fen: restFen } });
	if (restFen > 0 && !plan.sources.some(({ fen }) => fen === 'rest'))
		return fail({ code: 'sumOff', detail: { fen: restFen } });
	const sources = plan.sources.map(({ id, fen }) => ({
		id,
		ownFen: fen === 'rest' ? restFen : fen,
		gapFen: sumFen(asked.filter(({ sourceId }) => sourceId === id).map(gapOf))
	}));
	const byId = new Map(asked.map((one) => [one.householdId, one]));
	const shares = inOrder(plan.sharers).map(({ id }): Share => {
		const { householdId, fen, why } = byId.get(id)!;
		return { householdId, fen, why };
	});
	return ok({ shares, sources });
}
