import { t } from '$lib/text/text.svelte';
import type { NotSaved } from './save';

/** The words for a refusal. A newer server may have a reason that this version has none for. */
export const whyOf = (code: NotSaved['code']): { title: string; todo: string } =>
	code in t.refusal ? t.refusal[code] : t.refusal.newer;

/** What happened and what to do, as one line for a notice or a short message. */
export function sayWhy(code: NotSaved['code']): string {
	const { title, todo } = whyOf(code);
	return `${title} ${todo}`;
}
