import type { DeviceReport } from '$lib/domain/device/schema';
import type { Engine } from '../engine/engine';
import { logError } from '../http/log';
import { noteEveryMs } from './contacts';

/** When each device was last written down, and as saying what, by person and device; the oldest are forgotten. */
const noted = new Map<string, { at: number; said: string }>();
const mostNoted = 50_000;

/**
 * Writes down that a device was here, behind the answer's back and only when it says something new or ten minutes have
 * passed: a thousand phones that ask once a minute shall not be a thousand writes. `now`: ms of a clock that never goes back.
 */
export function noteContactSoon(
	engine: Pick<Engine, 'noteContact'>,
	contact: { personId: string; deviceId: string; report: DeviceReport; cookie: string | null },
	now = performance.now()
): void {
	const key = `${contact.personId} ${contact.deviceId}`;
	const said = JSON.stringify([contact.report, contact.cookie]);
	const last = noted.get(key);
	if (last && last.said === said && now - last.at < noteEveryMs) return;
	noted.delete(key);
	noted.set(key, { at: now, said });
	if (noted.size > mostNoted) noted.delete(noted.keys().next().value!);
	engine.noteContact(contact).catch((error: unknown) => {
		noted.delete(key);
		logError(error, { route: 'devices' });
	});
}
