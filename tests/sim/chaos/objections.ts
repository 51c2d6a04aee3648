import type { Campaign } from '$lib/domain/campaign/schema';
import type { Objection } from '$lib/domain/objection/schema';
import { inName, serverItself } from '$lib/server/accept/own-actor';
import { idOf } from '$lib/domain/test-world';
import { label, pick, trying, type World } from './acts';
import { atDesk, byPhone, type Hand } from './hand';
import { officeOf, publish } from './money-desk';

// Objections to public accounts, as neighbours and the office of a world make and answer them.

const raised = async (world: World, hand: Hand) => {
	const all = await hand.see<Campaign>('campaign');
	const one = pick(
		world.dice,
		all.filter(({ shown }) => shown)
	);
	const id = idOf(label(world, 'objection'));
	const words = `第 ${world.visits} 个意见：发票没有贴出来`;
	return one && { id, campaignId: one.id, words, from: '' };
};

/** The office writes down what a neighbour told it. */
async function note(world: World, hand: Hand): Promise<string> {
	const args = await raised(world, hand);
	return args ? hand.act('objection.note', args) : 'nothing';
}

/** A neighbour without an account writes on the public page, which the server takes in by itself. */
async function receive(world: World): Promise<string> {
	const at = world.server.now();
	const id = idOf(label(world, 'page'));
	const own = inName(serverItself, { community: idOf('C'), at, appointmentId: id });
	const hand = atDesk(world, own);
	const args = await raised(world, hand);
	return args ? hand.act('objection.receive', args) : 'nothing';
}

/** The office answers, or adds to an answer, by what it has read. */
async function answer(world: World, hand: Hand): Promise<string> {
	const one = pick(world.dice, await hand.see<Objection>('objection'));
	if (!one) return 'nothing';
	const words = `第 ${++world.visits} 个答复`;
	const args = { id: one.id, seen: one.answers.length, words, asked: '' };
	return hand.act('objection.answer', args);
}

/** Accounts are shown that nobody could look at before. */
async function show(world: World): Promise<string> {
	const hand = atDesk(world, officeOf(world));
	const hidden = (await hand.see<Campaign>('campaign')).filter(
		({ shown, state }) => !shown && state !== 'draft'
	);
	const one = pick(world.dice, hidden);
	return one ? publish(world, hand, one) : 'nothing';
}

/** A neighbour objects, or the office notes or answers something. */
export async function objectAround(world: World): Promise<string> {
	const kind = world.dice();
	if (kind < 0.15) return `everybody may look ${await show(world)}`;
	if (kind < 0.4) {
		const told = await receive(world);
		if (told !== 'ok' || world.dice() < 0.4) return `a neighbour objects ${told}`;
		return `a neighbour objects, answered ${await answer(world, atDesk(world, officeOf(world)))}`;
	}
	const [name, deed] = kind < 0.6 ? (['notes', note] as const) : (['answers', answer] as const);
	const phone = world.phones.at(-1)!;
	if (phone.isDead || world.dice() < 0.4)
		return `desk ${name} ${await deed(world, atDesk(world, officeOf(world)))}`;
	return `${phone.actor.name} ${name} ${await trying(phone, () => deed(world, byPhone(phone)))}`;
}
