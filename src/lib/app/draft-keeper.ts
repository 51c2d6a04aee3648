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
	/** Forgets the draft, on the disk too: it was saved, or given up. `flush` then resolves when the disk has forgotten it. */
	drop(): void;
	/** Flushes, and listens to the page no longer. */
	stop(): void;
}

/** Starts keeping a draft. Also flushes when the page is hidden, which is the last thing a phone tells a page. */
export function keepDraft<T>(key: string): DraftKeeper<T> {
	let noted: { value: T } | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let written = Promise.resolve(true);
	/** One after the other: a write that takes long must not bring back what was dropped meanwhile. */
	const next = (act: () => Promise<void>) => {
		written = written.then(act).then(
			() => true,
			() => false
		);
	};
	const flush = () => {
		clearTimeout(timer);
		timer = undefined;
		if (noted) {
			const { value } = noted;
			next(() => saveDraft(key, value));
		}
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
			next(() => clearDraft(key));
		},
		stop() {
			void flush();
			removeEventListener('pagehide', onLeave);
			document.removeEventListener('visibilitychange', onHidden);
		}
	};
}
