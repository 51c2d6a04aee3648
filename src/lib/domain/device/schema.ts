import * as v from 'valibot';
import { DaySchema } from '../kernel/day-schema';
import { Id } from '../kernel/id';
import { roles } from '../kernel/actor';

/**
 * What an office can ask of somebody's device: to sign out, to send what waits and then take everything off (`wipe`), or
 * to take everything off at once, sent or not (`wipeNow`). It happens at the device's next contact.
 */
export const orderKinds = ['signOut', 'wipe', 'wipeNow'] as const;
export type OrderKind = (typeof orderKinds)[number];

/** Whether a word off the wire is an order that this version knows; of another one nothing is done. */
export const isOrderKind = (word: string): word is OrderKind =>
	(orderKinds as readonly string[]).includes(word);

/** An order on its way to a device. The kind stays open: a newer server may have more of them. */
export const DeviceOrder = v.object({ id: Id, kind: v.pipe(v.string(), v.maxLength(20)) });
export type DeviceOrder = v.InferOutput<typeof DeviceOrder>;

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));

/** What a device says of itself at each contact: the app's version, and what it has not sent yet. */
export const DeviceReport = v.object({
	version: v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/)),
	unsent: count,
	photos: count
});
export type DeviceReport = v.InferOutput<typeof DeviceReport>;

/** What has become of an order, as the office sees it; `doneAt` by the server's clock, epoch ms. */
const OrderState = v.object({
	kind: v.picklist(orderKinds),
	askedAt: v.number(),
	doneAt: v.nullable(v.number()),
	/** Records and photos that went with it unsent, as the device said; null before. */
	lost: v.nullable(v.number())
});
export type OrderState = v.InferOutput<typeof OrderState>;

/** One device of a person. Times in epoch ms by the server's clock. */
export const SeenDevice = v.object({
	deviceId: Id,
	firstSeen: v.number(),
	lastSeen: v.number(),
	/** What it last said of itself; null before a version that says it. */
	version: v.nullable(v.string()),
	unsent: v.nullable(v.number()),
	photos: v.nullable(v.number()),
	order: v.nullable(OrderState)
});
export type SeenDevice = v.InferOutput<typeof SeenDevice>;

/** A person with their devices. */
export const PersonDevices = v.object({
	personId: Id,
	name: v.string(),
	/** The roles that put them under the asker's eyes, and the names of the areas they hold them in. */
	posts: v.array(v.object({ role: v.picklist(roles), place: v.string() })),
	/** The last day of their last appointment, when none lasts. */
	ended: v.nullable(DaySchema),
	/** Whether the asker may give orders to these devices. */
	mayOrder: v.boolean(),
	devices: v.array(SeenDevice)
});
export type PersonDevices = v.InferOutput<typeof PersonDevices>;

/** People on one page. */
export const devicePageSize = 50;

/** Body of `POST /api/devices`. `name` is a part of a name and travels in the body: it has no place in an address. */
export const DevicesRequest = v.object({
	name: v.optional(v.pipe(v.string(), v.maxLength(50))),
	/** How many people were shown before. */
	after: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)))
});
export type DevicesRequest = v.InferOutput<typeof DevicesRequest>;

/** Its answer: one page of people, by name; `all` is how many there are. */
export const DevicesReply = v.object({ people: v.array(PersonDevices), all: v.number() });
export type DevicesReply = v.InferOutput<typeof DevicesReply>;

/**
 * Body of `POST /api/devices/order`. `lost` goes with `wipeNow`: how many unsent records and photos the asker was told
 * will be lost. `takeBack` takes back what was asked and has not happened.
 */
export const OrderRequest = v.object({
	personId: Id,
	deviceId: Id,
	kind: v.picklist([...orderKinds, 'takeBack']),
	lost: v.optional(count)
});
export type OrderRequest = v.InferOutput<typeof OrderRequest>;

/**
 * Body of `POST /api/devices/word`, which needs no session, because a device whose session was ended has none: is
 * anything asked of this device? `done` says that it has happened, and what was lost unsent.
 */
export const WordRequest = v.object({
	deviceId: Id,
	done: v.optional(v.object({ orderId: Id, lost: count }))
});
export type WordRequest = v.InferOutput<typeof WordRequest>;

/** Its answer. */
export const WordReply = v.object({ order: v.nullable(DeviceOrder) });
export type WordReply = v.InferOutput<typeof WordReply>;
