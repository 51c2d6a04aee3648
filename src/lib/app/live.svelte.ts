import { liveQuery } from 'dexie';
import { untrack } from 'svelte';
import { noteQuestion } from './after-paint';
import { NobodySignedIn, placeOrNull } from './place.svelte';

/** What a page shows of a query: its last answer, the error instead of one, and whether an answer is still awaited. */
export interface Live<T> {
	readonly value: T | undefined;
	readonly error: unknown;
	readonly loading: boolean;
}

/**
 * Keeps a query's answer up to date, also with what other tabs write. Call it while a component is being set up.
 * State that the query reads before its first `await` makes it start over; the old answer stays until the new one is in.
 */
export function live<T>(query: () => Promise<T>): Live<T> {
	let value = $state.raw<T | undefined>();
	let error = $state.raw<unknown>();
	let loading = $state(true);
	let restarts = $state(0);

	$effect(() => {
		void restarts;
		loading = true;
		if (!placeOrNull()) return;
		let forget: () => void = () => undefined;
		const answered = noteQuestion();
		const watch = liveQuery(async () => {
			forget();
			const asked = noticing(query, () => restarts++);
			forget = asked.forget;
			return asked.answer;
		}).subscribe({
			next: (next) => {
				value = next;
				error = undefined;
				loading = false;
				answered();
			},
			error: (cause) => {
				answered();
				if (cause instanceof NobodySignedIn) return;
				error = cause;
				loading = false;
			}
		});
		return () => {
			watch.unsubscribe();
			answered();
			forget();
		};
	});

	return {
		get value() {
			return value;
		},
		get error() {
			return error;
		},
		get loading() {
			return loading;
		}
	};
}

/**
 * Asks once and notices the state read meanwhile. Dexie asks by itself, outside of any effect, and asking a second time
 * inside of one only to learn what it reads would read everything from the disk twice.
 */
function noticing<T>(
	query: () => Promise<T>,
	onchange: () => void
): { answer: Promise<T>; forget: () => void } {
	let answer: Promise<T> | undefined;
	const forget = $effect.root(() => {
		$effect.pre(() => {
			if (answer) untrack(onchange);
			else answer = attempt(query);
		});
	});
	return { answer: answer!, forget };
}

/** A query may throw before it first waits. */
const attempt = async <T>(query: () => Promise<T>): Promise<T> => query();
