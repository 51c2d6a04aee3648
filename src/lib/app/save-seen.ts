import type { Area } from '$lib/domain/area/schema';
import type { Booking } from '$lib/domain/booking/schema';
import type { Held } from '$lib/domain/held/schema';
import type { Household } from '$lib/domain/household/schema';
import { headOf } from '$lib/domain/household/select';
import type { Id } from '$lib/domain/kernel/id';
import { recordKey } from '$lib/domain/kernel/record';
import type { Visit } from '$lib/domain/visit/schema';
import { bodyOf, readBody } from '$lib/store/bodies';
import type { OutboxEntry, PersonDb, StoredRow } from '$lib/store/db';
import type { Snapshot } from '$lib/store/reading';
import type { Change } from '$lib/store/row-writer';

/** The door and the name that the person had before them: the rows may be gone when a refusal has to be explained. */
export async function whatWasSeen(
	db: PersonDb,
	changes: readonly Change[],
	snapshot: Snapshot
): Promise<OutboxEntry['seen']> {
	for (const { before, after } of changes) {
		const row = after && !after.gone ? after : before;
		// Dexie loses sight of a transaction over a hundred waits that ask nothing of the disk.
		if (row?.kind !== 'household' && !aboutWhom(row)) continue;
		const household = await householdOf(db, row, snapshot);
		if (household)
			return {
				householdId: household.id,
				unitId: household.unitId,
				...(await placeOf(db, household.unitId)),
				door: household.door,
				head: headOf(household).name
			};
	}
	return undefined;
}

/** The names of a unit and of the area above it, as people say them (5号楼 2单元), and the way down to it. */
async function placeOf(db: PersonDb, unitId: Id): Promise<{ place: string; path?: Id[] }> {
	const unit = await readBody<Area>(db, 'area', unitId);
	const above = unit?.parentId ? await readBody<Area>(db, 'area', unit.parentId) : undefined;
	const place = [above, unit].flatMap((area) => area?.name ?? []).join(' ');
	return unit ? { place, path: [...unit.path] } : { place };
}

async function householdOf(
	db: PersonDb,
	row: StoredRow | undefined,
	snapshot: Snapshot
): Promise<Household | undefined> {
	if (row?.kind === 'household') return bodyOf<Household>(row);
	const about = aboutWhom(row);
	if (!about) return undefined;
	const judged = snapshot.get(recordKey({ kind: 'household', id: about }));
	return judged ? bodyOf<Household>(judged) : readBody<Household>(db, 'household', about);
}

/** The household that a row is about, where it is about one. */
function aboutWhom(row: StoredRow | undefined): Id | null | undefined {
	if (row?.kind === 'booking') {
		const fact = bodyOf<Booking>(row)?.fact;
		return fact?.kind === 'collection' ? fact.householdId : undefined;
	}
	// Both say it under the same name.
	return row?.kind === 'visit' || row?.kind === 'held'
		? bodyOf<Visit | Held>(row)?.householdId
		: undefined;
}
