import { needWords } from '$lib/text/text.svelte';

/** The page's own words, and those of its frame. */
export const load = () => needWords('people', 'slip');
