import type { Appointment } from '$lib/domain/appointment/schema';
import type { CaseEntry, CaseRules, Dispute, Docket } from '$lib/domain/dispute/schema';
import { mainSeat, partsFor, seatIn, waitsFor } from '$lib/domain/dispute/seats';
import {
	dueIn,
	inOrder,
	plannedVisits,
	rulesFor,
	stageOf,
	type Due
} from '$lib/domain/dispute/select';
import type { Part } from '$lib/domain/dispute/lists';
import type { Post } from '$lib/domain/kernel/actor';
import { clockOf, laterClock } from '$lib/domain/kernel/clock';
import { dayOf } from '$lib/domain/kernel/day';
import type { Id } from '$lib/domain/kernel/id';
import { isPostOn } from '$lib/domain/kernel/in-force';
import { recordKey, type Kind } from '$lib/domain/kernel/record';
import { bodiesOfKind, bodyOf, readBody } from '$lib/store/bodies';
import { bodiesAbout, bodiesUnder, keysAbout } from '$lib/store/bodies-about';
import { getMeta } from '$lib/store/meta';
import { execute, newId } from './execute';
import { place } from './place.svelte';

/** What pages ask this phone about cases, to be used inside `live()`. */

/**
 * Notes that the person opened a case: every opening is in the audit trail, also one without signal. Once for each time that
 * a page shows a case. Resolves when it is on the disk; a page shows no case for which it does not.
 */
export async function noteOpening(caseId: Id): Promise<boolean> {
	const noted = await execute({ name: 'dispute.look', args: { id: newId(), caseId } });
	return noted.ok;
}

type Rules = Omit<CaseRules, 'areaId'>;

/** The rules of a case's place; a phone has a few of them at most. */
async function rulesHere(): Promise<(path: readonly Id[]) => Rules> {
	const all = await bodiesOfKind<CaseRules>(place().db, 'caseRules');
	const byId = new Map<Id, unknown>(all.map((one) => [one.areaId, one]));
	const get = <B>(_kind: Kind, id: Id) => byId.get(id) as B | undefined;
	return (path) => rulesFor({ get }, path);
}

/** The person's appointments that are in force now. */
async function postsNow(): Promise<Post[]> {
	const { db, now } = place();
	const posts = (await getMeta(db, 'posts')) ?? [];
	return posts.filter((post) => isPostOn(post, dayOf(now())));
}

/** Whether a case waits for somebody with these posts: for themselves, or for a post that is theirs. */
function isFor(dispute: Dispute, personId: Id, posts: readonly Post[]): boolean {
	const seat = mainSeat(dispute);
	return seat?.personId
		? seat.personId === personId
		: posts.some(({ role, areaId }) => role === seat?.role && areaId === seat.areaId);
}

/** A case in a list, with the most urgent thing that is due in it. */
export interface CaseItem {
	dispute: Dispute;
	due: Due | undefined;
	/** It was handed up to a post of this person's, and nobody is named yet. */
	isHanded: boolean;
}

/** The cases on this phone: those that wait for this person, those of others, and those that are over. */
export interface CaseLists {
	mine: CaseItem[];
	others: CaseItem[];
	over: CaseItem[];
	/** Whether the others are there because somebody is the lead of a community. */
	isLead: boolean;
}

/** What is due first comes first, then the newest. */
const inUrgency = (a: CaseItem, b: CaseItem): number => {
	const [x, y] = [a.due?.on ?? '9', b.due?.on ?? '9'];
	return x < y ? -1 : x > y ? 1 : a.dispute.id < b.dispute.id ? 1 : -1;
};

/** All cases on this phone. */
export async function caseLists(): Promise<CaseLists> {
	const { db, person, now } = place();
	const [all, rules, posts] = await Promise.all([
		bodiesOfKind<Dispute>(db, 'dispute'),
		rulesHere(),
		postsNow()
	]);
	const lists: CaseLists = {
		...{ mine: [], others: [], over: [] },
		isLead: posts.some(({ role }) => role === 'mediationLead')
	};
	for (const dispute of all) {
		const [due] = dueIn(dispute, rules(dispute.path), dayOf(now()));
		const isOver = stageOf(dispute) === 'closed' && plannedVisits(dispute).length === 0;
		const isMine = isFor(dispute, person.id, posts);
		const isHanded = isMine && mainSeat(dispute)?.personId === null;
		const list = isOver || dispute.cleared ? lists.over : isMine ? lists.mine : lists.others;
		list.push({ dispute, due, isHanded });
	}
	lists.mine.sort(inUrgency);
	lists.others.sort(inUrgency);
	lists.over.sort((a, b) => (a.dispute.id < b.dispute.id ? 1 : -1));
	return lists;
}

/**
 * Cases in which this person has something to do today, by their label and not by reading all; a lead besides those where
 * a visit has waited too long for somebody else.
 */
export async function casesToDo(): Promise<CaseItem[]> {
	const { db, person, now } = place();
	const posts = await postsNow();
	const isLead = posts.some(({ role }) => role === 'mediationLead');
	const names = new Set([person.id, ...posts.map(({ role }) => role)]);
	const rows = await db.rows.toDo(...[...names].map((name) => `case:${name}`));
	const waiting = rows.flatMap((row) => bodyOf<Dispute>(row) ?? []);
	const seen = new Set(waiting.map(({ id }) => id));
	const late = isLead ? await bodiesOfKind<Dispute>(db, 'dispute') : [];
	const rules = await rulesHere();
	const items = [...waiting, ...late.filter(({ id }) => !seen.has(id))].flatMap((dispute) => {
		if (dispute.cleared) return [];
		const all = dueIn(dispute, rules(dispute.path), dayOf(now()));
		if (!isFor(dispute, person.id, posts)) {
			const overdue = isLead ? all.find(({ forLead }) => forLead) : undefined;
			return overdue ? [{ dispute, due: overdue, isHanded: false }] : [];
		}
		const isHanded = waitsFor(mainSeat(dispute)) !== person.id && stageOf(dispute) !== 'closed';
		return all.length > 0 || isHanded ? [{ dispute, due: all[0], isHanded }] : [];
	});
	return items.sort(inUrgency);
}

/** What somebody may do in a case: answer for it, run it, or add to it. */
export interface Standing {
	answers: boolean;
	runs: boolean;
	adds: boolean;
}

/** One case, with all that its page says about it but the entries. */
export interface CaseView extends Standing {
	dispute: Dispute;
	rules: Rules;
	due: Due[];
}

/** One case; undefined when it is not on this phone, or not any more. */
export async function caseById(id: Id): Promise<CaseView | undefined> {
	const { db, now } = place();
	const [dispute, rulesOf, posts] = await Promise.all([
		readBody<Dispute>(db, 'dispute', id),
		rulesHere(),
		getMeta(db, 'posts')
	]);
	if (!dispute) return undefined;
	const rules = rulesOf(dispute.path);
	// Whoever writes now has seen all of it, and writes later.
	const when = { at: now(), clock: laterClock(dispute.last, clockOf(now(), 0)) };
	const sits = (...parts: Part[]) =>
		seatIn(dispute, { posts: posts ?? [] }, parts, when) !== undefined;
	return {
		...{ dispute, rules, due: dueIn(dispute, rules, dayOf(now())) },
		answers: sits('main'),
		runs: sits('main', 'helper'),
		adds: sits('main', 'helper', 'expert')
	};
}

const newestFirst = (entries: readonly CaseEntry[]): CaseEntry[] => inOrder(entries).reverse();

/** All entries of a case, the newest first. */
export async function entriesOf(caseId: Id): Promise<CaseEntry[]> {
	return newestFirst(await bodiesAbout<CaseEntry>(place().db, caseId, 'caseEntry'));
}

/** What the first screen of a case shows. */
export interface OpenedCase {
	/** Undefined when the case is not on this phone, or not any more. */
	view: CaseView | undefined;
	/** The newest by their ids, which begin with when they were made, the newest first: two hundred take long to unseal. */
	entries: CaseEntry[];
	/** The one in which the agreement stands, where there is one. */
	agreed: CaseEntry | undefined;
	/** How many entries there are in all, as far as is known without unsealing them. */
	count: number;
	/** Ids of entries that have not been sent from this phone, among others of the same acts. */
	unsent: ReadonlySet<Id>;
}

/** As many of the newest entries as a first screen shows. */
export const firstEntries = 3;

/** A case and its newest entries, in one question to the disk: each one costs a slow phone more than its answer. */
export function openedCase(caseId: Id): Promise<OpenedCase> {
	const { db } = place();
	return db.transaction('r', [...db.rows.tables, db.meta, db.outbox], async () => {
		const [view, keys, unsent] = await Promise.all([
			caseById(caseId),
			keysAbout(db, caseId, 'caseEntry'),
			unsentEntries()
		]);
		const agreementId = view?.dispute.agreement?.id;
		const [entries, [agreed]] = await Promise.all([
			bodiesUnder<CaseEntry>(db, keys.slice(-firstEntries)),
			bodiesUnder<CaseEntry>(
				db,
				agreementId ? [recordKey({ kind: 'caseEntry', id: agreementId })] : []
			)
		]);
		return { view, entries: newestFirst(entries), agreed, count: keys.length, unsent };
	});
}

async function unsentEntries(): Promise<Set<Id>> {
	const waiting = await place().db.outbox.where('keys').startsWith('caseEntry:').toArray();
	const keys = waiting.flatMap((entry) => entry.keys);
	return new Set(keys.map((key) => key.slice(key.indexOf(':') + 1)));
}

/** Who can be given a seat in a case, as far as this phone knows appointments: those who look after a community do. */
export async function seatable(dispute: Dispute): Promise<Appointment[]> {
	const { db, now } = place();
	const all = await bodiesOfKind<Appointment>(db, 'appointment');
	const today = dayOf(now());
	return all
		.filter((one) => isPostOn({ ...one, appointmentId: one.id }, today))
		.filter(({ role }) => partsFor(role).length > 0)
		.filter(({ areaId }) => dispute.path.includes(areaId))
		.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The office's lines of cases, the newest first. */
export async function docketLines(): Promise<Docket[]> {
	const all = await bodiesOfKind<Docket>(place().db, 'docket');
	return all.sort((a, b) => (a.id < b.id ? 1 : -1));
}
