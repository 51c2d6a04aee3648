import { untrack } from 'svelte';

/** A short word after an act, with at most one thing to do about it (usually undo). */
export interface ToastMessage {
	text: string;
	action?: { label: string; run: () => void };
	/** How long it stays, in ms: 4000 without an action, 8000 with one, unless told otherwise. */
	ms?: number;
}

let shown = $state.raw<(ToastMessage & { id: number }) | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;
let count = 0;

/** Shows a message in place of the one before it. */
export function showToast(message: ToastMessage): void {
	shown = { ...message, id: ++count };
	holdToast(false);
}

/** The message on the screen, if any. */
export const toastShown = (): (ToastMessage & { id: number }) | null => shown;

/** Takes the message away. */
export function hideToast(): void {
	clearTimeout(timer);
	shown = null;
}

/** Stops the clock while a finger, a pointer or the focus rests on the message, and starts it again after. */
export function holdToast(isHeld: boolean): void {
	clearTimeout(timer);
	// Untracked: an effect that shows a message must not run again because of it.
	const message = untrack(() => shown);
	if (isHeld || !message) return;
	timer = setTimeout(hideToast, message.ms ?? (message.action ? 8000 : 4000));
}
