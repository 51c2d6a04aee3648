import type { Kysely, Migration } from 'kysely';

/** Finds a device's owner: asked at every sync, and only the device is known then. */
export const deviceOwners: Migration = {
	async up(db: Kysely<unknown>) {
		await db.schema.createIndex('devices_by_id').on('devices').column('device_id').execute();
	}
};
