import { doubtOf, questionOf } from '$lib/app/questions';
import { itemOf } from '$lib/app/record-state';
import { actorOf } from '$lib/domain/test-world';
import type { Question } from '$lib/domain/question/schema';
import { phoneOf, pick, type World } from './acts';
import type { Move } from './moves';
import type { ChaosPhone } from './phone';

/** Asking the office, as the people of a world do it. */

const questionsUnder = async (phone: ChaosPhone, label: string): Promise<Question[]> =>
	(await phone.db.rows.toDo(label)).map((row) => row.body as Question);

/**
 * Somebody asks about something under 需处理; where there is nothing, about anything they wrote, as if it were there: few
 * things are refused before a world heals.
 */
async function ask(world: World, phone: ChaosPhone): Promise<string> {
	const troubled = await phone.unsettled();
	const settled = (await phone.db.archive.toArray()).map((one) => ({
		...one,
		state: 'refused' as const
	}));
	const written =
		troubled.length > 0 ? troubled : [...(await phone.db.outbox.toArray()), ...settled];
	const entry = pick(world.dice, written);
	if (!entry) return 'nothing';
	const refusal = { code: 'notAllowed' } as const;
	const { opId } = entry;
	const item = itemOf({
		...entry,
		state: 'refused',
		receipt: { opId, result: 'refused', refusal }
	})!;
	const args = await questionOf(phone.place(0), doubtOf(item), `问 ${++world.visits}`);
	return args ? phone.act('question.ask', args) : 'nobody to ask';
}

/** The office answers what it has before it; half of the time somebody there whose machine never fails does. */
async function answer(world: World, phone: ChaosPhone): Promise<string> {
	if (world.dice() < 0.5) return answerAtDesk(world);
	const open = await questionsUnder(phone, 'question');
	const one = pick(
		world.dice,
		open.filter(({ by }) => by.personId !== phone.actor.personId)
	);
	if (!one) return 'nothing';
	return phone.act('question.answer', { id: one.id, words: `答 ${++world.visits}` });
}

async function answerAtDesk({ server, dice, visits }: World): Promise<string> {
	if (server.isDead) return 'dead';
	const rows = await server.db
		.selectFrom('rows')
		.select('id')
		.where('kind', '=', 'question')
		.orderBy('id')
		.execute();
	const one = pick(dice, rows);
	if (!one) return 'nothing';
	return server.run(actorOf('office', 'C'), 'question.answer', {
		id: one.id,
		words: `答 ${visits}`
	});
}

/** Somebody puts away what was answered, or what needs no answer any more. */
async function putAway(world: World, phone: ChaosPhone): Promise<string> {
	const open = await questionsUnder(phone, 'question');
	const answered = await questionsUnder(phone, `answered:${phone.actor.personId}`);
	const own = open.filter(({ by }) => by.personId === phone.actor.personId);
	const one = pick(world.dice, [...answered, ...own]);
	return one ? phone.act('question.close', { id: one.id }) : 'nothing';
}

/** Somebody asks, answers or puts away; a browser that is killed meanwhile does nothing more. */
async function askAround(world: World): Promise<string> {
	const [move, phone] =
		world.dice() < 0.5
			? ([ask, pick(world.dice, world.phones.slice(0, 3))!] as const)
			: world.dice() < 0.7
				? ([answer, world.phones.at(-1)!] as const)
				: ([putAway, phoneOf(world)] as const);
	if (phone.isDead) return 'dead';
	try {
		return `${phone.actor.name} ${move.name} ${await move(world, phone)}`;
	} catch (error) {
		if (phone.isDead) return 'killed';
		throw error;
	}
}

/** What happens besides in a world where people ask the office. */
export const askMoves: readonly Move[] = [{ name: 'ask', weight: 14, make: askAround }];
