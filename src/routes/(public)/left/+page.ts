import { needWords } from '$lib/text/text.svelte';

/** The page's own words, and those of the frame around public pages. */
export const load = () => needWords('parting', 'people');
