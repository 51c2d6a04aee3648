import { needWords } from '$lib/text/text.svelte';

/** The page's own words. */
export const load = () => needWords('cases', 'refusal');
