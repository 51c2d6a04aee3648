import type { Appointment } from '$lib/domain/appointment/schema';
import type { Household } from '$lib/domain/household/schema';
import type { Shelf } from '$lib/domain/tile';
import type { Visit } from '$lib/domain/visit/schema';
import { bodiesOfKind, readBody } from '$lib/store/bodies';
import { visitsAbout } from '$lib/store/bodies-about';
import { place } from './place.svelte';
import { shelves, viewsOf } from './queries';
import type { VisitView } from './record-state';

/** Questions about single records, apart from those that 今日 asks at once, so that it need not wait for these. */

/** A unit's tiles; empty while nothing of the unit has arrived. */
export async function shelf(unitId: string): Promise<Shelf> {
	const [found] = await shelves([unitId]);
	return found!;
}

/** One household; undefined when it is gone or not on this phone. */
export const household = (id: string): Promise<Household | undefined> =>
	readBody<Household>(place().db, 'household', id);

/** A household's visits, newest first. */
export async function visitsOf(householdId: string): Promise<VisitView[]> {
	const { db } = place();
	const about = await household(householdId);
	return about ? viewsOf(await visitsAbout(db, about)) : [];
}

/** One visit; undefined when there is none on this phone. */
export async function visitById(id: string): Promise<VisitView | undefined> {
	const visit = await readBody<Visit>(place().db, 'visit', id);
	return visit && (await viewsOf([visit]))[0];
}

/** Appointments in the person's scope, the ended ones too. */
export const appointments = (): Promise<Appointment[]> =>
	bodiesOfKind<Appointment>(place().db, 'appointment');
