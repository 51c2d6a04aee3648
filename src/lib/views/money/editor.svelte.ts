import { campaignById, knownFlatAreas } from '$lib/app/campaigns';
import { keepDraft, type DraftKeeper } from '$lib/app/draft-keeper';
import { loadDraft } from '$lib/app/drafts';
import { execute, newId } from '$lib/app/execute';
import { dropDraftPhotos } from '$lib/app/photos';
import type { Campaign } from '$lib/domain/campaign/schema';
import { unitsOf } from '$lib/domain/campaign/open';
import type { Id } from '$lib/domain/kernel/id';
import type { Result } from '$lib/domain/kernel/result';
import { stillHere } from '../visit/photos-here';
import type { NotSaved } from '../visit/save';
import {
	contentOf,
	emptyDoor,
	emptyForm,
	formOf,
	hashesOf,
	planOf,
	unfinishedIn,
	type CampaignForm
} from './campaign-form';
import type { Door } from './door-list';

/** What is kept on this device of a form that is not finished. */
interface Kept {
	id: Id;
	/** How often the campaign had been written when its author read it; 0 for one that nobody has seen. */
	seen: number;
	form: CampaignForm;
	why: string;
}

/** A form without photos that are neither on this device nor in the campaign any more: nobody could bring them. */
async function withPhotosStillHere(form: CampaignForm, campaign?: Campaign): Promise<CampaignForm> {
	const known = campaign?.offers.flatMap(({ photos = [] }) => photos) ?? [];
	const offers = form.offers.map(async ({ photos, ...one }) => ({
		...one,
		...(photos ? { photos: await stillHere(photos, known) } : {})
	}));
	return { ...form, offers: await Promise.all(offers) };
}

/**
 * A campaign while it is being drawn up or revised. Every change is on this device at once; the draft itself, which
 * colleagues see, is written whenever its author goes on to another step.
 */
export class Editor {
	id = '';
	form = $state<CampaignForm>();
	seen = $state(0);
	/** Why an open campaign is revised. */
	why = $state('');
	/** What was typed last time and not written stands in the form. */
	isFound = $state(false);
	busy = $state(false);
	private keeper: DraftKeeper<Kept>;
	private areas: ReadonlyMap<Id, number> | undefined;
	private written = '';

	constructor(
		readonly campaignId: Id | null,
		private isRevision = false
	) {
		const what = campaignId ?? 'new';
		this.keeper = keepDraft(isRevision ? `campaign-revision:${what}` : `campaign:${what}`);
	}

	/** Reads what there is: what was typed last time, else the campaign, else an empty form. */
	async start(areaId: Id): Promise<void> {
		const [kept, campaign] = await Promise.all([
			loadDraft<Kept>(this.keeper.key),
			this.campaignId ? campaignById(this.campaignId) : undefined
		]);
		this.areas = await knownFlatAreas();
		if (kept) {
			({ id: this.id, seen: this.seen, why: this.why } = kept);
			this.form = await withPhotosStillHere(kept.form, campaign);
		} else if (campaign) this.take(campaign);
		else {
			this.id = this.campaignId ?? newId();
			this.form = emptyForm(areaId);
		}
		this.isFound = kept !== undefined;
	}

	/** Begins anew from how the campaign stands. */
	take(campaign: Campaign): void {
		this.id = campaign.id;
		this.seen = campaign.seen;
		this.form = formOf(campaign);
		this.written = '';
		this.isFound = false;
		this.keeper.drop();
	}

	/** Goes on with what stands in the form, over what a colleague has written meanwhile. */
	async keepMine(theirs: Campaign): Promise<void> {
		const form = $state.snapshot(this.form) as CampaignForm | undefined;
		// They may have taken out a photo that has left this device long ago.
		if (form) this.form = await withPhotosStillHere(form, theirs);
		this.seen = theirs.seen;
	}

	/** Makes room for what is typed about these households; areas that some campaign has come by themselves. */
	meet(doors: readonly Door[]): void {
		for (const { id } of doors)
			if (this.form && !this.form.doors[id]) this.form.doors[id] = emptyDoor(this.areas?.get(id));
	}

	/** Notes what stands in the form; call it on every change. */
	note(form: CampaignForm, why: string): void {
		const { id, seen } = this;
		if (!this.busy) this.keeper.put({ id, seen, form, why });
	}

	/** Writes the draft if anything is new. Without a title nothing is written, and all stays on this device. */
	async write(doors: readonly Door[]): Promise<Result<{ isWritten: boolean }, NotSaved>> {
		const form = $state.snapshot(this.form) as CampaignForm | undefined;
		const content = form && contentOf(form, doors);
		const text = JSON.stringify(content);
		if (!form || !content || text === this.written)
			return { ok: true, value: { isWritten: false } };
		this.busy = true;
		const { id, seen } = this;
		const args = { id, areaId: form.areaId, seen, content };
		const done = await execute({ name: 'campaign.draft', args });
		this.busy = false;
		if (!done.ok) return done;
		this.written = text;
		this.seen += 1;
		this.isFound = false;
		if (unfinishedIn(form).length > 0) await this.keepOn(form);
		else {
			this.keeper.drop();
			// A page that is loaded anew must not take its own earlier words for what a colleague has overtaken.
			await this.keeper.flush();
		}
		return { ok: true, value: { isWritten: true } };
	}

	/** What cannot be written yet is kept beside the draft. */
	private async keepOn(form: CampaignForm): Promise<void> {
		const { id, seen, why } = this;
		if (this.campaignId) return this.keeper.put({ id, seen, form, why });
		this.keeper.drop();
		const next = keepDraft<Kept>(`campaign:${id}`);
		next.put({ id, seen, form, why });
		await next.flush();
		next.stop();
	}

	/** Opens the campaign: each unit gets its list. */
	async open(doors: readonly Door[]): Promise<Result<unknown, NotSaved>> {
		const written = await this.write(doors);
		if (!written.ok) return written;
		const { id, seen } = this;
		return this.act({ name: 'campaign.open', args: { id, seen, levies: this.lists(doors, []) } });
	}

	/** Revises an open campaign, with a reason for everybody. */
	async revise(
		doors: readonly Door[],
		known: Campaign['levies']
	): Promise<Result<unknown, NotSaved>> {
		const { id, seen, why } = this;
		const plan = planOf($state.snapshot(this.form) as CampaignForm, doors);
		const levies = this.lists(doors, known);
		return this.act({ name: 'campaign.revise', args: { id, seen, levies, plan, why: why.trim() } });
	}

	/** Gives a draft up. */
	async drop(): Promise<Result<unknown, NotSaved>> {
		const { id, seen } = this;
		await dropDraftPhotos(this.form?.offers.flatMap(hashesOf) ?? []);
		if (seen > 0) return this.act({ name: 'campaign.drop', args: { id, seen } });
		this.keeper.drop();
		return { ok: true, value: undefined };
	}

	/** Listens no longer; what stands in the form is kept. */
	stop(): void {
		this.keeper.stop();
	}

	private lists(doors: readonly Door[], known: Campaign['levies']): Campaign['levies'] {
		const plan = planOf($state.snapshot(this.form) as CampaignForm, doors);
		const kept = known.map(({ unitId }) => unitId);
		const added = unitsOf(plan).filter((unitId) => !kept.includes(unitId));
		return [...kept, ...added].map(
			(unitId) => known.find((one) => one.unitId === unitId) ?? { id: newId(), unitId }
		);
	}

	private async act(intent: { name: string; args: unknown }): Promise<Result<unknown, NotSaved>> {
		this.busy = true;
		const done = await execute(intent);
		if (done.ok) this.keeper.drop();
		// After a success the form is about to go, and must not be noted again.
		else this.busy = false;
		return done;
	}
}
