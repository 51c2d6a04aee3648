import type { OrderKind } from '$lib/domain/device/schema';

/** The table of devices as people's own, like their sessions: a restore of a backup keeps it (src/launch/epoch.mjs). */
export interface DeviceTables {
	/** Times are epoch ms by the server's clock. */
	device_contacts: {
		person_id: string;
		device_id: string;
		first_seen: number;
		/** Up to `noteEveryMs` (contacts.ts) old. */
		last_seen: number;
		/** What the device last said of itself; null before a version that says it. */
		version: string | null;
		unsent: number | null;
		photos: number | null;
		/** The session with which it was last here. */
		session_id: string | null;
		/** What was last asked of it, by whom; null when nothing was, or it was taken back. */
		order_id: string | null;
		order_kind: OrderKind | null;
		ordered_by: string | null;
		ordered_at: number | null;
		/** When the device said that it has done so, and what of its work went with it unsent. */
		done_at: number | null;
		lost: number | null;
	};
}
