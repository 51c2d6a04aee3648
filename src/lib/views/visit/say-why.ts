import { t } from '$lib/text/text.svelte';
import type { NotSaved } from './save';

/** What happened and what to do, as one line for a notice or a short message. */
export function sayWhy(code: NotSaved['code']): string {
	const { title, todo } = t.refusal[code];
	return `${title} ${todo}`;
}
