import fc from 'fast-check';
import { installDisks } from '../sim/chaos/disk';
import { anything } from './events';
import { World } from './world';

/** How a run is played, for the tests and for those that show that they bite. */

/** How many runs and from which seed; a failure names both, and these two variables play it again. */
export const runs = {
	seed: Number(process.env.LINLI_MODEL_SEED ?? 20260302),
	numRuns: Number(process.env.LINLI_MODEL_RUNS ?? 80)
};

/** Anything in any order; afterwards there is room and signal, and the person's work has to arrive. */
export const anyOrder = () =>
	fc.asyncProperty(fc.commands(anything, { maxCommands: 30, size: 'max' }), async (commands) => {
		installDisks();
		const world = await World.open();
		try {
			await fc.asyncModelRun(() => ({ model: world, real: world }), commands);
			world.phone.fill(false);
			for (const tab of [0, 1]) {
				await world.sync(tab);
				await world.check();
			}
		} finally {
			world.close();
		}
	});
