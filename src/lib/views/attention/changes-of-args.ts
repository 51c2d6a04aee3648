import * as v from 'valibot';
import { pathOfField, valueAt } from '$lib/domain/household/fields';
import { FieldChange, Resident, type Household } from '$lib/domain/household/schema';
import { sayField, sayValue } from './say-value';

/** One field that an amendment speaks of: what its author wrote, and what stands now where that is known. */
export interface ChangeLine {
	field: string;
	mine: string;
	now: string | undefined;
}

/**
 * What a refused amendment of a household wanted, in words; empty for other acts. Arguments that were refused as
 * malformed may hold anything, so that only what fits is taken. `server` is the household as it stands, if it does.
 */
export function changesOfArgs(
	args: Record<string, unknown>,
	server: Household | undefined
): ChangeLine[] {
	const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
	const changes = list(args.changes).filter((one) => v.is(FieldChange, one));
	const seen = list(args.seen).filter((one) => v.is(Resident, one));
	const around = { residents: server?.residents ?? seen };
	return changes.map((one) => {
		const residentId = 'residentId' in one ? one.residentId : undefined;
		const now = server && valueAt(server, pathOfField(one.field, residentId));
		return {
			field: sayField({ field: one.field, ...(residentId ? { residentId } : {}) }, around),
			mine: sayValue(one.field, one.to, around),
			now: now === undefined ? undefined : sayValue(one.field, now, around)
		};
	});
}
