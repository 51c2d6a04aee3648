import { stepOf } from '$lib/domain/device/rules';
import { isOrderKind, WordReply, type DeviceOrder } from '$lib/domain/device/schema';
import { getMeta } from '$lib/store/meta';
import { isDue } from '$lib/sync/clock';
import type { Word } from '$lib/sync/phone';
import type { Place } from './device';
import { countUnsent, part, tell, type Hands } from './parting';
import { lastParting } from './parting-note';
import { post } from './remote';

/** What a phone does when an office asks for somebody's records, or their time is over. */

/** A person's device on this phone. */
interface Device {
	personId: string;
	deviceId: string;
}

/** How often a phone that has no session, or no key, asks whether anything is asked of it, ms. */
const askEveryMs = 600_000;

/** When each device last had an answer, epoch ms. */
const askedAt = new Map<string, number>();

/** Told by the sync after a cycle; `null` when the session has ended. */
export async function hear(place: Place, word: Word | null, hands: Hands): Promise<void> {
	const deviceId = await getMeta(place.db, 'deviceId');
	if (!deviceId) return;
	const device = { personId: place.person.id, deviceId };
	const order = word ? word.order : await askOrder(deviceId);
	if (order && isOrderKind(order.kind)) return obey(device, order, hands);
	const mayGo = async () => !(await hasOwn(place));
	if (word?.ended && (await mayGo()))
		await part({ ...device, kind: 'ended', ended: word.ended }, mayGo, hands);
}

/** Asks by the device's own id alone, and obeys: for a locked phone, which has no key to do more with. */
export async function askByItself(device: Device, hands: Hands): Promise<void> {
	const order = await askOrder(device.deviceId);
	if (order) await obey(device, order, hands);
}

async function askOrder(deviceId: string): Promise<DeviceOrder | null> {
	if (!isDue(askedAt.get(deviceId), askEveryMs, Date.now())) return null;
	const answer = await post('/api/devices/word', { deviceId }, WordReply);
	if (answer.ok) askedAt.set(deviceId, Date.now());
	return answer.ok ? answer.value.order : null;
}

async function obey(device: Device, { id, kind }: DeviceOrder, hands: Hands): Promise<void> {
	// Of what a newer server may ask nothing is done.
	if (!isOrderKind(kind)) return;
	const known = await lastParting();
	// Done, and the server has not heard: it is told again, and nothing happens twice.
	if (known?.orderId === id && known.isDone) return tell(known);
	const mayGo = async () => stepOf(kind, await countUnsent(device.personId)) === 'do';
	if (await mayGo()) await part({ ...device, orderId: id, kind }, mayGo, hands);
}

/** Whether anything of the person's own words still waits for an answer: unsent, refused, held, or asked. */
async function hasOwn({ db, person }: Place): Promise<boolean> {
	if ((await db.outbox.count()) + (await db.photos.where('state').equals('waiting').count()) > 0)
		return true;
	// What they asked the office, and its answer.
	return (await db.rows.toDo('question', `answered:${person.id}`)).length > 0;
}
