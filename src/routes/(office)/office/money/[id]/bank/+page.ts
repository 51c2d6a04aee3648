import { needWords } from '$lib/text/text.svelte';

/** Words of the reconciliation, and for what the rules refuse. */
export const load = () => needWords('bank', 'refusal');
