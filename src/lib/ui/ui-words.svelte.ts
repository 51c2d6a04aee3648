/** The few words that the kit itself must say (names of its own buttons). The shell hands them in, in the language on the screen. */
export interface UiWords {
	back: string;
	close: string;
	undo: string;
	show: string;
	hide: string;
}

let source = $state.raw<() => UiWords>(() => ({
	back: '',
	close: '',
	undo: '',
	show: '',
	hide: ''
}));

/** Tells the kit where its words come from; called once by the root layout, before anything is drawn. */
export function provideUiWords(words: () => UiWords): void {
	source = words;
}

/** The kit's words now; reading them in a component keeps it up to date. */
export const uiWords = (): UiWords => source();
