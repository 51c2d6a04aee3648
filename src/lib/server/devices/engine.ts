import type { Kysely } from 'kysely';
import type { AuditAction } from '$lib/domain/audit';
import type {
	DeviceReport,
	DevicesReply,
	DevicesRequest,
	OrderRequest,
	WordReply,
	WordRequest
} from '$lib/domain/device/schema';
import type { Journal } from '../audit/journal';
import { tokenIn } from '../auth/session';
import type { TreeSource } from '../db/areas';
import type { Tables } from '../db/tables';
import { ProblemError } from '../http/problem';
import { noteContact, noteDone, openOrder } from './contacts';
import { listDevices } from './list';
import { giveOrder } from './order';

/** Devices as the engine offers them. Expected failures are thrown as `ProblemError`. */
export interface DeviceEngine {
	/** `notAllowed` (403) for whoever looks after no devices. */
	devices(personId: string, request: DevicesRequest): Promise<DevicesReply>;
	/** What it throws: see `giveOrder`. */
	orderDevice(personId: string, request: OrderRequest): Promise<void>;
	/** Writes down that a device was here with this cookie. */
	noteContact(contact: {
		personId: string;
		deviceId: string;
		report: DeviceReport;
		cookie: string | null;
	}): Promise<void>;
	/** What is asked of the device with this id, whoever asks: the id is known to the device and to its offices alone. */
	deviceWord(request: WordRequest): Promise<WordReply>;
}

/** What each order is called in the trail. */
const actions = {
	signOut: 'deviceSignedOut',
	wipe: 'deviceWipeAsked',
	wipeNow: 'deviceWipeNowAsked',
	takeBack: 'deviceOrderTakenBack'
} as const satisfies Record<OrderRequest['kind'], AuditAction>;

/** Builds the part of the engine that looks after devices. `secret` as of sign-in; `now`: epoch ms. */
export function createDevices(
	db: Kysely<Tables>,
	trees: TreeSource,
	options: { secret: string; now(): number; journal: Journal }
): DeviceEngine {
	const { now, journal } = options;

	async function sessionOf(personId: string, cookie: string | null): Promise<string | null> {
		const token = tokenIn(cookie, options.secret);
		if (token === undefined) return null;
		const found = await db
			.selectFrom('sessions')
			.select('id')
			.where('token', '=', token)
			.where('person_id', '=', personId)
			.executeTakeFirst();
		return found?.id ?? null;
	}

	return {
		devices: (personId, request) => listDevices(db, trees, personId, request, now()),
		async orderDevice(personId, request) {
			const { deviceId, personId: about, kind } = request;
			const facts = { action: actions[kind], personId, deviceId, about };
			try {
				await giveOrder(db, trees, personId, request, now());
			} catch (error) {
				const result = error instanceof ProblemError ? error.code : 'broken';
				journal.note({ ...facts, result });
				throw error;
			}
			await journal.noted({ ...facts, result: 'ok' });
		},
		async noteContact({ cookie, ...contact }) {
			const sessionId = await sessionOf(contact.personId, cookie);
			await noteContact(db, { ...contact, sessionId }, now());
		},
		async deviceWord({ deviceId, done }) {
			const whose = done ? await noteDone(db, { deviceId, ...done }, now()) : null;
			if (whose !== null)
				await journal.noted({
					action: 'deviceObeyed',
					result: 'ok',
					personId: whose,
					deviceId,
					about: whose
				});
			const order = await openOrder(db, deviceId);
			return { order: order && { id: order.id, kind: order.kind } };
		}
	};
}
