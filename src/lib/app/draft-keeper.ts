import { clearDraft, saveDraft } from './drafts';

/** Ms between a change and its way to the disk. A browser killed within them loses this much typing at most. */
const waitMs = 250;

/** Keeps what is half entered under one key until it is saved or dropped. */
export interface DraftKeeper<T> {
	readonly key: string;
	/** Notes the latest input; it is on its way to the disk within `waitMs`. */
	put(value: T): void;
	/**
	 * Writes what is noted now, because the page may be about to go. Resolves when the disk has it; false if the disk failed,
	 * which the save that follows says in its own words.
	 */
	flush(): Promise<boolean>;
	/** Forgets the draft, on the disk too: it was saved, or given up. */
	drop(): void;
	/** Flushes, and listens to the page no longer. */
	stop(): void;
}

/** Starts keeping a draft. Also flushes when the page is hidden, which is the last thing a phone tells a page. */
export function keepDraft<T>(key: string): DraftKeeper<T> {
	let noted: { value: T } | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let written = Promise.resolve(true);
	const flush = () => {
		clearTimeout(timer);
		timer = undefined;
		if (noted)
			written = saveDraft(key, noted.value).then(
				() => true,
				() => false
			);
		noted = undefined;
		return written;
	};
	const onHidden = () => {
		if (document.visibilityState === 'hidden') void flush();
	};
	const onLeave = () => void flush();
	addEventListener('pagehide', onLeave);
	document.addEventListener('visibilitychange', onHidden);
	return {
		key,
		put(value) {
			noted = { value };
			timer ??= setTimeout(onLeave, waitMs);
		},
		flush,
		drop() {
			clearTimeout(timer);
			timer = undefined;
			noted = undefined;
			void clearDraft(key);
		},
		stop() {
			void flush();
			removeEventListener('pagehide', onLeave);
			document.removeEventListener('visibilitychange', onHidden);
		}
	};
}
