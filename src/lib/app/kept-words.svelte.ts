import { onDestroy } from 'svelte';
import { keepDraft } from './draft-keeper';
import { loadDraft } from './drafts';

/** What somebody types into one field. */
export interface KeptWords {
	text: string;
	/** Empties the field and forgets its draft: the words were sent. */
	drop(): void;
}

/** The words of a field that has been typed into before under this key, as long as they were not sent. Made by a component. */
export function keptWords(key: string): KeptWords {
	const keeper = keepDraft<string>(key);
	onDestroy(() => keeper.stop());
	let text = $state('');
	let isRead = $state(false);
	const read = async () => {
		const draft = await loadDraft<string>(key);
		if (draft && text === '') text = draft;
		isRead = true;
	};
	void read();
	$effect(() => {
		const now = text;
		// Before the draft is read, an empty field must not overwrite it.
		if (!isRead) return;
		if (now.trim() === '') keeper.drop();
		else keeper.put(now);
	});
	return {
		get text() {
			return text;
		},
		set text(next) {
			text = next;
		},
		drop() {
			text = '';
			keeper.drop();
		}
	};
}
