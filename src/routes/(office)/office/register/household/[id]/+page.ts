import { needWords } from '$lib/text/text.svelte';

/** Fetches the words that the page speaks with. */
export const load = () => needWords('erasure', 'attention');
