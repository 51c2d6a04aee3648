import type { Actor, Role } from './actor';
import type { Day } from './day';
import type { DataClass } from './home';
import { isPostOn } from './in-force';
import type { Id } from './id';

/**
 * How far a role sees into a data class: the whole subtree of its area, only what the person wrote there, what they have a
 * seat in (the cases of `dispute/seats.ts`), or nothing.
 */
export type Reach = 'tree' | 'own' | 'seat' | 'none';

/**
 * Who may hold which rows on a phone (product table "Who may see what"). Figures for the sub-district are
 * computed on the server and are not rows, hence `none` there.
 */
export const reachTable: Record<Role, Record<DataClass, Reach>> = {
	unitLeader: {
		area: 'tree',
		register: 'tree',
		sensitive: 'none',
		visit: 'own',
		staff: 'none',
		question: 'own',
		money: 'tree',
		case: 'seat',
		docket: 'none'
	},
	gridWorker: {
		area: 'tree',
		register: 'tree',
		sensitive: 'none',
		visit: 'tree',
		staff: 'none',
		question: 'own',
		money: 'tree',
		case: 'seat',
		docket: 'none'
	},
	gridParty: {
		area: 'tree',
		register: 'tree',
		sensitive: 'none',
		visit: 'tree',
		staff: 'tree',
		question: 'own',
		money: 'tree',
		case: 'seat',
		docket: 'none'
	},
	mediator: {
		area: 'none',
		register: 'none',
		sensitive: 'none',
		visit: 'none',
		staff: 'none',
		question: 'none',
		money: 'none',
		case: 'seat',
		docket: 'none'
	},
	mediationLead: {
		area: 'none',
		register: 'none',
		sensitive: 'none',
		visit: 'none',
		staff: 'tree',
		question: 'none',
		money: 'none',
		case: 'tree',
		docket: 'tree'
	},
	expert: {
		area: 'none',
		register: 'none',
		sensitive: 'none',
		visit: 'none',
		staff: 'none',
		question: 'none',
		money: 'none',
		case: 'seat',
		docket: 'none'
	},
	office: {
		area: 'tree',
		register: 'tree',
		sensitive: 'none',
		visit: 'tree',
		staff: 'tree',
		question: 'tree',
		money: 'tree',
		case: 'none',
		docket: 'tree'
	},
	subdistrict: {
		area: 'tree',
		register: 'none',
		sensitive: 'none',
		visit: 'none',
		staff: 'tree',
		question: 'none',
		money: 'none',
		case: 'seat',
		docket: 'none'
	}
};

/** One part of what a person may hold: a data class over the subtree of an area, perhaps only their own entries. */
export interface ScopePart {
	areaId: Id;
	dataClass: DataClass;
	own?: Id;
}

/** What a person may hold on that day by their posts, and what they asked at any time; cases they have a seat in come besides. Area rows of the ancestors (their names) come besides; the caller adds them. */
export function scopeOf(actor: Actor, day: Day): ScopePart[] {
	const parts: ScopePart[] = [];
	for (const post of actor.posts) {
		const isOn = isPostOn(post, day);
		for (const [dataClass, reach] of Object.entries(reachTable[post.role]) as [
			DataClass,
			Reach
		][]) {
			const part = { areaId: post.areaId, dataClass };
			const own = { ...part, own: actor.personId };
			if (isOn && (reach === 'tree' || reach === 'own')) parts.push(reach === 'tree' ? part : own);
			// Who has asked something hears the answer, also when the post is over.
			if (!isOn && reach !== 'none' && dataClass === 'question') parts.push(own);
		}
	}
	return parts;
}
