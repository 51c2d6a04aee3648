import type { Dispute } from '$lib/domain/dispute/schema';
import { holderOf, holdersOf } from '$lib/domain/dispute/seats';
import type { Actor } from '$lib/domain/kernel/actor';
import { dayOf } from '$lib/domain/kernel/day';
import type { RecordKey } from '$lib/domain/kernel/record';
import type { Row } from '$lib/protocol/envelope';
import { mayHold, scopeFor } from '../pull/scope';
import { homeOf, type Overlay } from './overlay';

/** The person with the seats that they have by now in the cases among these records. */
function seatedNow(actor: Actor, keys: readonly RecordKey[], overlay: Overlay): Actor {
	const disputes = keys.flatMap(({ kind, id }) =>
		kind === 'dispute' ? (overlay.get<Dispute>('dispute', id) ?? []) : []
	);
	if (disputes.length === 0) return actor;
	const own = new Set(holdersOf(actor.posts));
	const known = (actor.cases ?? []).filter(
		({ caseId }) => !disputes.some(({ id }) => id === caseId)
	);
	const found = disputes.flatMap(({ id, seats }) =>
		seats
			.filter((seat) => seat.to === null && own.has(holderOf(seat)))
			.map((seat) => ({ caseId: id, holder: holderOf(seat) }))
	);
	return { ...actor, cases: [...known, ...found] };
}

/** The records that the person may hold, as they now stand: seats that were given in this very push count already. */
export function rowsFor(
	actor: Actor,
	keys: readonly RecordKey[],
	overlay: Overlay,
	receivedAt: number
): Row[] {
	const pathOf = (areaId: string) => overlay.pathOf(areaId);
	const scope = scopeFor(seatedNow(actor, keys, overlay), dayOf(receivedAt));
	const rows: Row[] = [];
	for (const { kind, id } of keys) {
		const cell = overlay.cell(kind, id);
		if (!cell?.stored || !mayHold(scope, cell.home, pathOf)) continue;
		const { seq, at } = cell.stored;
		rows.push({
			kind,
			id,
			home: homeOf(cell),
			seq,
			at,
			body: cell.body ?? null,
			...(cell.gone ? { gone: cell.gone } : {})
		});
	}
	return rows;
}
