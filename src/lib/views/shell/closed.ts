import { needWords } from '$lib/text/text.svelte';

/** Fetches the page that stands in for all others while the notebook is closed, with its words. */
export default async function closed() {
	await needWords('parting');
	return (await import('./ClosedPage.svelte')).default;
}
