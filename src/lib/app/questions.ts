import * as v from 'valibot';
import type { Conflict } from '$lib/domain/household/conflicts';
import { FieldChange, type Household } from '$lib/domain/household/schema';
import { dayOf } from '$lib/domain/kernel/day';
import type { Id } from '$lib/domain/kernel/id';
import { refusalCodes } from '$lib/domain/kernel/refusal';
import type { Result } from '$lib/domain/kernel/result';
import { askedThrough } from '$lib/domain/question/select';
import {
	SaidOfVisit,
	type AskQuestion,
	type Entry,
	type Question,
	type Said
} from '$lib/domain/question/schema';
import type { Held } from '$lib/domain/held/schema';
import { bodyOf, readBody } from '$lib/store/bodies';
import { bodiesAbout } from '$lib/store/bodies-about';
import type { OutboxEntry } from '$lib/store/db';
import { getMeta } from '$lib/store/meta';
import { idAt, type Place } from './device';
import { execute } from './execute';
import { findingOfArgs } from './finding-of-args';
import { place } from './place.svelte';
import { areas, fromOthers } from './queries';
import { itemOf, type AttentionItem } from './record-state';
import type { SaveFailure } from './save';

type Sent = Promise<Result<{ opId: Id }, SaveFailure>>;

/** An entry that somebody asks about, and the areas down to where it belongs, as far as they are known. */
export interface Doubt {
	entry: Entry;
	path: readonly Id[] | undefined;
}

/** What is told of a refused or held operation. Its arguments may hold anything, so that only what fits is taken. */
export function doubtOf(item: AttentionItem): Doubt {
	const finding = findingOfArgs(item.args);
	const tidy = finding && v.safeParse(SaidOfVisit, finding);
	const visit = finding && (tidy?.success ? tidy.output : { ...finding, words: '' });
	const changes = Array.isArray(item.args.changes) ? (item.args.changes as unknown[]) : [];
	const said: Said | null = item.unitId
		? {
				unitId: item.unitId,
				householdId: item.householdId ?? null,
				door: item.door ?? null,
				visit: visit ? { result: visit.result, needs: visit.needs, words: visit.words } : null,
				changes: changes.filter((one) => v.is(FieldChange, one))
			}
		: null;
	const { opId: subject, state, command, at } = item;
	// A newer server may have a reason that this version does not know.
	const code = refusalCodes.find((one) => one === item.refusal?.code) ?? null;
	return {
		entry: { state, subject, command, at, code, said },
		path: item.path
	};
}

/** What is told of a field on which two people wrote different things; the office has both values itself. */
export function doubtOfConflict(household: Household, conflict: Conflict, path: readonly Id[]) {
	const { field, residentId, winning, losing } = conflict;
	const wanted = { field, residentId, from: winning.value, to: losing.value };
	const { id: subject, unitId, door } = household;
	const said = {
		unitId,
		householdId: subject,
		door,
		visit: null,
		changes: v.is(FieldChange, wanted) ? [wanted] : []
	};
	const entry: Entry = {
		state: 'conflict',
		subject,
		command: 'household.amend',
		at: losing.at ?? 0,
		code: null,
		said
	};
	return { entry, path };
}

/** The arguments of a question; undefined when its author has no office to ask. `here` gives posts, clock and dice. */
export async function questionOf(
	here: Pick<Place, 'db' | 'now' | 'random'>,
	{ entry, path }: Doubt,
	words: string
): Promise<AskQuestion | undefined> {
	const posts = (await getMeta(here.db, 'posts')) ?? [];
	const through = askedThrough(posts, path, dayOf(here.now()));
	if (!through) return undefined;
	const said = through.covers ? entry.said : null;
	return { id: idAt(here), areaId: through.areaId, entry: { ...entry, said }, words };
}

/** Asks the office. It goes up like everything else, at once or when there is a signal; `notAllowed` without an office. */
export async function ask(doubt: Doubt, words: string): Sent {
	const tree = await areas();
	const unitId = doubt.entry.said?.unitId;
	const path = doubt.path ?? (unitId ? tree.byId.get(unitId)?.path : undefined);
	const args = await questionOf(place(), { ...doubt, path }, words);
	return args
		? execute({ name: 'question.ask', args })
		: { ok: false, error: { code: 'notAllowed' } };
}

/** Whether there is an office that this person could ask. */
export async function mayAsk(): Promise<boolean> {
	const { db, now } = place();
	return askedThrough((await getMeta(db, 'posts')) ?? [], undefined, dayOf(now())) !== undefined;
}

/** Answers a question in one sentence. */
export const answer = (id: Id, words: string): Sent =>
	execute({ name: 'question.answer', args: { id, words } });

/** Puts a question away: its author has read the answer. */
export const closeQuestion = (id: Id): Sent => execute({ name: 'question.close', args: { id } });

/** One's own open questions about an entry, oldest first. */
export async function questionsAbout(subject: Id): Promise<Question[]> {
	const { db, person } = place();
	const all = await bodiesAbout<Question>(db, subject, 'question');
	return all
		.filter((one) => one.by.personId === person.id && one.closedAt === null)
		.sort((a, b) => a.at - b.at);
}

/** Puts away what was asked about an entry that its author has settled by now, so that nobody answers in vain. */
export async function closeQuestionsAbout(subject: Id): Promise<void> {
	for (const { id } of await questionsAbout(subject)) await closeQuestion(id);
}

/** A question with what this phone knows of its entry. */
export interface QuestionItem {
	question: Question;
	household?: Household;
	/** The held operation that it is about, while somebody has to decide about it. */
	held?: Held;
	/** One's own entry that it is about, while it is under 需处理. */
	own?: AttentionItem;
}

async function withEntry(question: Question): Promise<QuestionItem> {
	const { db } = place();
	const { subject, said } = question.entry;
	const household = said?.householdId
		? await readBody<Household>(db, 'household', said.householdId)
		: undefined;
	const held = await readBody<Held>(db, 'held', subject);
	const entry: OutboxEntry | undefined = await db.outbox.get(subject);
	const own = entry && itemOf(entry);
	return {
		question,
		...(household ? { household } : {}),
		...(held?.state.name === 'waiting' ? { held } : {}),
		...(own ? { own } : {})
	};
}

/** What others ask and nobody has answered, oldest first; only an office has any. */
export async function askedByOthers(): Promise<QuestionItem[]> {
	const all = await fromOthers<Question>('question');
	return Promise.all(all.sort((a, b) => a.at - b.at).map(withEntry));
}

/** Own questions that have been answered, until their author puts them away. */
export async function answeredForMe(): Promise<QuestionItem[]> {
	const { db, person } = place();
	const rows = await db.rows.toDo(`answered:${person.id}`);
	const all = rows.flatMap((row) => bodyOf<Question>(row) ?? []);
	return Promise.all(all.sort((a, b) => a.at - b.at).map(withEntry));
}
