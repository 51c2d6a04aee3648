import { runPhotos, type PhotoRunnerParts } from './photo-runner';

/** Shortest pause between two runs of the photos' lane, ms. */
const shortestPauseMs = 500;

/** The photos' lane of one person in this page. */
export interface PhotoTimer {
	/** Looks for photos to send; nothing waits for it. */
	kick(): void;
	/** Ends what is under way; resolves when it has ended. */
	stop(): Promise<void>;
}

/** Sends photos when it is kicked, and again when one is due. */
export function photoTimer(parts: PhotoRunnerParts): PhotoTimer {
	const cut = new AbortController();
	let run: Promise<void> | undefined;
	let timer: number | undefined;
	const kick = () => {
		if (cut.signal.aborted) return;
		run ??= sendPhotos(parts, cut.signal).then((nextAt) => {
			run = undefined;
			clearTimeout(timer);
			if (nextAt === null || cut.signal.aborted) return;
			timer = window.setTimeout(kick, Math.max(shortestPauseMs, nextAt - parts.place.now()));
		});
	};
	return {
		kick,
		async stop() {
			cut.abort();
			clearTimeout(timer);
			await run;
		}
	};
}

/** Resolves with the moment of the next try; null when there is nothing to try. */
async function sendPhotos(parts: PhotoRunnerParts, cut: AbortSignal): Promise<number | null> {
	try {
		const { photos: here, sentPhotos: sent } = parts.place.db;
		if ((await here.count()) + (await sent.count()) === 0) return null;
		return await runPhotos(parts, cut);
	} catch {
		// A disk that fails is told of by the sync; the next cycle tries the photos again.
		return null;
	}
}
