import { needWords } from '$lib/text/text.svelte';

/** The words of all pages about money. */
export const load = () => needWords('money');
