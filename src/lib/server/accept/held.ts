import type { Kysely } from 'kysely';
import { evolve } from '$lib/domain/handle';
import { carryOut } from '$lib/domain/held/commands';
import { ownerOf, ownerRoles, type HeldPost } from '$lib/domain/held/owner';
import type { Held } from '$lib/domain/held/schema';
import { hold } from '$lib/domain/hold';
import type { Actor } from '$lib/domain/kernel/actor';
import { dayOf } from '$lib/domain/kernel/day';
import type { Id } from '$lib/domain/kernel/id';
import {
	recordKey,
	type Event,
	type Gone,
	type Kind,
	type Reading
} from '$lib/domain/kernel/record';
import type { AreaTree } from '../db/areas';
import type { Tables } from '../db/tables';
import { erasureOf } from '../erasure/redacted';
import { boundedMoment, type Incoming } from './incoming';
import { InSight } from './in-sight';
import { judge, type Bench, type Verdict } from './judge';

/** Those who could decide about what is held, and the day on which that is asked. */
export interface Owners {
	of(path: readonly Id[], authorId: Id): Held['forWhom'];
}

/** Reads who looks after these communities on the day of an instant (epoch ms). */
export async function loadOwners(
	trx: Kysely<Tables>,
	tree: AreaTree,
	communities: Iterable<Id>,
	atMs: number
): Promise<Owners> {
	const today = dayOf(atMs);
	// A sub-district's own posts are kept under the sub-district.
	const places = new Set(
		[...communities].flatMap((id) => [id, ...(tree.byId.get(id)?.path.slice(0, 1) ?? [])])
	);
	const rows =
		places.size === 0
			? []
			: await trx
					.selectFrom('posts')
					.selectAll()
					.where('community', 'in', [...places])
					.where('role', 'in', [...ownerRoles])
					.where('from_day', '<=', today)
					.where((where) => where.or([where('to_day', 'is', null), where('to_day', '>=', today)]))
					.execute();
	const posts = rows.map((row): HeldPost => ({
		appointmentId: row.appointment_id,
		personId: row.person_id,
		name: row.name,
		role: row.role,
		areaId: row.area_id,
		from: row.from_day,
		to: row.to_day
	}));
	return { of: (path, authorId) => ownerOf(posts, path, today, authorId) ?? null };
}

/**
 * What one author's held operations would come to, laid over what is: the amendment of a visit that is itself held
 * is judged by that visit, and held behind it. Nothing of it is written.
 */
export class Hopes implements Reading {
	private readonly bodies = new Map<string, unknown>();

	constructor(private readonly under: Reading) {}

	/** Adds what a held operation would do; one that its rule is against by now adds nothing. */
	add(held: Held): void {
		const decided = held.state.name === 'waiting' ? carryOut(held, this) : undefined;
		if (!decided?.ok) return;
		for (const event of decided.value) {
			const next = evolve(this.get(event.kind, event.id), event);
			if ('body' in next) this.bodies.set(recordKey(event), next.body);
		}
	}

	get<B>(kind: Kind, id: Id): B | undefined {
		return (this.bodies.get(`${kind}:${id}`) as B | undefined) ?? this.under.get<B>(kind, id);
	}

	gone = (kind: Kind, id: Id): Gone | undefined => this.under.gone(kind, id);
	pathOf = (areaId: Id): readonly Id[] | undefined => this.under.pathOf(areaId);
}

/** Judges an operation; one that only lacks authority may be held instead, and is then written as a record of its own. */
export function judgeOrHold(
	incoming: Incoming,
	actor: Actor,
	bench: Bench & { owners: Owners; hopes: Hopes }
): Verdict {
	const verdict = judge(incoming, actor, bench);
	if (verdict.result !== 'refused' || incoming.misfit) return verdict;
	const { receivedAt, owners, hopes, overlay } = bench;
	const { opId, command } = incoming;
	const { at, clock } = boundedMoment(incoming, receivedAt);
	const received = { opId, command, actor, at, clock, receivedAt };
	try {
		const held = hold(received, hopes, (path) => owners.of(path, actor.personId));
		if (!held) return verdict;
		if (!held.ok) {
			const sight = new InSight(actor, hopes, overlay, receivedAt);
			const seen = hold(received, sight, () => null);
			// Without what its author was never meant to know of there is nothing to hold either.
			if (!seen) return verdict;
			const erasure = erasureOf(held.error);
			const refusal = seen.ok ? held.error : seen.error;
			return { result: 'refused', refusal, ...(erasure ? { erasure } : {}) };
		}
		overlay.apply(held.value);
		for (const event of held.value) hopes.add(event.data as Held);
		return { result: 'held', events: held.value };
	} catch (error) {
		bench.onError(error);
		return verdict;
	}
}

/** The record of a held operation among its events. */
export const heldIn = (events: readonly Event[]): Held | undefined =>
	events.find((event) => event.type === 'held.begun')?.data as Held | undefined;
