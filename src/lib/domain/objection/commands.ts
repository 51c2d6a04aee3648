import { areShown } from '../accounts/select';
import type { Campaign } from '../campaign/schema';
import type { Day } from '../kernel/day';
import type { CommandDef, Context, Event, KindDef, Reading } from '../kernel/record';
import { refuse, type Refusal } from '../kernel/refusal';
import { ok, type Result } from '../kernel/result';
import { rights } from '../kernel/rights';
import { AnswerObjection, RaiseObjection, type Objection, type ObjectionAnswer } from './schema';
import { isUnanswered, wereShown } from './select';

/** A new objection, if the accounts can be objected to on the day of the act. */
function raised(
	reading: Reading,
	args: RaiseObjection,
	{ at, today }: Context,
	{
		isTime,
		...how
	}: Pick<Objection, 'came' | 'by'> & {
		isTime: (campaign: Campaign, today: Day) => boolean;
	}
): Result<Event[], Refusal> {
	const { id, campaignId } = args;
	if (reading.get('objection', id)) return refuse('objectionExists', 'id');
	const campaign = reading.get<Campaign>('campaign', campaignId);
	if (!campaign) return refuse('campaignUnknown', 'campaignId');
	if (!isTime(campaign, today)) return refuse('accountsNotShown', 'campaignId');
	const { areaId } = campaign;
	const objection: Objection = { ...args, areaId, receivedAt: at, ...how, answers: [] };
	return ok([{ kind: 'objection', id, type: 'objection.raised', data: objection }]);
}

const raising = (name: 'objection.note' | 'objection.receive') =>
	({
		name,
		version: 1,
		schema: RaiseObjection,
		roles: rights[name],
		reads: ({ id, campaignId }) => [
			{ kind: 'objection', id },
			{ kind: 'campaign', id: campaignId }
		],
		area: ({ campaignId }, reading) => reading.get<Campaign>('campaign', campaignId)?.areaId
	}) satisfies Partial<CommandDef<RaiseObjection>>;

const note: CommandDef<RaiseObjection> = {
	...raising('objection.note'),
	decide: (reading, args, context) =>
		raised(reading, args, context, { came: 'told', by: context.by, isTime: wereShown })
};

const receive: CommandDef<RaiseObjection> = {
	...raising('objection.receive'),
	// In nobody's name: neighbours have no account, and an office that writes for them says so by `objection.note`.
	serversOwn: true,
	decide: (reading, args, context) =>
		raised(reading, args, context, { came: 'page', by: null, isTime: areShown })
};

const answer: CommandDef<AnswerObjection> = {
	name: 'objection.answer',
	version: 1,
	schema: AnswerObjection,
	roles: rights['objection.answer'],
	reads: ({ id }) => [{ kind: 'objection', id }],
	area: ({ id }, reading) => reading.get<Objection>('objection', id)?.areaId,
	decide(reading, { id, seen, words, asked }, { by, at }) {
		const objection = reading.get<Objection>('objection', id);
		if (!objection) return refuse('objectionUnknown', 'id');
		// Two colleagues must not tell the public two things without having read each other.
		if (objection.answers.length !== seen) return refuse('objectionChanged', 'seen');
		const data: ObjectionAnswer = { words, asked, by, at };
		return ok([{ kind: 'objection', id, type: 'objection.answered', data }]);
	}
};

function evolve(objection: Objection | undefined, event: Event): Objection {
	switch (event.type) {
		case 'objection.raised':
			return event.data as Objection;
		case 'objection.answered':
			return {
				...objection!,
				answers: [...objection!.answers, event.data as ObjectionAnswer]
			};
		default:
			throw new Error(`objection: unknown event ${event.type}`);
	}
}

/** Objections to public accounts. They lie beside their campaign, in the money of its area: with its office alone. */
export const objectionKind: KindDef<Objection> = {
	kind: 'objection',
	evolve,
	home: ({ areaId }) => ({ areaId, dataClass: 'money' }),
	todo: (objection) => (isUnanswered(objection) ? 'answer' : undefined),
	about: ({ campaignId }) => campaignId,
	commands: [note, receive, answer]
};
