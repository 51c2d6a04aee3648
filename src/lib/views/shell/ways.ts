import type { Role } from '$lib/domain/kernel/actor';
import { mayAtDesk } from '$lib/domain/kernel/desk-rights';
import type { IconName } from '$lib/ui/icons';

/** Names of the tabs; the room `shell` has a word for each. */
export type TabName =
	'today' | 'doors' | 'find' | 'me' | 'review' | 'register' | 'staff' | 'figures' | 'office';

/** One place in the navigation. `within` are the addresses that belong to it besides its own. */
export interface Tab {
	name: TabName;
	href: string;
	icon: IconName;
	within: readonly string[];
}

const tabs: Record<TabName, Tab> = {
	today: { name: 'today', href: '/today', icon: 'today', within: ['/attention', '/cases'] },
	doors: { name: 'doors', href: '/doors', icon: 'building', within: ['/household', '/fees'] },
	find: { name: 'find', href: '/find', icon: 'search', within: [] },
	me: { name: 'me', href: '/me', icon: 'person', within: ['/sync'] },
	review: {
		name: 'review',
		href: '/office/review',
		icon: 'review',
		within: ['/office/money', '/office/cases']
	},
	register: { name: 'register', href: '/office/register', icon: 'register', within: [] },
	staff: {
		name: 'staff',
		href: '/office/staff',
		icon: 'people',
		within: ['/office/audit', '/office/devices']
	},
	figures: { name: 'figures', href: '/office/figures', icon: 'chart', within: [] },
	office: { name: 'office', href: '/office/review', icon: 'review', within: [] }
};

const officeTabs = (role: Role | undefined): TabName[] =>
	role === 'subdistrict'
		? ['figures', 'register', 'staff', 'me']
		: ['review', 'register', 'staff', 'figures', 'me'];

/**
 * The tabs, at most five, for a role on an address. Office people who walk the stairs get the field's tabs there, with
 * the way back as the fourth.
 */
export function tabsFor(role: Role | undefined, path: string): Tab[] {
	const field: TabName[] = ['today', 'doors', 'find'];
	const names: TabName[] = !worksInOffice(role)
		? [...field, 'me']
		: isUnder(path, '/office') || isUnder(path, '/me') || isUnder(path, '/sync')
			? officeTabs(role)
			: [
					...field,
					...(role === 'subdistrict' ? (['figures'] as const) : (['office'] as const)),
					'me'
				];
	return names.map((name) => tabs[name]);
}

const isUnder = (path: string, base: string): boolean =>
	path === base || path.startsWith(base + '/');

/** Whether an address belongs to a tab. */
export const isAt = (tab: Tab, path: string): boolean =>
	[tab.href, ...tab.within].some((base) => isUnder(path, base));

/** Where a person of this role begins. */
export function homeOf(role: Role | undefined): string {
	if (role === 'office') return '/office/review';
	if (role === 'subdistrict') return '/office/figures';
	return '/today';
}

/** Whether an address may be seen by somebody who is not signed in. The shell `/` decides for itself. */
export const isPublic = (path: string): boolean =>
	/^\/(sign-in|join|setup|lock|left|r|accounts)?(\/|$)/.test(path);

/** Whether the address is the office's, which people of the field have no business with. */
const isForOffice = (path: string): boolean => isUnder(path, '/office');

/** Whether a page is for this person: not signed in, or in a role. Pages hold no data; what they show is asked of the server and the phone. */
export const mayOpen = (path: string, isSignedIn: boolean, role: Role | undefined): boolean =>
	isPublic(path) || (isSignedIn && (!isForOffice(path) || worksInOffice(role)));

/** Whether this role works in the office. */
export const worksInOffice = (role: Role | undefined): boolean => mayAtDesk(role, 'openOffice');
