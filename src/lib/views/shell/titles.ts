import { t } from '$lib/text/text.svelte';

/** The words of the tab's title for a route (SvelteKit's id, so that no name, door or id can get into it). */
export function titleOf(routeId: string | null): string {
	const { tabs, titles } = t.shell;
	const words: Record<string, string> = {
		'/(public)/sign-in': titles.signIn,
		'/(public)/lock': titles.lock,
		'/(public)/join': titles.join,
		'/(public)/setup': titles.setup,
		'/(field)/today': tabs.today,
		'/(field)/doors': tabs.doors,
		'/(field)/doors/[buildingId]': titles.board,
		'/(field)/household/[id]': titles.household,
		'/(field)/find': tabs.find,
		'/(field)/attention': titles.attention,
		'/(field)/me': tabs.me,
		'/(field)/me/access': titles.access,
		'/(field)/me/factor': titles.access,
		'/(field)/sync': titles.sync,
		'/(office)/office/review': tabs.review,
		'/(office)/office/register': tabs.register,
		'/(office)/office/staff': tabs.staff,
		'/(office)/office/audit': titles.audit,
		'/(office)/office/devices': titles.devices,
		'/(office)/office/figures': tabs.figures
	};
	const page = routeId ? (words[routeId] ?? roomTitle(routeId)) : undefined;
	return page ? `${page} · ${t.common.appName}` : t.common.appName;
}

/** The many pages of money and of cases go by few names. */
const roomTitle = (routeId: string): string | undefined => {
	const { cases, fees, money } = t.shell.titles;
	if (routeId.includes('/cases')) return cases;
	return routeId.includes('/fees') ? fees : routeId.includes('/money') ? money : undefined;
};
