import type { AllWords, FirstRoom, LaterRoom } from './rooms';
import common from './zh-CN/common';
import health from './zh-CN/health';
import shell from './zh-CN/shell';
import today from './zh-CN/today';
import visit from './zh-CN/visit';

/** Languages that the product speaks; a missing word is a type error, never an empty screen. */
export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

const first: Pick<AllWords, FirstRoom> = { common, health, shell, today, visit };

/** The rooms everybody has at once, and those fetched so far. A page waits for its own, so nothing has to watch this. */
const chinese: Partial<AllWords> = { ...first };

let current = $state.raw<{ language: Language; words: Partial<AllWords> }>({
	language: 'zh-CN',
	words: chinese
});

/** Names of the rooms that are there from the start, for the check of what pages fetch. */
export const firstRooms = Object.keys(first);

/** The words of the chosen language by room: `t.common.save`. Reading them in a component keeps it up to date. */
export const t = new Proxy({} as AllWords, {
	get: (_, room) => current.words[room as keyof AllWords]
});

/** The language on the screen now. */
export const language = (): Language => current.language;

/**
 * Fetches rooms before a page that speaks from them is drawn; its route's `load` calls this. Chinese always, so that
 * somebody who reads English can switch back at any time. Rejects when a room cannot be fetched.
 */
export async function needWords(...rooms: LaterRoom[]): Promise<void> {
	await Promise.all(rooms.map(fetchRoom));
}

async function fetchRoom<R extends LaterRoom>(room: R): Promise<void> {
	if (chinese[room]) return;
	// Where each lies is a file of its own: the page that opens first would carry the way to all of them.
	const { later } = await import('./zh-CN/later');
	chinese[room] = (await later[room]()).default;
}

/** Switches all words at once; English is fetched whole on first use (and is in the offline shell). */
export async function setLanguage(next: Language): Promise<void> {
	const words = next === 'en' ? (await import('./en/all')).default : chinese;
	current = { language: next, words };
	if (typeof document !== 'undefined') document.documentElement.lang = next;
}
