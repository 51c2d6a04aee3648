import type { Books } from '$lib/app/campaigns';
import type { CampaignPlan } from '$lib/domain/campaign/schema';
import type { SharingRefusal, Why } from '$lib/domain/campaign/sharing';
import type { Account } from '$lib/domain/ledger/account';
import type { Id } from '$lib/domain/kernel/id';
import type { Fen } from '$lib/domain/money/fen';
import { yuanText } from '$lib/domain/money/format';
import { parseFen } from '$lib/domain/money/parse';
import { t } from '$lib/text/text.svelte';
import { areaText } from './area-column';
import { doorsIn } from './overview';

/** An amount with its currency, in the language on the screen. */
export const yuan = (fen: Fen): string => t.money.yuan(yuanText(fen));

/** What is wrong with an amount in a field; undefined when it is one. */
export function sayAmountFault(text: string): string | undefined {
	const read = parseFen(text);
	return read.ok ? undefined : t.money.plan.amounts[read.error];
}

/** How a share came about, as a sum that anybody can do again. */
export function sayWhy(why: Why): string {
	const { whys } = t.money;
	switch (why.kind) {
		case 'fixed':
		case 'agreed':
			return whys[why.kind];
		case 'exempt':
			return why.gapFen > 0 ? whys.exemptGap(yuan(why.gapFen)) : whys.exempt;
		case 'weighed': {
			const { by, poolFen, weight, total, extra } = why;
			const pool = yuan(poolFen);
			const sum =
				by === 'household'
					? whys.household(pool, total)
					: by === 'area'
						? whys.area(pool, areaText(weight), areaText(total))
						: whys[by](pool, weight, total);
			return extra ? whys.extra(sum) : sum;
		}
	}
}

/** What is wrong with a plan, with the door or the source that it concerns. */
export function sayFault(
	{ code, detail = {} }: SharingRefusal,
	doorOf: (householdId: Id) => string,
	sources: CampaignPlan['sources']
): string {
	const { plan } = t.money;
	const { householdId, sourceId, fen } = detail;
	const more =
		code === 'sumOff' && fen !== undefined
			? fen > 0
				? plan.sumShort(yuan(fen))
				: plan.sumOver(yuan(-fen))
			: plan.sharing[code];
	const source = sources.find(({ id }) => id === sourceId);
	const about = householdId ? doorOf(householdId) : source ? saySource(source) : '';
	return about ? plan.at(about, more) : more;
}

/** What a source is called: by its own name where it has one. */
export const saySource = ({
	kind,
	called
}: Pick<CampaignPlan['sources'][number], 'kind' | 'called'>) =>
	called || t.money.plan.sourceKinds[kind];

/** What an account of the ledger is called. */
export function sayAccount(account: Account, { campaign, levies, names }: Books): string {
	const { accounts } = t.money;
	const [kind, id = ''] = account.split(':') as [keyof typeof accounts, string?];
	switch (kind) {
		case 'share':
		case 'suspense':
			return accounts[kind](doorsIn(levies).get(id) ?? '');
		case 'cash':
		case 'wallet':
			return accounts[kind](names.get(id) ?? '');
		case 'source': {
			const source = campaign.plan.sources.find((one) => one.id === id);
			return accounts.source(source ? saySource(source) : '');
		}
		case 'supplier':
			return accounts.supplier(campaign.offers.find((one) => one.id === id)?.supplier ?? '');
		default:
			return accounts[kind];
	}
}
