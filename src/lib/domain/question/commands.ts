import { erasedAmong } from '../household/erased';
import type { Household } from '../household/schema';
import { fail, ok, type Result } from '../kernel/result';
import { refuse, type Refusal } from '../kernel/refusal';
import type { CommandDef, Event, KindDef, Reading } from '../kernel/record';
import { rights } from '../kernel/rights';
import {
	AnswerQuestion,
	AskQuestion,
	CloseQuestion,
	type Answer,
	type Entry,
	type Question
} from './schema';

const findQuestion = (reading: Reading, id: string): Result<Question, Refusal> => {
	const question = reading.get<Question>('question', id);
	if (!question) return refuse('questionUnknown', 'id');
	if (question.cleared) return refuse('recordErased', 'id', { erasure: question.cleared });
	return ok(question);
};

const areaOfQuestion = ({ id }: { id: string }, reading: Reading) =>
	reading.get<Question>('question', id)?.areaId;

/** What an entry said goes to the office that looks after its unit, and to no other. */
function checkPlace({ said }: Entry, areaId: string, reading: Reading): Refusal | undefined {
	if (!said) return undefined;
	// Whoever has lost the area has its tree no longer; the server has it always.
	const path = reading.pathOf(said.unitId);
	if (!path || path.includes(areaId)) return undefined;
	return { code: 'notAllowed', field: 'areaId' };
}

/** A question must not carry back what was deleted. */
function checkErased({ said }: Entry, reading: Reading): Refusal | undefined {
	if (!said?.householdId) return undefined;
	const { householdId, changes } = said;
	const erasure = reading.gone('household', householdId)?.erased;
	if (erasure) return { code: 'householdErased', field: 'entry', detail: { erasure } };
	const household = reading.get<Household>('household', householdId);
	const ids = changes.flatMap((one) => ('residentId' in one ? [one.residentId] : []));
	const erased = household && erasedAmong(household, ids);
	return erased && { ...erased, field: 'entry' };
}

const ask: CommandDef<AskQuestion> = {
	name: 'question.ask',
	version: 1,
	schema: AskQuestion,
	roles: rights['question.ask'],
	anyTime: true,
	reads: ({ id, entry: { said } }) => [
		{ kind: 'question', id },
		...(said?.householdId ? [{ kind: 'household' as const, id: said.householdId }] : [])
	],
	area: ({ areaId }) => areaId,
	decide(reading, args, { by, at }) {
		if (reading.get('question', args.id)) return refuse('questionExists', 'id');
		const astray = checkPlace(args.entry, args.areaId, reading);
		if (astray) return fail(astray);
		const erased = checkErased(args.entry, reading);
		if (erased) return fail(erased);
		const question: Question = { ...args, by, at, answers: [], closedAt: null };
		return ok([{ kind: 'question', id: args.id, type: 'question.asked', data: question }]);
	}
};

const answer: CommandDef<AnswerQuestion> = {
	name: 'question.answer',
	version: 1,
	schema: AnswerQuestion,
	roles: rights['question.answer'],
	reads: ({ id }) => [{ kind: 'question', id }],
	area: areaOfQuestion,
	decide(reading, { id, words }, { by, at }) {
		if (words === '') return refuse('commentMissing', 'words');
		const question = findQuestion(reading, id);
		if (!question.ok) return question;
		if (question.value.by.personId === by.personId) return refuse('questionOwn', 'id');
		// One that is closed by now, or answered, takes it all the same: nobody's words come back for being late.
		return ok([{ kind: 'question', id, type: 'question.answered', data: { by, at, words } }]);
	}
};

const close: CommandDef<CloseQuestion> = {
	name: 'question.close',
	version: 1,
	schema: CloseQuestion,
	roles: rights['question.close'],
	anyTime: true,
	reads: ({ id }) => [{ kind: 'question', id }],
	area: areaOfQuestion,
	decide(reading, { id }, { by, at }) {
		const question = findQuestion(reading, id);
		if (!question.ok) return question;
		if (question.value.by.personId !== by.personId) return refuse('questionNotYours', 'id');
		if (question.value.closedAt !== null) return ok([]);
		return ok([{ kind: 'question', id, type: 'question.closed', data: { at } }]);
	}
};

function withoutWords(
	question: Question,
	{ erasure, at }: { erasure: string; at: number }
): Question {
	return {
		...question,
		entry: { ...question.entry, said: null },
		words: '',
		answers: question.answers.map((one) => ({ ...one, words: '' })),
		closedAt: question.closedAt ?? at,
		cleared: erasure
	};
}

function evolve(question: Question | undefined, event: Event): Question {
	switch (event.type) {
		case 'question.asked':
			return event.data as Question;
		case 'question.answered':
			return { ...question!, answers: [...question!.answers, event.data as Answer] };
		case 'question.closed':
			return { ...question!, closedAt: (event.data as { at: number }).at };
		case 'question.cleared':
			return withoutWords(question!, event.data as { erasure: string; at: number });
		default:
			throw new Error(`question: unknown event ${event.type}`);
	}
}

/** Questions to the office. Each lives in a home of its author's own: with the office of the area, and nobody else. */
export const questionKind: KindDef<Question> = {
	kind: 'question',
	evolve,
	home: ({ areaId, by }) => ({ areaId, dataClass: 'question', own: by.personId }),
	todo: ({ answers, closedAt, by }) =>
		closedAt !== null ? undefined : answers.length > 0 ? `answered:${by.personId}` : 'question',
	about: ({ entry }) => entry.subject,
	commands: [ask, answer, close]
};
