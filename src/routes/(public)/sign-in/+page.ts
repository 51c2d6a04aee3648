// Named here too, so that they travel with the page instead of being asked for when it is there.
import '$lib/text/zh-CN/people';
import '$lib/text/zh-CN/roles';
import { needWords } from '$lib/text/text.svelte';

/** The page's own words. */
export const load = () => needWords('access', 'people', 'roles');
