import { get, set } from 'idb-keyval';

/** How this phone is read. `size: 'elder'` is the scale for older eyes. */
interface Choices {
	language: 'zh-CN' | 'en';
	theme: 'auto' | 'light' | 'dark';
	size: 'normal' | 'elder';
}

const key = 'linli-settings';

let choices = $state.raw<Choices>({ language: 'zh-CN', theme: 'auto', size: 'normal' });

function show({ language, theme, size }: Choices): void {
	if (typeof document === 'undefined') return;
	const { documentElement: html } = document;
	html.lang = language;
	html.dataset.theme = theme;
	html.dataset.size = size;
}

function choose(change: Partial<Choices>): void {
	choices = { ...choices, ...change };
	show(choices);
	// A browser that keeps nothing still shows the choice until it is closed.
	void set(key, choices).catch(() => undefined);
}

/**
 * The person's choices on this phone, kept across starts and shown on `<html lang data-theme data-size>`.
 * The layout hands `language` on to `setLanguage` of the text room.
 */
export const settings = {
	get language() {
		return choices.language;
	},
	set language(language: Choices['language']) {
		choose({ language });
	},
	get theme() {
		return choices.theme;
	},
	set theme(theme: Choices['theme']) {
		choose({ theme });
	},
	get size() {
		return choices.size;
	},
	set size(size: Choices['size']) {
		choose({ size });
	}
};

/** Reads the kept choices; called once when the app starts. */
export async function loadSettings(): Promise<void> {
	const kept = await get<Partial<Choices>>(key).catch(() => undefined);
	choices = { ...choices, ...kept };
	show(choices);
}
