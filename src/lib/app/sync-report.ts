import { dayOf } from '$lib/domain/kernel/day';
import { isPostOn } from '$lib/domain/kernel/in-force';
import { parseHomeKey } from '$lib/domain/kernel/home';
import { addSums, digestOf, noSum, sumOf, type Sum } from '$lib/protocol/digest';
import type { HomeState } from '$lib/store/db';
import { getMetas } from '$lib/store/meta';
import { recountAll } from '$lib/sync/repair';
import type { AreaTree } from './area-tree';
import { place } from './place.svelte';
import { areas } from './queries';

/** What this phone can prove about its work, for the page 同步状态. */

/** The rows of one area: by this phone's reckoning, by the server's word, and whether the two digests are the same. */
export interface AreaProof {
	areaId: string;
	rows: number;
	theirs: number;
	agrees: boolean;
}

/** Everything the page shows. Times in epoch ms by the phone's clock. */
export interface SyncReport {
	waiting: number;
	/** When the oldest of what waits was saved. */
	waitingSince: number | null;
	refused: number;
	held: number;
	lastSuccessAt: number | null;
	/** Operations that the server has acknowledged as applied. */
	applied: number;
	workAgrees: boolean;
	countsAgree: boolean;
	proofs: AreaProof[];
	repairs: { times: number; rows: number; at: number } | null;
}

const inOrder = new Intl.Collator('zh-CN', { numeric: true });

/**
 * Adds the homes' counts and digests up along the tree. Each home counts for the part of the person's area in which it
 * lies (a building of one's grid, a grid of one's community); what lies above or on the area itself, for that area.
 */
export function rollUp(homes: readonly HomeState[], tree: AreaTree): AreaProof[] {
	const roots = new Set(tree.roots.map((area) => area.id));
	const sums = new Map<string, { rows: number; theirs: number; own: Sum; their: Sum }>();
	for (const home of homes) {
		const { areaId } = parseHomeKey(home.home);
		const path = tree.byId.get(areaId)?.path ?? [areaId];
		const at = path.findIndex((id) => roots.has(id));
		const part = at < 0 ? path[0]! : (path[at + 1] ?? path[at]!);
		const known = sums.get(part) ?? { rows: 0, theirs: 0, own: noSum, their: noSum };
		sums.set(part, {
			rows: known.rows + home.live,
			theirs: known.theirs + Math.max(0, home.rows),
			own: addSums(known.own, sumOf(home.digest)),
			their: home.theirs === '' ? known.their : addSums(known.their, sumOf(home.theirs))
		});
	}
	const depth = (id: string) => tree.byId.get(id)?.path.length ?? 0;
	const name = (id: string) => tree.byId.get(id)?.name ?? '';
	return [...sums]
		.sort(([a], [b]) => depth(a) - depth(b) || inOrder.compare(name(a), name(b)))
		.map(([areaId, { rows, theirs, own, their }]) => ({
			areaId,
			rows,
			theirs,
			agrees: rows === theirs && digestOf(own) === digestOf(their)
		}));
}

/** Reads the report; use it inside `live()`. */
export async function syncReport(): Promise<SyncReport> {
	const { db } = place();
	const tree = await areas();
	const facts = await getMetas(db, [
		'lastSuccessAt',
		'work',
		'workAgrees',
		'countsAgree',
		'repairs'
	]);
	const oldest = await db.outbox
		.orderBy('seq')
		.filter((entry) => entry.state === 'waiting')
		.first();
	const inState = (state: string) => db.outbox.where('state').equals(state).count();
	return {
		waiting: await inState('waiting'),
		waitingSince: oldest?.savedAt ?? null,
		refused: await inState('refused'),
		held: await inState('held'),
		lastSuccessAt: facts.lastSuccessAt ?? null,
		applied: facts.work?.applied ?? 0,
		workAgrees: facts.workAgrees ?? false,
		countsAgree: facts.countsAgree ?? false,
		proofs: rollUp(await db.homes.toArray(), tree),
		repairs: facts.repairs ?? null
	};
}

/** Counts everything on the disk anew; the next cycle compares all of it with the server. */
export const checkEverything = (): Promise<void> => recountAll(place().db);

/** Room on this phone: bytes used and granted, and whether the browser promised to keep them; null where it won't say. */
export async function spaceUsed(): Promise<{
	used: number;
	granted: number;
	isKept: boolean;
} | null> {
	const { storage } = navigator as { storage?: StorageManager };
	if (!storage) return null;
	const { usage, quota } = await storage.estimate();
	return { used: usage ?? 0, granted: quota ?? 0, isKept: await storage.persisted() };
}

/**
 * What the office needs to see what is wrong, as text: versions, counts, times and codes. No names, no words, no areas,
 * no ids of people or records.
 */
export async function diagnosis(version: string): Promise<string> {
	const { db, now } = place();
	const report = await syncReport();
	const { posts = [] } = await getMetas(db, ['posts']);
	const entries = await db.outbox.toArray();
	const codes: Record<string, number> = {};
	for (const { receipt, state, operation } of entries) {
		const code = receipt?.result === 'refused' ? receipt.refusal.code : state;
		const key = `${operation.command} ${code}`;
		codes[key] = (codes[key] ?? 0) + 1;
	}
	const { proofs, ...counts } = report;
	return JSON.stringify(
		{
			version,
			at: new Date(now()).toISOString(),
			browser: navigator.userAgent,
			online: navigator.onLine,
			roles: posts.filter((post) => isPostOn(post, dayOf(now()))).map((post) => post.role),
			...counts,
			parts: proofs.map(({ rows, theirs, agrees }) => [rows, theirs, agrees]),
			outbox: codes,
			archive: await db.archive.count(),
			rows: (await db.rows.all()).length,
			space: await spaceUsed()
		},
		null,
		1
	);
}
