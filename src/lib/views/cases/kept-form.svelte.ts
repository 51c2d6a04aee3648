import { onDestroy } from 'svelte';
import { keepDraft } from '$lib/app/draft-keeper';
import { loadDraft } from '$lib/app/drafts';

/** A form that is on the disk with every change, until it was sent or given up. */
export interface KeptForm<T> {
	value: T;
	/** What was typed last time has been looked for; before that the form must not be shown. */
	readonly isRead: boolean;
	/** What was typed last time stands in the form. */
	readonly isFound: boolean;
	/** Writes what stands in it now, before something that may take the page away. */
	flush(): Promise<boolean>;
	/** Forgets the draft: it was sent, or given up. */
	drop(): void;
}

/**
 * A form with what was typed into it before under this key. `mend` takes out of a draft what is not there any more, such as
 * photos. Made by a component; the draft is forgotten when the form is as `empty` again.
 */
export function keptForm<T extends object>(
	key: string,
	empty: T,
	mend: (draft: T) => Promise<T> = (draft) => Promise.resolve(draft)
): KeptForm<T> {
	const keeper = keepDraft<T>(key);
	onDestroy(() => keeper.stop());
	const blank = JSON.stringify(empty);
	let value = $state(empty);
	let isRead = $state(false);
	let isFound = $state(false);
	let isDropped = false;

	const read = async () => {
		const draft = await loadDraft<T>(key);
		if (!draft) return;
		value = await mend(draft);
		isFound = true;
	};
	// A disk that does not answer is said by the save that follows; the form can be filled in all the same.
	void read()
		.catch(() => undefined)
		.then(() => (isRead = true));
	$effect(() => {
		const now = $state.snapshot(value) as T;
		if (!isRead || isDropped) return;
		if (JSON.stringify(now) === blank) keeper.drop();
		else keeper.put(now);
	});
	return {
		get value() {
			return value;
		},
		set value(next) {
			value = next;
		},
		get isRead() {
			return isRead;
		},
		get isFound() {
			return isFound;
		},
		flush: () => keeper.flush(),
		drop() {
			isDropped = true;
			keeper.drop();
		}
	};
}
