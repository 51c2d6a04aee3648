import { liveQuery } from 'dexie';
import type { Household } from '$lib/domain/household/schema';
import type { Area } from '$lib/domain/area/schema';
import { homeKey } from '$lib/domain/kernel/home';
import type { FinderUnit, PersonDb } from '$lib/store/db';
import { getMeta, getMetas } from '$lib/store/meta';
import { bodiesInHome } from '$lib/store/bodies';
import type { AreaTree } from './area-tree';
import { findIn, lineOf, unitText, type Hit, type UnitText } from './haystack';
import { place } from './place.svelte';
import { areas } from './queries';

export type { Hit } from './haystack';

/** The text in memory and what it was read from. */
interface Loaded {
	db: PersonDb;
	version: string;
	units: UnitText[];
}

let loaded: Loaded | null = null;
let loading: Promise<Loaded> | null = null;
let followed: { db: PersonDb; stop: () => void } | null = null;

/** How long after a change the text is read anew: a first download changes it with every page. */
const staleMs = 500;

/** Units handled between two looks at whether the page wants the processor. */
const unitsAtOnce = 8;

/**
 * Residents by characters, pinyin, initials, door (`1201`, `3-1201`, `5-3-1201`) or the tail of a phone number, best
 * first. The first call may take a while on a fresh phone, because the text is read then; see `warmSearch`.
 */
export async function search(text: string, limit = 30): Promise<Hit[]> {
	if (text.trim() === '') return [];
	const { db } = place();
	// A text that is being read anew is searched as it was: the next letter must not wait for the disk.
	const { units } = loaded?.db === db ? loaded : await load();
	return findIn(units, text, limit);
}

/** Reads the text while nobody waits for it. Safe to call often. */
export function warmSearch(): void {
	const start = () => void load().catch(() => (loading = null));
	if (typeof requestIdleCallback === 'function') requestIdleCallback(start, { timeout: 3_000 });
	else setTimeout(start, 200);
}

async function load(): Promise<Loaded> {
	const { db } = place();
	const [tree, version] = await Promise.all([areas(), versionOf(db)]);
	if (loaded?.db === db && loaded.version === version) return loaded;
	loading ??= read(db, version, tree).finally(() => (loading = null));
	return loading;
}

const versionOf = async (db: PersonDb): Promise<string> => {
	const { finderVersion, areaVersion } = await getMetas(db, ['finderVersion', 'areaVersion']);
	return [finderVersion, areaVersion].join();
};

/** Reads the text anew, shortly after what it was read from has changed. */
function follow(db: PersonDb): void {
	if (followed?.db === db) return;
	followed?.stop();
	let timer: ReturnType<typeof setTimeout> | undefined;
	const watch = liveQuery(() => versionOf(db)).subscribe({
		next: (version) => {
			if (loaded?.db !== db || loaded.version === version) return;
			clearTimeout(timer);
			timer = setTimeout(warmSearch, staleMs);
		},
		// The next search reads everything anew, or fails as the disk does.
		error: () => (loaded = followed = null)
	});
	const stop = () => {
		clearTimeout(timer);
		watch.unsubscribe();
	};
	followed = { db, stop };
}

async function read(db: PersonDb, version: string, tree: AreaTree): Promise<Loaded> {
	const stored = new Map((await db.finder.toArray()).map((unit) => [unit.unitId, unit]));
	const units: UnitText[] = [];
	let handled = 0;
	for (const area of tree.byId.values()) {
		if (area.kind !== 'unit') continue;
		const known = stored.get(area.id) ?? (await build(db, area.id));
		units.push(unitText(area.id, addressOf(tree, area), known.lines, known.ids));
		if (++handled % unitsAtOnce === 0) await breathe();
	}
	loaded = { db, version, units };
	follow(db);
	return loaded;
}

/** Builds one unit's lines and keeps them, unless its households changed meanwhile. */
async function build(db: PersonDb, unitId: string): Promise<FinderUnit> {
	const before = await getMeta(db, 'finderVersion');
	const home = homeKey({ areaId: unitId, dataClass: 'register' });
	const households = await bodiesInHome<Household>(db, home, 'household');
	const people = households.flatMap((household) =>
		household.residents.map((resident) => ({
			householdId: household.id,
			door: household.door,
			name: resident.name,
			pinyin: resident.pinyin,
			phone: resident.phone
		}))
	);
	const unit = {
		unitId,
		lines: people.map(lineOf).join('\n'),
		ids: people.map((person) => person.householdId)
	};
	await db.transaction('rw', [db.finder, db.meta], async () => {
		if ((await getMeta(db, 'finderVersion')) === before) await db.finder.put(unit);
	});
	return unit;
}

/** The digits of building and unit. */
const addressOf = (tree: AreaTree, unit: Area): string[] =>
	[tree.byId.get(unit.parentId ?? '')?.name ?? '', unit.name].map(
		(name) => name.match(/\d+/)?.[0] ?? ''
	);

/** Lets the page draw and answer taps before going on. */
const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
