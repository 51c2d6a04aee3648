import { areas, rowsToDo, shelves } from '$lib/app/queries';
import type { ReviewItem } from './filter';

/** Everything that waits for the office, with the door and the head of household that each row shows. */
export async function reviewItems(): Promise<ReviewItem[]> {
	const [tree, views] = await Promise.all([areas(), rowsToDo('review')]);
	const units = [...new Set(views.map(({ visit }) => visit.unitId))];
	const tiles = new Map(
		(await shelves(units)).flatMap((shelf) =>
			Object.values(shelf.tiles).map((tile) => [tile.householdId, tile] as const)
		)
	);
	return views.map(({ visit }) => {
		const path = tree.byId.get(visit.unitId)?.path ?? [];
		const grid = path.map((id) => tree.byId.get(id)).find((area) => area?.kind === 'grid');
		const tile = tiles.get(visit.householdId);
		const place = path
			.map((id) => tree.byId.get(id))
			.filter((area) => area?.kind === 'building' || area?.kind === 'unit')
			.map((area) => area!.name);
		return {
			visit,
			gridId: grid?.id ?? '',
			gridName: grid?.name ?? '',
			door: [...place, ...(tile ? [tile.door] : [])].join(' '),
			head: tile?.head ?? ''
		};
	});
}
