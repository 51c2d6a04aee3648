import { countVotes } from '$lib/domain/campaign/resolution';
import { divide } from '$lib/domain/campaign/shares';
import { mostSharers, type CampaignPlan } from '$lib/domain/campaign/schema';
import type { SharingRefusal } from '$lib/domain/campaign/sharing';
import { ballotsOf, unfinishedIn, type CampaignForm } from './campaign-form';
import type { Door } from './door-list';

/** The steps of drawing up a campaign, in order. */
export const steps = ['what', 'who', 'how', 'offers', 'vote', 'check'] as const;
export type Step = (typeof steps)[number];

/** The step that an address names behind its `#`; the first for anything else. */
export const stepOf = (hash: string): Step => steps.find((step) => `#${step}` === hash) ?? steps[0];

/** What must be mended before money can be collected, and at which step. `fault` is what `divide` says. */
export type Missing =
	| { step: Step; kind: 'unfinished'; field: 'title' | 'each' | 'source' | 'offer' }
	| { step: Step; kind: 'sharing'; fault: SharingRefusal }
	| { step: Step; kind: 'vote' }
	| { step: Step; kind: 'tooMany' };

const placeOf = { title: 'what', each: 'how', source: 'how', offer: 'offers' } as const;
const whoFaults: readonly string[] = ['noHouseholds', 'areaMissing', 'personsMissing'];

/** Everything that is missing, in the order of the steps. */
export function missingIn(
	form: CampaignForm,
	doors: readonly Door[],
	plan: CampaignPlan
): Missing[] {
	const list: Missing[] = unfinishedIn(form).map(({ field }) => ({
		...{ kind: 'unfinished', field, step: placeOf[field] }
	}));
	if (doors.length > mostSharers) list.push({ kind: 'tooMany', step: 'who' });
	const division = divide(plan);
	if (!division.ok)
		list.push({
			kind: 'sharing',
			fault: division.error,
			step: whoFaults.includes(division.error.code) ? 'who' : 'how'
		});
	const outcome = countVotes(form.matter, ballotsOf(form, doors));
	if (!outcome.ok || !outcome.value.passes) list.push({ kind: 'vote', step: 'vote' });
	return list.sort((a, b) => steps.indexOf(a.step) - steps.indexOf(b.step));
}
