import type { DevicesReply } from '../../../src/lib/domain/device/schema';
import { compareWith, json, refused, type Try } from './answers';
import { id } from './world';
import type { Who } from './expected';

/** Whether somebody is shown a person's devices. */
export const devicesOf =
	(person: Who): Try =>
	async (world, who) => {
		const response = await world.ask(who, '/api/devices', json({}));
		if (!response.ok) return refused(response);
		const { people } = (await response.json()) as DevicesReply;
		return people.some((one) => one.personId === world.people[person]) ? 'yes' : 'hidden';
	};

/** Whether somebody can give an order to a person's device. */
export const orderTo =
	(person: 'leader' | 'office' | 'sub'): Try =>
	async (world, who) => {
		const personId = world.people[person];
		const ask = (deviceId: string) =>
			world.ask(who, '/api/devices/order', json({ personId, deviceId, kind: 'wipe' }));
		const real = await ask(world.devices[person]);
		// Whoever looks after no devices is told so, whosever it is.
		if (real.status === 403) return 'no';
		return compareWith(real, () => ask(id()));
	};
