import { majorityFor, type Matter } from '$lib/domain/campaign/matters';
import type { Ballot } from '$lib/domain/campaign/resolution';
import type {
	Campaign,
	CampaignContent,
	CampaignPlan,
	CampaignSharer,
	Offer,
	OfferPhoto
} from '$lib/domain/campaign/schema';
import type { Method } from '$lib/domain/campaign/sharing';
import type { Id } from '$lib/domain/kernel/id';
import type { Fen } from '$lib/domain/money/fen';
import { parseFen } from '$lib/domain/money/parse';
import type { Photo } from '$lib/domain/photo/schema';
import { areaText, parseArea } from './area-column';
import type { Door } from './door-list';

/** Who may pay besides the households, as the schema has it. */
export type SourceKind = CampaignPlan['sources'][number]['kind'];

/** The methods in the order in which the form offers them. */
export const methodNames = ['household', 'area', 'floor', 'persons', 'fixed', 'agreed'] as const;

/** What stands in the fields about one household. */
export interface FormDoor {
	area: string;
	agreed: string;
	vote: 'for' | 'against' | 'abstained' | '';
	/** The household by which its owner goes who has several flats; empty while it is not chosen yet. */
	owner?: Id | undefined;
	/** Empty while the household pays; else `others`, or the source that bears the gap. */
	spared: string;
}

/** What stands in the fields of one offer. */
export interface FormOffer {
	id: Id;
	supplier: string;
	fen: string;
	words: string;
	photos?: Photo[];
}

/** What stands in the fields of a campaign, as it was typed. */
export interface CampaignForm {
	/** The community that it lies in. */
	areaId: Id;
	title: string;
	purpose: string;
	cost: string;
	dueOn: string;
	units: Id[];
	doors: Record<Id, FormDoor>;
	by: Method['by'];
	each: string;
	/** By floor. */
	weights: Record<string, string>;
	sources: { id: Id; kind: SourceKind; called: string; fen: string; isRest: boolean }[];
	/** Without `photos` in what was kept before there were any: they stay as they are. */
	offers: FormOffer[];
	chosen: string;
	matter: Matter;
	on: string;
	words: string;
}

/** An empty form. Without an agreement the law shares by area, but nearly all small repairs go by household. */
export const emptyForm = (areaId: Id): CampaignForm => ({
	...{ areaId, title: '', purpose: '', cost: '', dueOn: '', units: [], doors: {} },
	...{ by: 'household', each: '', weights: {}, sources: [], offers: [], chosen: '' },
	...{ matter: 'voluntary', on: '', words: '' }
});

/** What the fields about a household hold before anybody has typed. */
export const emptyDoor = (area?: number): FormDoor => ({
	...{ area: area ? areaText(area) : '', agreed: '', vote: '', spared: '' }
});

/** An amount as a field shows it: without groups and without zeros behind the point. */
export const fenText = (fen: Fen): string => (fen === 0 ? '' : String(fen / 100));

/** The amount in a field; undefined where it is none. */
export function fenIn(text: string): Fen | undefined {
	const read = parseFen(text);
	return read.ok ? read.value : undefined;
}

/** Who brought a photo is the campaign's to say. */
function bare(photo: OfferPhoto): Photo {
	const rest: Photo & { by?: Id } = { ...photo };
	delete rest.by;
	return rest;
}

/** A campaign as the form shows it. */
export function formOf({ areaId, title, purpose, dueOn, plan, ...rest }: Campaign): CampaignForm {
	const votes = new Map(rest.resolution.ballots.map((one) => [one.flatId ?? one.ownerId, one]));
	const spared = new Map(plan.exemptions.map((one) => [one.householdId, one.bornBy]));
	const doors = plan.sharers.map(({ id, area, agreedFen }): [Id, FormDoor] => {
		const bornBy = spared.get(id);
		const known = area ?? votes.get(id)?.area;
		return [
			id,
			{
				area: known ? areaText(known) : '',
				agreed: agreedFen === null ? '' : fenText(agreedFen),
				vote: votes.get(id)?.vote ?? '',
				...(votes.get(id)?.flatId ? { owner: votes.get(id)!.ownerId } : {}),
				spared: bornBy === undefined ? '' : bornBy === 'others' ? 'others' : bornBy.source
			}
		];
	});
	const weights = plan.method.by === 'floor' ? plan.method.weights : [];
	return {
		...{ areaId, title, purpose, dueOn: dueOn ?? '', cost: fenText(plan.costFen) },
		units: [...new Set(plan.sharers.map(({ unitId }) => unitId))],
		doors: Object.fromEntries(doors),
		by: plan.method.by,
		each: plan.method.by === 'fixed' ? fenText(plan.method.eachFen) : '',
		weights: Object.fromEntries(weights.map((one) => [String(one.floor), String(one.weight)])),
		sources: plan.sources.map(({ fen, ...one }) => ({
			...one,
			fen: fen === 'rest' ? '' : fenText(fen),
			isRest: fen === 'rest'
		})),
		offers: rest.offers.map(({ photos = [], ...one }) => ({
			...{ ...one, fen: fenText(one.fen) },
			photos: photos.map(bare)
		})),
		chosen: rest.chosen ?? '',
		matter: rest.resolution.matter,
		on: rest.resolution.on ?? '',
		words: rest.resolution.words
	};
}

function methodOf({ by, each, weights }: CampaignForm): Method | undefined {
	if (by === 'fixed') {
		const eachFen = fenIn(each);
		return eachFen === undefined ? undefined : { by, eachFen };
	}
	if (by !== 'floor') return { by };
	const list = Object.entries(weights).flatMap(([floor, text]) => {
		const plain = text.normalize('NFKC').trim();
		return /^\d{1,6}$/.test(plain) ? [{ floor: Number(floor), weight: Number(plain) }] : [];
	});
	return { by, weights: list };
}

const isWhole = (persons: number) => persons >= 0 && persons <= 1_000;

function sharerOf(door: Door, typed: FormDoor | undefined): CampaignSharer {
	const { id, unitId, place, floor, persons } = door;
	return {
		...{ id, unitId, door: door.door, place, floor },
		persons: isWhole(persons) ? persons : null,
		area: parseArea(typed?.area ?? '') ?? null,
		agreedFen: fenIn(typed?.agreed ?? '') ?? null
	};
}

/** Fields that the plan cannot hold as they stand; each names the fields' group, and which one of it. */
export interface Unfinished {
	field: 'title' | 'each' | 'source' | 'offer';
	id?: Id;
}

/** What is typed but cannot be kept yet: a record has no place for half an amount. */
export function unfinishedIn(form: CampaignForm): Unfinished[] {
	const list: Unfinished[] = [];
	if (form.title.trim() === '') list.push({ field: 'title' });
	if (form.by === 'fixed' && fenIn(form.each) === undefined) list.push({ field: 'each' });
	for (const { id, fen, isRest } of form.sources)
		if (!isRest && fenIn(fen) === undefined) list.push({ field: 'source', id });
	for (const { id, supplier, fen } of form.offers)
		if (supplier.trim() === '' || fenIn(fen) === undefined) list.push({ field: 'offer', id });
	return list;
}

/** The plan that the form means, over the doors of its units. What is unfinished is left out. */
export function planOf(form: CampaignForm, doors: readonly Door[]): CampaignPlan {
	const method = methodOf(form) ?? { by: 'household' };
	const sources = form.sources.flatMap(({ id, kind, called, fen, isRest }) => {
		const amount = isRest ? ('rest' as const) : fenIn(fen);
		return amount === undefined ? [] : [{ id, kind, called: called.trim(), fen: amount }];
	});
	return {
		costFen: fenIn(form.cost) ?? 0,
		method: method.by === 'floor' ? { by: 'floor', weights: [...method.weights] } : method,
		sharers: doors.map((door) => sharerOf(door, form.doors[door.id])),
		sources,
		exemptions: doors.flatMap(({ id: householdId }) => {
			const spared = form.doors[householdId]?.spared;
			if (!spared) return [];
			return [{ householdId, bornBy: spared === 'others' ? spared : { source: spared } }];
		})
	};
}

/**
 * The ballots that the form means: one flat, one owner, unless somebody has said that its owner is another one's. A flat
 * whose area is missing has 0, so that no vote is counted as if it were not there.
 */
export const ballotsOf = (form: CampaignForm, doors: readonly Door[]): Ballot[] =>
	doors.map(({ id }) => {
		const { area = '', vote: own = '', owner } = form.doors[id] ?? {};
		const chosen = owner && owner !== id ? form.doors[owner] : undefined;
		// Whoever goes by somebody else is nobody's owner here.
		const isTheirs = chosen !== undefined && chosen.owner === undefined;
		const vote = isTheirs ? chosen.vote : own;
		return {
			...(isTheirs ? { ownerId: owner!, flatId: id } : { ownerId: id }),
			...{ area: parseArea(area) ?? 0, vote: vote === '' ? null : vote }
		};
	});

/** Whether owners vote on it. */
export const isVoted = ({ matter }: CampaignForm): boolean => majorityFor(matter) !== 'none';

/** The photos of an offer by hash. */
export const hashesOf = ({ photos = [] }: Pick<FormOffer, 'photos'>): string[] =>
	photos.map(({ sha256 }) => sha256);

/** The offers that are told from others by a name and an amount. */
export const wholeOffers = ({ offers }: Pick<CampaignForm, 'offers'>): Offer[] =>
	offers.flatMap(({ id, supplier, fen, words, photos }) => {
		const amount = fenIn(fen);
		if (supplier.trim() === '' || amount === undefined) return [];
		const said = { supplier: supplier.trim(), fen: amount, words: words.trim() };
		return [{ id, ...said, ...(photos ? { photos } : {}) }];
	});

/** Everything that the form means as far as it can be kept; undefined without a title, under which nobody would find it. */
export function contentOf(form: CampaignForm, doors: readonly Door[]): CampaignContent | undefined {
	const title = form.title.trim();
	if (title === '') return undefined;
	const offers = wholeOffers(form);
	return {
		...{ title, purpose: form.purpose.trim(), dueOn: form.dueOn || null, offers },
		chosen: offers.some(({ id }) => id === form.chosen) ? form.chosen : null,
		plan: planOf(form, doors),
		resolution: {
			...{ matter: form.matter, on: form.on || null, words: form.words.trim() },
			ballots: isVoted(form) ? ballotsOf(form, doors).filter(({ area }) => area > 0) : []
		}
	};
}
