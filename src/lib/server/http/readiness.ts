import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../engine/engine';

/** Longest wait for one of the answers, ms. */
const patienceMs = 5_000;

let isStopping = false;

/** From now on this process is not ready. */
export const noteStopping = (): void => void (isStopping = true);

/** Fails once the time is over, whatever `work` does. */
export async function inTime<T>(work: Promise<T>, ms = patienceMs): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const tooLong = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('no answer in time')), ms);
	});
	try {
		return await Promise.race([work, tooLong]);
	} finally {
		clearTimeout(timer);
	}
}

/** What a process must have to take requests. */
export interface Needs {
	/** An engine exists only once its database has the newest shape. */
	engine(): Promise<Pick<Engine, 'health'>>;
	/** The data folder. */
	folder: string;
}

let lastProbe = 0;

/** Whether a file can be written there: access rights say nothing of a full or a read-only disk. */
async function isWritable(folder: string): Promise<boolean> {
	const probe = join(folder, `.ready-${process.pid}-${++lastProbe}`);
	try {
		await writeFile(probe, 'linli');
		await rm(probe);
		return true;
	} catch {
		// Half written is as good as not written; what is left goes with the next start that can.
		await rm(probe, { force: true }).catch(() => undefined);
		return false;
	}
}

/** What stands against taking requests: the first of the things it lacks, or null. */
export async function whyNotReady({
	engine,
	folder
}: Needs): Promise<'stopping' | 'database' | 'disk' | null> {
	if (isStopping) return 'stopping';
	try {
		await inTime(engine().then((one) => one.health()));
	} catch {
		return 'database';
	}
	const isFit = await inTime(isWritable(folder)).catch(() => false);
	if (!isFit) return 'disk';
	return isStopping ? 'stopping' : null;
}
