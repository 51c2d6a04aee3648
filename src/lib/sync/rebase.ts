import { evolve, handle } from '$lib/domain/handle';
import type { Actor } from '$lib/domain/kernel/actor';
import {
	recordKey,
	type Event,
	type Gone,
	type Kind,
	type Reading
} from '$lib/domain/kernel/record';
import type { Operation } from '$lib/protocol/envelope';

/** A record's state: its body, why it is gone, or null when there is none. */
export type RecordState = { body: unknown } | { gone: Gone } | null;

/** Applies events to states, in place. `states` holds every record that the events touch. */
export function applyEvents(states: Map<string, RecordState>, events: readonly Event[]): void {
	for (const event of events) {
		const key = recordKey(event);
		const now = states.get(key);
		states.set(key, evolve(now && 'body' in now ? now.body : undefined, event));
	}
}

/**
 * The hopeful states of records: what the server confirmed, with the waiting operations on them done again in order,
 * by the very function that the server uses. An operation that no longer decides adds nothing here and stays waiting:
 * the server's word counts. Pure; `confirmed` must hold every record that one of the operations writes.
 */
export function rebase(
	confirmed: ReadonlyMap<string, RecordState>,
	operations: readonly Operation[],
	actor: Actor,
	around: Reading
): Map<string, RecordState> {
	const states = new Map(confirmed);
	const reading: Reading = {
		get<B>(kind: Kind, id: string) {
			const state = states.get(recordKey({ kind, id }));
			if (state === undefined) return around.get<B>(kind, id);
			return state && 'body' in state ? (state.body as B) : undefined;
		},
		gone(kind, id) {
			const state = states.get(recordKey({ kind, id }));
			if (state === undefined) return around.gone(kind, id);
			return state && 'gone' in state ? state.gone : undefined;
		},
		pathOf: (areaId) => around.pathOf(areaId)
	};
	for (const operation of [...operations].sort((a, b) => a.seq - b.seq)) {
		const decided = handle(
			{ name: operation.command, version: operation.version, args: operation.args },
			actor,
			{ at: operation.at, clock: operation.clock },
			reading
		);
		// An operation may write records beyond those asked for; theirs are not rebuilt here.
		if (decided.ok)
			applyEvents(
				states,
				decided.value.filter((event) => confirmed.has(recordKey(event)))
			);
	}
	return states;
}
