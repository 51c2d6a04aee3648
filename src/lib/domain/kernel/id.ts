import * as v from 'valibot';

/** Lower-case textual UUID; every record, operation, device and person has one. */
export const Id = v.pipe(
	v.string(),
	v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'id')
);
export type Id = string;
