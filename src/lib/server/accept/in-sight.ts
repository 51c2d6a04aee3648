import type { Dispute } from '$lib/domain/dispute/schema';
import { everSat } from '$lib/domain/dispute/seats';
import { handle, type Command } from '$lib/domain/handle';
import type { Actor } from '$lib/domain/kernel/actor';
import type { Moment } from '$lib/domain/kernel/clock';
import { dayOf } from '$lib/domain/kernel/day';
import type { Id } from '$lib/domain/kernel/id';
import type { Gone, Kind, Reading } from '$lib/domain/kernel/record';
import type { Refusal } from '$lib/domain/kernel/refusal';
import { kindOf } from '$lib/domain/registry';
import { mayHold, scopeFor, type Scope } from '../pull/scope';
import type { Overlay } from './overlay';

/**
 * The records as far as somebody has ever been meant to know of them: what they may hold today, or could while a post
 * of theirs lasted. Everything else is not there. For the words of a refusal only: whether something happens is judged
 * by what is really there.
 */
export class InSight implements Reading {
	private readonly scope: Scope;

	/** `under` may be laid over the `overlay`, which knows where a record that is gone used to live. */
	constructor(
		private readonly actor: Actor,
		private readonly under: Reading,
		private readonly overlay: Overlay,
		receivedAt: number
	) {
		const posts = actor.posts.map((post) => ({ ...post, to: null }));
		// Whether somebody sat in a case its own record says: it knows while which post.
		this.scope = scopeFor({ ...actor, posts, cases: [] }, dayOf(receivedAt));
	}

	get<B>(kind: Kind, id: Id): B | undefined {
		const body = this.under.get<B>(kind, id);
		return body !== undefined && this.holds(kindOf[kind].home(body)) ? body : undefined;
	}

	gone(kind: Kind, id: Id): Gone | undefined {
		const home = this.overlay.cell(kind, id)?.home;
		return home && this.holds(home) ? this.under.gone(kind, id) : undefined;
	}

	pathOf(areaId: Id): readonly Id[] | undefined {
		return this.holds({ areaId, dataClass: 'area' }) ? this.under.pathOf(areaId) : undefined;
	}

	private holds(home: Parameters<typeof mayHold>[1]): boolean {
		if (mayHold(this.scope, home, (areaId) => this.under.pathOf(areaId))) return true;
		// Who ever sat in a case knows of it.
		if (home.dataClass !== 'case' || !home.own) return false;
		const dispute = this.under.get<Dispute>('dispute', home.own);
		return dispute !== undefined && everSat(dispute, this.actor.posts);
	}
}

/**
 * What somebody is told of a refusal. What they were never meant to know of is to them as if it were not there: an answer
 * of its own would say that it is. Only where it stands in the way of something new, under the same id, that is said.
 */
export function toldOf(
	refusal: Refusal,
	command: Command,
	actor: Actor,
	moment: Moment,
	sight: InSight
): Refusal {
	const seen = handle(command, actor, moment, sight);
	return seen.ok ? refusal : seen.error;
}
