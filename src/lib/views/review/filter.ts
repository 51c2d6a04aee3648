import { findingOf } from '$lib/domain/visit/select';
import type { Visit, VisitResult } from '$lib/domain/visit/schema';

/** One visit in the queue with what its row shows around it. */
export interface ReviewItem {
	visit: Visit;
	gridId: string;
	gridName: string;
	/** Building, unit and door in words. */
	door: string;
	/** Head of household; empty when the household has left the register. */
	head: string;
}

/** What the office chose to look at; an empty string stands for "all". */
export interface ReviewFilter {
	gridId: string;
	personId: string;
	result: VisitResult | '';
}

/** Nothing chosen. */
export const everything: ReviewFilter = { gridId: '', personId: '', result: '' };

/** The items that fit the filter, the earliest knock first, so that nobody waits longer than others. */
export const filterItems = (items: readonly ReviewItem[], filter: ReviewFilter): ReviewItem[] =>
	items
		.filter(
			({ visit, gridId }) =>
				(filter.gridId === '' || gridId === filter.gridId) &&
				(filter.personId === '' || visit.first.by.personId === filter.personId) &&
				(filter.result === '' || findingOf(visit).result === filter.result)
		)
		.sort((a, b) => a.visit.first.at - b.visit.first.at);

/** The grids and people that occur among the items, each once, by name: nobody filters for what is not there. */
export function choicesOf(items: readonly ReviewItem[]): {
	grids: { value: string; label: string }[];
	people: { value: string; label: string }[];
} {
	const grids = new Map(items.map((item) => [item.gridId, item.gridName]));
	const people = new Map(items.map(({ visit }) => [visit.first.by.personId, visit.first.by.name]));
	const byName = (map: Map<string, string>) =>
		[...map]
			.map(([value, label]) => ({ value, label }))
			.sort((a, b) => a.label.localeCompare(b.label, 'zh-CN', { numeric: true }));
	return { grids: byName(grids), people: byName(people) };
}
