import type { Area } from '$lib/domain/area/schema';
import { isPostOn } from '$lib/domain/kernel/in-force';
import type { Post } from '$lib/domain/kernel/actor';
import type { Day } from '$lib/domain/kernel/day';

/** The areas on this phone as a tree. */
export interface AreaTree {
	byId: ReadonlyMap<string, Area>;
	/** Areas directly below, in the order people count them: 2单元 before 10单元. */
	children(id: string): Area[];
	/** The areas that the person is appointed to today, without those inside another of them. */
	roots: Area[];
	/** Names from the top known area down to this one. */
	pathNames(id: string): string[];
	/** Ids of all units at or below an area, in order. */
	unitsBelow(id: string): string[];
}

const collator = new Intl.Collator('zh-CN', { numeric: true });

/** Builds the tree. Areas above the person's own have only come for their names. */
export function treeOf(areas: readonly Area[], posts: readonly Post[], today: Day): AreaTree {
	const byId = new Map(areas.map((area) => [area.id, area]));
	const below = new Map<string, Area[]>();
	for (const area of areas) {
		if (area.parentId === null) continue;
		const siblings = below.get(area.parentId);
		if (siblings) siblings.push(area);
		else below.set(area.parentId, [area]);
	}
	const inOrder = (a: Area, b: Area) =>
		collator.compare(a.code ?? '', b.code ?? '') || collator.compare(a.name, b.name);
	for (const siblings of below.values()) siblings.sort(inOrder);

	const own = new Set(posts.filter((post) => isPostOn(post, today)).map((post) => post.areaId));
	const roots = [...own]
		.flatMap((id) => byId.get(id) ?? [])
		.filter((area) => !area.path.some((id) => id !== area.id && own.has(id)))
		.sort(inOrder);
	const children = (id: string) => below.get(id) ?? [];
	const unitsBelow = (id: string): string[] =>
		byId.get(id)?.kind === 'unit' ? [id] : children(id).flatMap((area) => unitsBelow(area.id));
	return {
		byId,
		children,
		roots,
		pathNames: (id) => (byId.get(id)?.path ?? []).flatMap((step) => byId.get(step)?.name ?? []),
		unitsBelow
	};
}
