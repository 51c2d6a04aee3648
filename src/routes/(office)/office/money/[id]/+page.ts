import { needWords } from '$lib/text/text.svelte';

/** Words for photos, and for what the rules refuse. */
export const load = () => needWords('fees', 'photo', 'refusal', 'slip');
