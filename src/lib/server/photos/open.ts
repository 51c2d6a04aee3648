import { getEngine, placeFromEnvironment } from '../engine/get';
import { logError } from '../http/log';
import { openPhotoFolder, type PhotoFolder } from './folder';
import type { Uploads } from './uploads';

/** How often what was begun and never ended is looked for, ms. */
const sweepEveryMs = 6 * 3_600_000;

let folder: PhotoFolder | undefined;
let uploads: Promise<Uploads> | undefined;

/** The photos of this process's data folder. */
export const photoFolder = (): PhotoFolder =>
	(folder ??= openPhotoFolder(placeFromEnvironment().folder));

/** The lane by which photos come into this process's data folder; opened by the first one. */
export const photoUploads = (): Promise<Uploads> => (uploads ??= open());

async function open(): Promise<Uploads> {
	// The library is only loaded where photos are used.
	const { openUploads } = await import('./uploads');
	const opened = openUploads({
		data: placeFromEnvironment().folder,
		folder: photoFolder(),
		engine: getEngine,
		onError: (error) => logError(error, { route: 'photos' })
	});
	const sweep = () =>
		void opened.sweep().catch((error: unknown) => logError(error, { route: 'photos' }));
	sweep();
	setInterval(sweep, sweepEveryMs).unref();
	return opened;
}
