import { needWords } from '$lib/text/text.svelte';

/** Words for what the rules refuse. */
export const load = () => needWords('refusal');
