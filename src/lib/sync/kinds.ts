import type { Kind } from '$lib/domain/kernel/record';
import { kindOf } from '$lib/domain/registry';
import type { PersonDb } from '$lib/store/db';
import { getMeta, setMeta } from '$lib/store/meta';
import { toStored } from '$lib/store/rows';
import { writeRows, type Change } from '$lib/store/row-writer';
import { refreshDerived } from '$lib/store/shelves';
import { sumsFrom } from '$lib/store/sums';
import { inOne } from './receive';

/**
 * Gives rows their labels that came while the app was too old to know their kind; does nothing unless the app has
 * learned a kind since the last time.
 */
export async function learnKinds(db: PersonDb): Promise<void> {
	const ours = Object.keys(kindOf) as Kind[];
	const before = (await getMeta(db, 'kinds')) ?? [];
	const learned = ours.filter((kind) => !before.includes(kind));
	if (learned.length === 0) return;
	if (await db.rows.isEmpty()) return setMeta(db, 'kinds', ours);
	await inOne(db, async () => {
		const changes: Change[] = [];
		for (const kind of learned) {
			const rows = await db.rows.between(`${kind}:`, `${kind};`);
			for (const row of rows) {
				if (row.gone) continue;
				const { id, body, home, seq, at, rev, digest } = row;
				const under = { seq, at, rev: rev + 1, ...(digest ? { digest } : {}) };
				changes.push({ before: row, after: toStored(kind, id, { body }, home, under) });
			}
		}
		await writeRows(db, changes);
		await refreshDerived(db, changes);
		await setMeta(db, 'kinds', ours);
	});
}

/** Works out the sums of what was here before there were any, once. */
export async function buildSums(db: PersonDb): Promise<void> {
	if (await getMeta(db, 'sumsBuilt')) return;
	await inOne(db, async () => {
		const sums = await sumsFrom(db);
		await db.sums.clear();
		await db.sums.bulkPut(sums);
		await setMeta(db, 'sumsBuilt', true);
	});
}
